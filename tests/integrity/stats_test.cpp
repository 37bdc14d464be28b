// What the stats of a store tell.
#include <algorithm>
#include <atomic>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/event_texts.hpp"
#include "store/raw_database.hpp"

namespace integrity_stats_test {

using namespace profilestore;
using namespace events;

TEST_CASE("The events of another process are seen when it has closed the store", "[store][stats]") {
  temporary::Folder folder;
  ChildProcess child([&] {
    Store store = Store::open(folder / "p.db", temporary::quick());
    Collection users = store.collection("users", {.indexes = {UniqueIndex{"email"}}});
    users.insert_one({{"email", "a@x"}});
    return insert_clashes(users) && insert_clashes(users) ? 0 : 1;
  });
  REQUIRE(child.wait() == 0);
  const Stats stats = Store::open(folder / "p.db").stats();
  REQUIRE(stats.events.size() == 1);
  const StoreEvent& event = stats.events.front();
  CHECK(text_of(event) == "duplicate_key users email_1 insertOne x2, 2 documents");
  CHECK(event.first.size() == std::string("2024-06-17T01:00:07.412Z").size());
  CHECK(event.first.back() == 'Z');
  CHECK(event.first <= event.last);
  CHECK(texts_of(stats.totals) == Texts{"duplicate_key users email_1 x2, 2 documents"});
}

TEST_CASE("The stats tell what is in the store", "[store][stats]") {
  Users store;
  store.collection("empty", {.indexes = {UniqueIndex{"a"}}}).create_index(Index{"b"});
  const Stats stats = store.stats();
  REQUIRE(stats.collections.size() == 2);
  CHECK(stats.collections[0].name == "empty");
  CHECK(stats.collections[0].documents == 0);
  std::vector<std::string> indexes;
  for (const IndexStats& index : stats.collections[0].indexes)
    indexes.push_back(index.name + (index.unique ? " unique" : ""));
  CHECK(indexes == std::vector<std::string>{"_id_ unique", "a_1 unique", "b_1"});
  CHECK(stats.collections[1].name == "users");
  CHECK(stats.collections[1].documents == 2);
  RawDatabase raw(store.path());
  CHECK(std::to_string(stats.file.page_size) == raw.value("PRAGMA page_size"));
  CHECK(std::to_string(stats.file.pages) == raw.value("PRAGMA page_count"));
  CHECK(std::to_string(stats.file.free_pages) == raw.value("PRAGMA freelist_count"));
  CHECK(std::to_string(stats.schema_version) == raw.value("PRAGMA user_version"));
  CHECK(stats.file.bytes() == stats.file.page_size * stats.file.pages);
  CHECK(stats.file.log_bytes ==
        static_cast<std::int64_t>(std::filesystem::file_size(store.path().string() + "-wal")));
  CHECK(stats.sqlite_version == sqlite3_libversion());
  CHECK_FALSE(stats.library_version.empty());
}

TEST_CASE("Stats that are read while others clash and commit tell each clash once",
          "[store][stats]") {
  Users store;
  constexpr int threads = 2, clashes_each = 1500;
  std::atomic<int> at_work = threads;
  std::vector<std::thread> writers;
  for (int t = 0; t < threads; ++t)
    writers.emplace_back([&, t] {
      for (int i = 0; i < clashes_each; ++i) {
        insert_clashes(store.users);
        store.users.update_one({{"_id", 1}}, {{"$set", {{"by", t * clashes_each + i}}}});
      }
      --at_work;
    });
  std::vector<std::int64_t> told{0};
  while (at_work > 0) {
    const auto totals = store.stats().totals;
    told.push_back(totals.empty() ? 0 : totals.front().times);
  }
  for (std::thread& writer : writers) writer.join();
  CHECK(std::ranges::is_sorted(told));
  CHECK(totals_of(store) == Texts{fmt::format("duplicate_key users email_1 x{0}, {0} documents",
                                              threads * clashes_each)});
}

}  // namespace integrity_stats_test
