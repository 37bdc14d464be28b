// A store that was made before rows had sums.
#include <profilestore/store.hpp>
#include <stdexcept>

#include "catch.hpp"
#include "sqlite/migrations.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_upgrade_test {

using namespace profilestore;

namespace {

constexpr std::size_t before_sums = 11;  // migrations

/// users with a unique userId, whose rows are far apart, and an empty collection.
struct OldStore {
  explicit OldStore(const std::vector<int>& rows) {
    temporary::write_file(path, "");
    {
      sqlite::Connection connection(path, {});
      sqlite::migrate(connection, sqlite::migrations().first(before_sums));
      connection.start_journal();
    }
    RawDatabase raw(path);
    for (const char* name : {"users", "none"}) {
      const std::string table = name, id = table == "users" ? "1" : "2";
      raw.run("CREATE TABLE " + table +
              " (row INTEGER PRIMARY KEY, doc TEXT NOT NULL, origin BLOB"
              ", k1, k2); CREATE UNIQUE INDEX \"" +
              table + "._id_\" ON " + table +
              " (k1);"
              "CREATE UNIQUE INDEX \"" +
              table + ".userId_1\" ON " + table +
              " (k2);"
              "INSERT INTO ps_collections (id, name, table_name, timestamps) VALUES (" +
              id + ", '" + table + "', '" + table +
              "', 0);"
              "INSERT INTO ps_indexes (collection, name, paths, missing, columns) VALUES (" +
              id + R"(, '_id_', '["_id"]', 'collide', '["k1"]'), ()" + id +
              R"(, 'userId_1', '["userId"]', 'collide', '["k2"]'))");
    }
    for (const int row : rows) {
      const std::string number = std::to_string(row);
      raw.run("INSERT INTO users VALUES (" + number + R"(, '{"_id":)" + number + R"(,"userId":"u)" +
              number + "\"}', " + (row % 2 == 0 ? "NULL" : "x'000102030405060708090a0b0c0d0e0f'") +
              ", " + number + ", 'u" + number + "')");
    }
  }

  temporary::Folder folder;
  std::filesystem::path path = folder / "p.db";
};

}  // namespace

TEST_CASE("The rows of an older store get their digests when it is opened", "[store][upgrade]") {
  const std::vector<int> rows{-3, 1, 2, 9'999, 10'000, 10'001, 10'002, 40'000};
  const OldStore old(rows);
  std::vector<StepProgress> told;
  StoreOptions options = temporary::quick();
  options.progress = [&](const StepProgress& progress) { told.push_back(progress); };
  {
    Store store = Store::open(old.path, options);
    CHECK(store.check().faults == std::vector<std::string>{});
    CHECK(store.check().documents == std::ssize(rows));
    Collection users = store.collection("users");
    CHECK(users.find_one({{"userId", "u10001"}})->at("_id") == 10'001);
    CHECK_THROWS_AS(users.insert_one({{"userId", "u2"}}), DuplicateKey);
    users.update_one({{"userId", "u1"}}, {{"$set", {{"n", 1}}}});
    users.insert_one({{"_id", 5}, {"userId", "u5"}});
    store.collection("none").insert_one({{"_id", 1}, {"userId", "u1"}});
    users.create_index(Index{"n"});
    CHECK(store.check().sound());
  }
  REQUIRE_FALSE(told.empty());
  CHECK(told.back().step == "upgrading");
  CHECK(told.back().documents == rows.size());
  CHECK(told.back().done == told.back().total);
  told.clear();
  CHECK(Store::open(old.path, options).check().sound());
  CHECK(told.empty());
}

TEST_CASE("A store whose upgrade is broken off stays as it was", "[store][upgrade]") {
  const OldStore old({1, 2, 20'000});
  StoreOptions options = temporary::quick();
  options.progress = [](const StepProgress&) { throw std::runtime_error("no time now"); };
  CHECK_THROWS_WITH(Store::open(old.path, options), "no time now");
  CHECK(RawDatabase(old.path).value("PRAGMA user_version") == std::to_string(before_sums));
  CHECK(RawDatabase(old.path).value("SELECT count(*) FROM pragma_table_info('users')") == "5");
  CHECK(Store::open(old.path, temporary::quick()).check().sound());
}

}  // namespace store_upgrade_test
