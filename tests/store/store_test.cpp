#include <profilestore/store.hpp>

#include <sys/stat.h>

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"
#include "store/write_transaction.hpp"

namespace store_store_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

class OpenUmask {
 public:
  OpenUmask() : before_(::umask(0)) {}
  ~OpenUmask() { ::umask(before_); }

 private:
  mode_t before_;
};

std::string pragma(sqlite::Connection& connection, const std::string& name) {
  return connection.text("PRAGMA " + name);
}

}  // namespace

TEST_CASE("A new store and what lies beside it is its owner's alone, whatever the umask",
          "[store][open]") {
  const OpenUmask none;
  temporary::Store store(StoreOptions{});
  store.collection("users").insert_one({{"a", 1}});
  const std::set<std::string> expected{"profiles.db", "profiles.db-queue", "profiles.db-shm",
                                       "profiles.db-wal", "profiles.db.head"};
  REQUIRE(store.names() == expected);
  for (const std::string& name : expected) {
    INFO(name);
    CHECK(fs::status(store / name).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
  }
}

TEST_CASE("A store that is closed is one file and its head mark, and opens again with what it held",
          "[store][open]") {
  temporary::Folder folder;
  for (int i = 0; i < 3; ++i) {
    Store store = Store::open(folder / "p.db");
    CHECK(store.path() == folder / "p.db");
    Collection users = store.collection("users", {.indexes = {UniqueIndex{"userId"}}});
    CHECK(users.count() == i);
    users.insert_one({{"userId", i}});
  }
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
  Store store = Store::open(folder / "p.db");
  CHECK(store.collection("users").count() == 3);
  CHECK(store.check().sound());
}

TEST_CASE("A store that is closed leaves no descriptor open", "[store][open]") {
  const auto descriptors = [] {
    return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
  };
  temporary::Folder folder;
  const auto before = descriptors();
  for (int i = 0; i < 3; ++i) {
    Store store = Store::open(folder / "p.db", temporary::quick());
    Collection users = store.collection("users", {.indexes = {UniqueIndex{"userId"}}});
    users.get_or_create({{"userId", i}});
    std::vector<Cursor> cursors;
    for (int j = 0; j < 12; ++j) cursors.push_back(users.find({}));
    for (Cursor& cursor : cursors) CHECK(cursor.begin() != cursor.end());
    CHECK(descriptors() > before);
  }
  CHECK(descriptors() == before);
}

TEST_CASE("Copies of a store and its collections keep it open", "[store][open]") {
  temporary::Folder folder;
  std::optional<Collection> users;
  {
    Store store = Store::open(folder / "p.db", temporary::quick());
    const Store copy = store;
    users = Store(copy).collection("users");
  }
  users->insert_one({{"a", 1}});
  CHECK(users->count() == 1);
  users.reset();
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
}

TEST_CASE("Two stores open on one file see each other's writes at once", "[store][open]") {
  temporary::Store one;
  Store other = Store::open(one.path(), temporary::quick());
  one.collection("users", {.indexes = {UniqueIndex{"userId"}}}).insert_one({{"userId", 1}});
  CHECK(other.collection("users").find_one({{"userId", 1}}));
  CHECK_THROWS_AS(other.collection("users").insert_one({{"userId", 1}}), DuplicateKey);
  other.collection("users").delete_one({});
  CHECK(one.collection("users").count() == 0);
}

TEST_CASE("Durable is synchronous=FULL and the default, and relaxed is NORMAL", "[store][open]") {
  temporary::Folder folder;
  const auto synchronous = [&](const StoreOptions& options) {
    const Store store = Store::open(folder / "p.db", options);
    store::WriteTransaction write(*store.core());
    CHECK(pragma(write.connection(), "journal_mode") == "wal");
    return pragma(write.connection(), "synchronous");
  };
  CHECK(synchronous({}) == "2");
  CHECK(synchronous({.durability = Durability::durable}) == "2");
  CHECK(synchronous({.durability = Durability::relaxed}) == "1");
}

TEST_CASE("Triggers that somebody plants in an open store do not run, and it is not opened again",
          "[store][open]") {
  temporary::Folder folder;
  Store store = Store::open(folder / "p.db");
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}});
  RawDatabase planter(folder / "p.db");
  planter.run(
      "CREATE TABLE fired (a);"
      "CREATE TRIGGER i AFTER INSERT ON users BEGIN INSERT INTO fired VALUES (1); END;"
      "CREATE TRIGGER u AFTER UPDATE ON users BEGIN INSERT INTO fired VALUES (2); END;"
      "CREATE TRIGGER d BEFORE DELETE ON users BEGIN SELECT RAISE(IGNORE); END");
  users.insert_one({{"_id", 2}});
  users.update_one({{"_id", 2}}, {{"$set", {{"a", 1}}}});
  CHECK(users.delete_one({{"_id", 1}}).deleted_count == 1);
  CHECK(users.count() == 1);
  CHECK(planter.value("SELECT count(*) FROM fired") == "0");
  const auto refused = caught<NotAStore>([&] { Store::open(folder / "p.db"); });
  REQUIRE(refused);
  CHECK_THAT(std::string(refused->what()), has_part("trigger 'i'"));
}

TEST_CASE("The names of the collections are listed in order", "[store]") {
  temporary::Store store;
  CHECK(store.collection_names().empty());
  for (const char* name : {"b", "a", "é", "B"}) store.collection(name).insert_one({{"x", 1}});
  (void)store.collection("never written");
  CHECK(store.collection_names() == std::vector<std::string>{"B", "a", "b", "é"});
}

}  // namespace store_store_test
