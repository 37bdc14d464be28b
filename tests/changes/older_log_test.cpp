// A log of changes that an older release has begun.
#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace changes_older_log_test {

using namespace profilestore;

// As it was before the migration 17, whose table is made again here.
TEST_CASE("A log of an older release is read on, and its seqs go on", "[changes]") {
  temporary::Folder folder;
  const auto path = folder / "s.db";
  std::string token, behind;
  {
    Store store = Store::open(path);
    Collection users = store.collection("users", {.change_log = ChangeLog{}});
    token = users.change_token();
    users.insert_one({{"_id", 1}, {"n", 1}});
    users.delete_one({{"_id", 1}});
    behind = users.change_token();
  }
  RawDatabase(path).run(
      "ALTER TABLE ps_changes RENAME TO kept; "
      "CREATE TABLE ps_changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT "
      "NULL, number INTEGER NOT NULL, tx INTEGER NOT NULL, time INTEGER NOT NULL, follows INTEGER, "
      "sum INTEGER, op TEXT NOT NULL, id TEXT, before TEXT, after TEXT, counts TEXT) STRICT; "
      "CREATE UNIQUE INDEX ps_changes_by_number ON ps_changes (collection, number); "
      "INSERT INTO ps_changes SELECT seq, collection, number, tx, time, follows, sum, op, id, "
      "before, after, counts FROM kept; DROP TABLE kept; "
      "UPDATE sqlite_sequence SET seq = 70; "
      "DELETE FROM ps_migrations WHERE number > 16; PRAGMA user_version = 16");
  Store store = Store::open(path);
  CHECK(store.check().sound());
  Collection users = store.collection("users");
  CHECK(users.change_token() == behind);
  users.insert_one({{"_id", 2}});
  ChangeStream stream = users.watch({}, {.resume_after = token});
  CHECK(stream.next()->sequence == 2);
  CHECK(stream.next()->operation == "delete");
  CHECK(stream.next()->sequence == 71);
  CHECK_FALSE(stream.next());
  CHECK(store.check().sound());
}

// One that opened the store before it was brought up to date may have it open still.
TEST_CASE("A change that an older release would write stands nowhere", "[changes]") {
  temporary::Store store;
  store.collection("users", {.change_log = ChangeLog{}}).insert_one({{"_id", 1}});
  RawDatabase raw(store.path());
  store.collection("others", {.change_log = ChangeLog{}}).insert_one({{"_id", 1}});
  CHECK_THROWS(
      raw.run("INSERT INTO ps_changes (seq, collection, number, tx, time, follows, op) "
              "SELECT seq + 1, 1, number + 1, tx, time, sum, 'drop' "
              "FROM ps_changes ORDER BY seq DESC LIMIT 1"));
  CHECK(store.check().sound());
}

}  // namespace changes_older_log_test
