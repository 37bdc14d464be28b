// What Store::open refuses, and that it leaves it as it is.
#include <sys/stat.h>

#include <map>

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_refusal_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

// What lies in a folder, byte for byte. Not the -shm, where whoever reads takes locks.
std::map<std::string, std::string> picture(const temporary::Folder& folder) {
  std::map<std::string, std::string> picture;
  for (const std::string& name : folder.names()) {
    const fs::file_status status = fs::symlink_status(folder / name);
    const bool read = fs::is_regular_file(status) && !name.ends_with("-shm");
    picture[name] =
        read ? temporary::contents(folder / name) : std::to_string(static_cast<int>(status.type()));
  }
  return picture;
}

template <class Refusal>
void check_refused(const temporary::Folder& folder, const std::string& name = "p.db") {
  const auto before = picture(folder);
  CHECK_THROWS_AS(Store::open(folder / name), Refusal);
  CHECK(picture(folder) == before);
}

// Runs SQL in a process that is killed before it can tidy up.
void run_and_die(const fs::path& file, const std::string& sql) {
  ChildProcess child([&] {
    RawDatabase database(file);
    database.run(sql);
    ::_exit(0);
    return 0;
  });
  REQUIRE(child.wait() == 0);
}

void make_store(const temporary::Folder& folder) {
  Store store = Store::open(folder / "p.db", temporary::quick());
  store.collection("users").insert_one({{"a", 1}});
}

const std::string of_newer_library =
    "INSERT INTO ps_migrations (number, name, sha256) VALUES (1000, 'newer', '');"
    "PRAGMA user_version = 1000";

const std::string foreign_in_wal_mode =
    "PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)";

}  // namespace

TEST_CASE("A file that is no SQLite database is refused", "[store][refusal]") {
  for (const std::string& contents :
       {std::string(), std::string("x"), std::string("not a database\n"), std::string(8192, '\0'),
        std::string("SQLite format 3"), std::string("SQLite format 3\0", 16) + std::string(84, 'x'),
        std::string("{\"userId\": 1}\n")}) {
    INFO(contents.size() << " bytes");
    temporary::Folder folder;
    temporary::write_file(folder / "p.db", contents);
    check_refused<NotAStore>(folder);
  }
}

TEST_CASE("A foreign SQLite file is refused", "[store][refusal]") {
  temporary::Folder folder;
  RawDatabase(folder / "p.db").run("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  check_refused<NotAStore>(folder);
  RawDatabase(folder / "p.db").run("PRAGMA application_id = 252006673; PRAGMA user_version = 1");
  check_refused<NotAStore>(folder);
}

TEST_CASE("A foreign SQLite file in WAL mode is refused, and nothing appears beside it",
          "[store][refusal]") {
  temporary::Folder folder;
  RawDatabase(folder / "p.db").run(foreign_in_wal_mode);
  REQUIRE(folder.names().size() == 1);
  check_refused<NotAStore>(folder);
}

TEST_CASE("A foreign SQLite file with a live log is refused", "[store][refusal]") {
  temporary::Folder folder;
  RawDatabase database(folder / "p.db");
  database.run(foreign_in_wal_mode);
  REQUIRE(folder.names().size() == 3);
  check_refused<NotAStore>(folder);
  CHECK(database.value("SELECT count(*) FROM t") == "1");
}

TEST_CASE("A foreign SQLite file whose writer was killed keeps its log and its journal",
          "[store][refusal]") {
  SECTION("with its log") {
    temporary::Folder folder;
    run_and_die(folder / "p.db", foreign_in_wal_mode);
    REQUIRE(folder.names().size() == 3);
    check_refused<NotAStore>(folder);
    fs::remove(folder / "p.db-shm");
    check_refused<NotAStore>(folder);
  }
  SECTION("with a journal to be rolled back") {
    temporary::Folder folder;
    run_and_die(folder / "p.db",
                "CREATE TABLE t (a); PRAGMA cache_size = 1; BEGIN; INSERT INTO t WITH RECURSIVE "
                "n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 99) "
                "SELECT randomblob(4000) FROM n");
    REQUIRE(folder.names() == std::set<std::string>{"p.db", "p.db-journal"});
    check_refused<NotAStore>(folder);
  }
}

TEST_CASE("A folder, a pipe, a link and a path that names no file are refused",
          "[store][refusal]") {
  temporary::Folder folder;
  make_store(folder);
  fs::create_directory(folder / "folder");
  check_refused<NotAStore>(folder, "folder");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  check_refused<NotAStore>(folder, "pipe");
  fs::create_symlink(folder / "p.db", folder / "link");
  check_refused<NotAStore>(folder, "link");
  fs::create_symlink(folder / "nothing", folder / "dangling");
  check_refused<NotAStore>(folder, "dangling");
  fs::create_hard_link(folder / "p.db", folder / "second name");
  check_refused<NotAStore>(folder);
  check_refused<NotAStore>(folder, "second name");
  check_refused<StorageFailure>(folder, "missing folder/p.db");
  check_refused<InvalidInput>(folder, std::string("p\0.db", 5));
  CHECK_THROWS_AS(Store::open("file:p.db?mode=memory"), InvalidInput);
  CHECK_THROWS_AS(Store::open(""), InvalidInput);
}

TEST_CASE("A file where SQLite would keep a journal is not deleted", "[store][refusal]") {
  for (const char* contents : {"notes", "my own notes, longer than a header\n"}) {
    temporary::Folder folder;
    make_store(folder);
    temporary::write_file(folder / "p.db-journal", contents);
    check_refused<StorageFailure>(folder);
  }
  temporary::Folder folder;
  make_store(folder);
  temporary::write_file(folder / "p.db-journal", "");
  CHECK_NOTHROW(Store::open(folder / "p.db"));
}

TEST_CASE("A store whose journal is to be rolled back is opened", "[store][refusal]") {
  temporary::Folder folder;
  make_store(folder);
  run_and_die(folder / "p.db",
              "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; "
              "CREATE TABLE t (a); INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
              "SELECT i + 1 FROM n LIMIT 99) SELECT randomblob(4000) FROM n");
  REQUIRE(folder.names() == std::set<std::string>{"p.db", "p.db-journal", "p.db.head"});
  Store store = Store::open(folder / "p.db");
  CHECK(store.collection("users").count() == 1);
  CHECK(store.check().sound());
}

TEST_CASE("A store of a newer library is TooNew", "[store][refusal]") {
  temporary::Folder folder;
  make_store(folder);
  RawDatabase(folder / "p.db").run(of_newer_library);
  check_refused<TooNew>(folder);
}

TEST_CASE("A store of a newer library is TooNew while it is open there", "[store][refusal]") {
  temporary::Folder folder;
  make_store(folder);
  RawDatabase newer(folder / "p.db");
  newer.run(of_newer_library);
  check_refused<TooNew>(folder);
}

TEST_CASE("A store whose migration was changed is refused", "[store][refusal]") {
  for (const char* tamper : {"UPDATE ps_migrations SET sha256 = 'changed'",
                             "DELETE FROM ps_migrations", "DROP TABLE ps_migrations"}) {
    INFO(tamper);
    temporary::Folder folder;
    make_store(folder);
    RawDatabase(folder / "p.db").run(tamper);
    check_refused<NotAStore>(folder);
  }
}

TEST_CASE("A store whose header is damaged is told as that", "[store][refusal]") {
  for (const char* damage : {"PRAGMA user_version = 13", "PRAGMA user_version = 4",
                             "PRAGMA user_version = 0", "PRAGMA application_id = 1347571527"}) {
    INFO(damage);
    temporary::Folder folder;
    make_store(folder);
    RawDatabase(folder / "p.db").run(damage);
    CHECK_THROWS_AS(Store::open(folder / "p.db"), Corrupt);
  }
}

TEST_CASE("A file that bears our application id and not our tables is refused",
          "[store][refusal]") {
  temporary::Folder folder;
  RawDatabase(folder / "p.db")
      .run("PRAGMA application_id = 1347571526; CREATE TABLE ps_imports (a)");
  check_refused<NotAStore>(folder);
  RawDatabase(folder / "p.db").run("PRAGMA user_version = 1");
  check_refused<NotAStore>(folder);
}

TEST_CASE("What is refused is told without what it holds", "[store][refusal]") {
  temporary::Folder folder;
  temporary::write_file(folder / "p.db", "a secret");
  const auto refused = caught<NotAStore>([&] { Store::open(folder / "p.db"); });
  REQUIRE(refused);
  CHECK(std::string(refused->what()).find("secret") == std::string::npos);
}

}  // namespace store_refusal_test
