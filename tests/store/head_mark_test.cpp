// A store that lacks what it had, or whose log or head mark is another's, is refused; and one that
// is whole never is.
#include "catch.hpp"
#include "sqlite/files/head_file.hpp"
#include "sqlite/files/log_file.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_head_mark_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

const StoreOptions accepting{.accept_rollback = true};

void write(const fs::path& store, int from, int to, const StoreOptions& options = {}) {
  Store open = Store::open(store, options);
  for (int i = from; i < to; ++i) open.collection("c").insert_one({{"_id", i}});
}

std::int64_t count(const fs::path& store, const StoreOptions& options = {}) {
  return Store::open(store, options).collection("c").count();
}

/// Writes and dies: the store stays in use.
void write_and_die(const fs::path& store, int from, int to, const StoreOptions& options = {}) {
  ChildProcess child([&] {
    Store open = Store::open(store, options);
    for (int i = from; i < to; ++i) open.collection("c").insert_one({{"_id", i}});
    ::kill(::getpid(), SIGKILL);
    return 0;
  });
  child.wait();
}

void put(const fs::path& from, const fs::path& to) {
  fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

fs::path log_of(const fs::path& store) { return store.string() + "-wal"; }

}  // namespace

TEST_CASE("A head mark lies beside a store from its making on", "[store][head]") {
  temporary::Folder folder;
  const fs::path store = folder / "s.db";
  write(store, 0, 0);
  CHECK(folder.names() == std::set<std::string>{"s.db", "s.db.head"});
  CHECK((fs::status(store.string() + ".head").permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
  const auto before = sqlite::read_head(store);
  CHECK(before.head.sequence == 0);
  CHECK(count(store) == 0);  // reading moves nothing
  CHECK(sqlite::read_head(store).head.sequence == 0);
  write(store, 0, 3);
  const auto after = sqlite::read_head(store);
  CHECK(after.head.sequence == 2);  // taken into use, and closed
  CHECK(after.head.store == before.head.store);
  CHECK(folder.names() == std::set<std::string>{"s.db", "s.db.head"});
}

TEST_CASE("An older file in the place of the newer one is refused", "[store][head]") {
  temporary::Folder folder;
  const fs::path store = folder / "s.db", older = folder / "older.db";
  write(store, 0, 3);
  put(store, older);
  write(store, 3, 6);
  put(older, store);
  for (const StoreOptions& options : {StoreOptions{}, StoreOptions{.read_only = true}}) {
    const std::string bytes = temporary::contents(store);
    CHECK_THROWS_AS(Store::open(store, options), RolledBack);
    CHECK(temporary::contents(store) == bytes);
    CHECK(folder.names() == std::set<std::string>{"older.db", "s.db", "s.db.head"});
  }
  CHECK_THROWS_WITH(Store::open(store), has_part("it has come to mark 2, but had come to mark 4"));
  CHECK_THROWS_WITH(Store::open(store), has_part("check --accept-rollback"));

  SECTION("and accepted by name") {
    CHECK(count(store, accepting) == 3);
    CHECK(count(store) == 3);
    CHECK(sqlite::read_head(store).head.sequence > 4);
    const Stats stats = Store::open(store).stats();
    REQUIRE(stats.events.size() == 1);
    CHECK(stats.events[0].kind == EventKind::rollback);
  }
  SECTION("and accepted while others open it") {
    Store accepted = Store::open(store, accepting);
    CHECK(sqlite::read_head(store).head.sequence == 5);
    accepted.collection("c").insert_one({{"_id", 10}});
    CHECK(count(store) == 4);
    CHECK(accepted.check().sound());
  }
  SECTION("and accepted by one who dies") {
    write_and_die(store, 10, 12, accepting);
    CHECK(count(store) == 5);
    CHECK(Store::open(store).stats().events.size() == 1);
  }
  SECTION("to accept what is not rolled back does nothing") {
    CHECK(count(older, accepting) == 3);
    CHECK(Store::open(older).stats().events.empty());
    CHECK_THROWS_AS(Store::open(store, {.read_only = true, .accept_rollback = true}), InvalidInput);
  }
}

TEST_CASE("A store that was in use and lost its log is refused", "[store][head]") {
  temporary::Folder folder;
  const fs::path store = folder / "s.db";
  write(store, 0, 3);
  write_and_die(store, 3, 100);
  REQUIRE(fs::exists(log_of(store)));

  SECTION("where it lies") {
    fs::remove(log_of(store));
    CHECK_THROWS_AS(Store::open(store), RolledBack);
    CHECK_THROWS_AS(Store::open(store), RolledBack);  // the refusal left no log
    CHECK_THROWS_AS(Store::open(store, {.read_only = true}), RolledBack);
    CHECK_THROWS_WITH(Store::open(store), has_part("its log (-wal) is not here"));
    fs::remove(store.string() + ".head");
    CHECK_THROWS_AS(Store::open(store), RolledBack);  // the file itself says so
    CHECK(count(store, accepting) < 100);
    CHECK(count(store) < 100);
  }
  SECTION("and so is a copy of its file alone") {
    put(store, folder / "copy.db");
    CHECK_THROWS_AS(Store::open(folder / "copy.db"), RolledBack);
    CHECK_THROWS_AS(backup(Store::open(folder / "copy.db"), folder / "b.db"), RolledBack);
    CHECK_THROWS_AS(restore(folder / "copy.db", folder / "b.db"), RolledBack);
  }
  SECTION("and with it, it is whole") {
    CHECK(count(store, {.read_only = true}) == 100);
    CHECK(fs::exists(log_of(store)));  // to read is not to close
    CHECK(count(store) == 100);
    CHECK_FALSE(fs::exists(log_of(store)));
    CHECK(count(store) == 100);
  }
}

TEST_CASE("A file that is moved alone after it was closed is a whole store", "[store][head]") {
  temporary::Folder folder;
  write(folder / "s.db", 0, 3);
  fs::rename(folder / "s.db", folder / "t.db");
  Store moved = Store::open(folder / "t.db");
  CHECK(moved.collection("c").count() == 3);
  const CheckReport report = moved.check();
  CHECK(report.sound());
  REQUIRE(report.notes.size() == 1);
  CHECK_THAT(report.notes[0], has_part("no head mark (t.db.head) lies beside the store"));
  moved.collection("c").insert_one({{"_id", 3}});
  CHECK(moved.check().notes.empty());

  INFO("where it was, a store is missing");
  CHECK_THROWS_AS(Store::open(folder / "s.db"), RolledBack);
  CHECK_THROWS_WITH(Store::open(folder / "s.db"), has_part("remove that file too"));
  fs::remove(folder / "s.db.head");
  CHECK(count(folder / "s.db") == 0);
}

TEST_CASE("A log that is not the store's is refused, and nothing of it is read", "[store][head]") {
  temporary::Folder folder;
  const fs::path store = folder / "s.db", other = folder / "o.db";
  write(store, 0, 3);

  SECTION("of another store") {
    write_and_die(other, 0, 50);
    put(log_of(other), log_of(store));
    const std::string bytes = temporary::contents(store);
    CHECK_THROWS_AS(Store::open(store), ForeignWal);
    CHECK_THROWS_AS(Store::open(store, accepting), ForeignWal);
    CHECK_THROWS_AS(Store::open(store, {.read_only = true}), ForeignWal);
    CHECK_THROWS_WITH(Store::open(store), has_part("or it is of another store"));
    CHECK(temporary::contents(store) == bytes);
  }
  SECTION("of a store whose mark is on another page") {
    RawDatabase(other).run("CREATE TABLE a (b); INSERT INTO a VALUES (1)");
    RawDatabase raw(other);
    raw.run("PRAGMA journal_mode = WAL; INSERT INTO a VALUES (2)");
    put(log_of(other), log_of(store));
    CHECK_THROWS_AS(Store::open(store), ForeignWal);
  }
  SECTION("of a newer file") {
    const fs::path older = folder / "older.db";
    put(store, older);
    write(store, 3, 6);
    write_and_die(store, 6, 9);
    put(older, store);
    CHECK_THROWS_AS(Store::open(store), ForeignWal);
    fs::remove(store.string() + ".head");
    CHECK_THROWS_AS(Store::open(store), ForeignWal);  // the file itself tells
  }
  SECTION("of an older file") {
    write_and_die(store, 3, 6);
    put(log_of(store), folder / "kept");
    CHECK(count(store) == 6);
    put(folder / "kept", log_of(store));
    CHECK_THROWS_AS(Store::open(store), ForeignWal);
  }
  fs::remove(log_of(store));
  fs::remove(store.string() + "-shm");
  CHECK(count(store, accepting) >= 3);
}

TEST_CASE("A head mark of another store is told", "[store][head]") {
  temporary::Folder folder;
  const fs::path store = folder / "s.db", other = folder / "o.db";
  write(store, 0, 3);
  write(other, 0, 5);
  put(other.string() + ".head", store.string() + ".head");
  CHECK_THROWS_AS(Store::open(store), ForeignHead);
  CHECK(count(store, accepting) == 3);
  CHECK(count(store) == 3);

  INFO("a damaged one says nothing, and is made anew");
  temporary::write_file(store.string() + ".head", "profilestore head 1 store=");
  Store open = Store::open(store);
  REQUIRE(open.check().notes.size() == 1);
  CHECK_THAT(open.check().notes[0], has_part("is damaged"));
  open.collection("c").insert_one({{"_id", 3}});
  CHECK(open.check().notes.empty());
}

TEST_CASE("A copy made by backup is closed, and a restored one has its mark", "[store][head]") {
  temporary::Folder folder;
  const fs::path store = folder / "s.db";
  {
    Store open = Store::open(store);
    open.collection("c").insert_one({{"_id", 1}});
    backup(open, folder / "b.db");
    open.collection("c").insert_one({{"_id", 2}});
  }
  CHECK(folder.names() == std::set<std::string>{"b.db", "s.db", "s.db.head"});
  CHECK(count(folder / "b.db") == 1);
  CHECK(restore(folder / "b.db", folder / "r.db").documents == 1);
  CHECK(sqlite::read_head(folder / "r.db").state == sqlite::HeadState::sound);
  CHECK(count(folder / "r.db") == 1);

  INFO("copied over the store by hand it is an older one");
  put(folder / "b.db", store);
  CHECK_THROWS_AS(Store::open(store), RolledBack);
  CHECK(count(store, accepting) == 1);
}

TEST_CASE("Several processes and stores of one file do not alarm each other", "[store][head]") {
  temporary::Folder folder;
  const fs::path store = folder / "s.db";
  write(store, 0, 1);
  {
    Store first = Store::open(store);
    write(store, 1, 2);  // the close of a second one is not the last
    first.collection("c").insert_one({{"_id", 2}});
    CHECK(count(store, {.read_only = true}) == 3);
  }
  CHECK(folder.names() == std::set<std::string>{"s.db", "s.db.head"});
  {
    Store first = Store::open(store);
    first.collection("c").insert_one({{"_id", 3}});
    ChildProcess child([&] {
      ::_exit(0);  // with a copy of what is open
      return 0;
    });
    child.wait();
  }
  CHECK(count(store) == 4);
}

TEST_CASE("A store of an older release gets a mark when it is opened", "[store][head]") {
  temporary::Folder folder;
  const fs::path store = folder / "s.db";
  write(store, 0, 3);
  fs::remove(store.string() + ".head");
  RawDatabase(store).run(
      "DROP TABLE ps_head; DROP TABLE ps_operations; DROP TABLE ps_changes; "
      "DROP TABLE ps_change_logs; DROP TABLE ps_expiry; DELETE FROM ps_migrations WHERE number > "
      "12; "
      "PRAGMA user_version = 12");
  CHECK(count(store) == 3);
  CHECK(sqlite::read_head(store).head.sequence == 2);
  CHECK(count(store) == 3);
}

}  // namespace store_head_mark_test
