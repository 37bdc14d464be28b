// Upserts that find their profile: the update language beside a statement that replaces the body
// outright and is told the new one, which is the floor of any update.
#include <fmt/format.h>

#include <memory>
#include <vector>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"

namespace bench {
namespace {

using profilestore::Return;

/// Puts ready bodies in the place of others, each time another one: SQLite compares a body with the
/// one that is there, and of the same again it writes nothing, and commits nothing.
struct RawUpserts {
  RawUpserts(const Pair& pair, const char* synchronous)
      : database(open_with_log(pair.raw, synchronous)),
        upsert(database,
               "INSERT INTO profiles(id, userId, doc) VALUES(?1, ?1, ?2) "
               "ON CONFLICT(userId) DO UPDATE SET doc = ?2"),
        any(pair.count) {
    for (int i = 0; i < 1000; ++i) bodies.push_back(body(i));
  }

  void operator()() {
    const std::string user = user_id(any());
    upsert.bind(1, user).bind(2, bodies[calls++ % bodies.size()]).run();
  }

  Database database;
  Statement upsert;
  Numbers any;
  std::vector<std::string> bodies;
  std::size_t calls = 0;
};

using Call = std::function<void(Collection&, const Document& filter, int n)>;

void set_three(Collection& profiles, const Document& filter, int n, Return returning) {
  profiles.find_one_and_update(filter,
                               {{"$set",
                                 {{"displayName", fmt::format("Creator {}", n)},
                                  {"address.city", n % 2 == 0 ? "Porto" : "Lisboa"},
                                  {"logins", n}}}},
                               {.upsert = true, .returning = returning});
}

Sides beside_raw(Durability durability, const Call& call) {
  const Pair& pair = keyed();
  auto raw =
      std::make_shared<RawUpserts>(pair, durability == Durability::durable ? "FULL" : "NORMAL");
  auto any = std::make_shared<Numbers>(pair.count);
  Store store = pair.open(durability);
  return {[raw] { return calls_a_second(settings().seconds, [&] { (*raw)(); }); },
          [store, any, call, n = 0]() mutable {
            Collection profiles = store.collection(collection_name);
            return calls_a_second(settings().seconds, [&] {
              call(profiles, {{"userId", user_id((*any)())}}, ++n);
            });
          }};
}

}  // namespace

void add_upserts() {
  for (const auto& [durability, name] :
       {std::pair{Durability::relaxed, "relaxed"}, std::pair{Durability::durable, "durable"}})
    compare({fmt::format("upsert/{}", name),
             fmt::format("upsert hit, $set of three paths, {}", name), at_least(0.85)},
            [durability = durability] {
              return beside_raw(durability,
                                [](Collection& profiles, const Document& filter, int n) {
                                  set_three(profiles, filter, n, Return::none);
                                });
            });
  compare({"upsert/after", "the same, relaxed, that returns the document after"}, [] {
    return beside_raw(Durability::relaxed, [](Collection& profiles, const Document& filter, int n) {
      set_three(profiles, filter, n, Return::after);
    });
  });
  compare({"upsert/inc", "update_one $inc, relaxed", at_least(0.85)}, [] {
    return beside_raw(Durability::relaxed, [](Collection& profiles, const Document& filter, int) {
      profiles.update_one(filter, {{"$inc", {{"logins", 1}}}});
    });
  });
}

}  // namespace bench
