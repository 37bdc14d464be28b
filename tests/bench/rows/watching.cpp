// What a log of changes costs a write, and one who watches it.
#include <atomic>
#include <memory>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"

namespace bench {
namespace {

using profilestore::ChangeEvent;
using profilestore::ChangeLog;
using profilestore::Subscription;
using profilestore::UniqueIndex;

constexpr int users = 1000;

struct Logged {
  Logged()
      : store(Store::open(fresh_file("watching"), {.durability = Durability::relaxed})),
        plain(store.collection("plain", {.indexes = {UniqueIndex{"userId"}}})),
        logged(store.collection("logged",
                                {.indexes = {UniqueIndex{"userId"}}, .change_log = ChangeLog{}})) {
    for (int i = 0; i < users; ++i) {
      plain.insert_one(profile(i));
      logged.insert_one(profile(i));
    }
  }

  Speed turn(Collection profiles, Numbers& any) {
    return calls_a_second(settings().seconds, [&] {
      profiles.update_one({{"userId", user_id(any())}}, {{"$set", {{"logins", ++n}}}},
                          {.upsert = true});
    });
  }

  Store store;
  Collection plain, logged;
  Numbers any_plain{users}, any_logged{users};
  int n = 0;
};

}  // namespace

void add_watching() {
  // At most 1.3 times as long.
  compare({"watch/log", "upserts with a log of changes, beside none, relaxed", at_least(0.77)}, [] {
    auto all = std::make_shared<Logged>();
    return Sides{[all] { return all->turn(all->plain, all->any_plain); },
                 [all] { return all->turn(all->logged, all->any_logged); }};
  });
  compare({"watch/on", "upserts that are watched, beside a log alone, relaxed"}, [] {
    auto all = std::make_shared<Logged>();
    return Sides{[all] { return all->turn(all->logged, all->any_logged); },
                 [all] {
                   std::atomic<std::int64_t> told = 0;
                   const Subscription watching =
                       all->logged.watch({}, {}, [&](const ChangeEvent&) { ++told; });
                   return all->turn(all->logged, all->any_logged);
                 }};
  });
}

}  // namespace bench
