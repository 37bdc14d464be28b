// An index whose making is killed is there whole, or not at all.
#include <chrono>
#include <random>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"

namespace store_create_index_kill_test {

using namespace profilestore;

namespace {

constexpr int documents = 3000, kills = 12;

void fill(const std::filesystem::path& path) {
  Store store = Store::open(path, temporary::quick());
  std::vector<Document> all;
  for (int i = 0; i < documents; ++i) {
    Document& one = all.emplace_back(Document{{"_id", i}, {"userId", i * 7919}});
    one["mails"] = {"a" + std::to_string(i), "b" + std::to_string(i)};
  }
  store.collection("c").insert_many(all);
}

void make_indexes(const std::filesystem::path& path) {
  Collection c = Store::open(path, temporary::quick()).collection("c");
  c.create_index(UniqueIndex{"userId"});
  c.create_index(UniqueIndex{"mails"});
}

using Rows = std::vector<RawDatabase::Row>;

// What SQLite's schema and the store's catalog say, and every row.
Rows state_of(const std::filesystem::path& path) {
  RawDatabase raw(path);
  // The log stays: without it the store would be one that lost it.
  sqlite3_db_config(raw.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  Rows state;
  for (const char* sql : {"SELECT type, name, sql FROM sqlite_schema ORDER BY name",
                          "SELECT name, columns, elements FROM ps_indexes ORDER BY name",
                          "SELECT * FROM c ORDER BY row"})
    for (auto& row : raw.rows(sql)) state.push_back(std::move(row));
  return state;
}

}  // namespace

TEST_CASE("An index whose making is killed is there whole, or not at all", "[store][index][kill]") {
  temporary::Folder folder;
  const auto before_path = folder / "before.db", path = folder / "s.db";
  fill(before_path);
  std::filesystem::copy_file(before_path, path);
  const auto start = std::chrono::steady_clock::now();
  make_indexes(path);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  const Rows before = state_of(before_path);
  int killed = 0;
  for (int cycle = 0; cycle < kills; ++cycle) {
    for (const char* suffix : {"", "-wal", "-shm", "-queue", ".head"})
      std::filesystem::remove(path.string() + suffix);
    std::filesystem::copy_file(before_path, path);
    ChildProcess child([&] {
      make_indexes(path);
      return 0;
    });
    std::uniform_int_distribution<std::int64_t> moment(0, whole.count());
    std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
    child.kill();
    killed += child.wait() == 0 ? 0 : 1;
    const Rows after = state_of(path);
    Store store = Store::open(path, temporary::quick());
    Collection c = store.collection("c");
    const std::size_t made = c.list_indexes().size() - 1;
    CHECK((after == before) == (made == 0));
    CHECK(store.check().faults == std::vector<std::string>{});
    CHECK(c.count() == documents);
    for (std::size_t i = 1; i <= made; ++i)
      CHECK_THROWS_AS(c.insert_one(i == 1 ? Document{{"userId", 7919}} : Document{{"mails", "b7"}}),
                      DuplicateKey);
    make_indexes(path);
    CHECK(store.check().sound());
  }
  CHECK(killed > 0);
}

}  // namespace store_create_index_kill_test
