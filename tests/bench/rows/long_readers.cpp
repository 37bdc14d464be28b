// Upserts while a cursor stays open, beside the same without one: the log cannot be emptied.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"

namespace bench {
namespace {

constexpr int count = 10'000;

struct Written {
  explicit Written(const char* name) : file(fresh_file(name)) {
    fill_store(file, count);
    store.emplace(Store::open(file, {.durability = Durability::relaxed}));
  }

  void upsert() {
    store->collection(collection_name)
        .update_one({{"userId", user_id(any())}}, {{"$set", {{"logins", ++n}}}}, {.upsert = true});
  }
  Speed turn() {
    return calls_a_second(settings().seconds, [&] { upsert(); });
  }

  std::filesystem::path file;
  std::optional<Store> store;
  Numbers any{count};
  int n = 0;
};

/// With a cursor that began so many commits ago.
struct UnderReader : Written {
  UnderReader() : Written("long-reader") {
    cursor.emplace(store->collection(collection_name).find(Document::object()));
    (void)cursor->begin();
    for (int i = 0; i < settings().old_commits; ++i) upsert();
  }

  std::optional<profilestore::Cursor> cursor;
};

}  // namespace

void add_long_readers() {
  compare({"long-reader",
           fmt::format("upserts under a reader {} commits old, beside none",
                       number_text(settings().old_commits)),
           at_least(0.7)},
          [] {
            auto alone = std::make_shared<Written>("no-reader");
            auto under = std::make_shared<UnderReader>();
            return Sides{[alone] { return alone->turn(); }, [under] { return under->turn(); }};
          });
}

}  // namespace bench
