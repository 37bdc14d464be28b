// Copies of a store: whole, of one moment, beside writers, or none.
#include <profilestore/backup.hpp>

#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <random>
#include <stdexcept>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"

namespace integrity_backup_test {

using namespace profilestore;

namespace {

namespace fs = std::filesystem;

// Two in each collection at any moment, or none.
void add_pair(Store& store, int number) {
  store.transaction([&](Transaction& write) {
    write.collection("a").insert_one({{"_id", number}});
    write.collection("b").insert_one({{"_id", number}});
  });
}

void fill(const fs::path& path, int documents) {
  Store store = Store::open(path, temporary::quick());
  Collection users = store.collection("users", {.indexes = {UniqueIndex{"email"}}});
  std::vector<Document> all;
  for (int i = 0; i < documents; ++i)
    all.push_back({{"_id", i}, {"email", std::to_string(i)}, {"text", std::string(200, 'x')}});
  users.insert_many(all);
}

}  // namespace

TEST_CASE("A backup is a store of its own, with all that is still in the log", "[backup]") {
  const temporary::Folder folder;
  fill(folder / "s.db", 500);
  Store store = Store::open(folder / "s.db", temporary::quick());
  store.collection("users").insert_one({{"_id", "late"}, {"email", "late"}});
  const BackupReport report = backup(store, folder / "copy.db");
  CHECK(report.path == folder / "copy.db");
  CHECK(report.collections == 1);
  CHECK(report.documents == 501);
  CHECK(report.bytes == static_cast<std::int64_t>(fs::file_size(folder / "copy.db")));
  struct stat status {};
  REQUIRE(::stat((folder / "copy.db").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  store.collection("users").delete_many(Document::object());
  Store copy = Store::open(folder / "copy.db");
  CHECK(copy.check().sound());
  CHECK(copy.collection("users").count() == 501);
  CHECK_THROWS_AS(copy.collection("users").insert_one({{"email", "late"}}), DuplicateKey);
}

TEST_CASE("A backup is of one moment while others write", "[backup]") {
  const temporary::Folder folder;
  fill(folder / "s.db", 3000);
  Store store = Store::open(folder / "s.db", temporary::quick());
  add_pair(store, -1);
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; !done; ++i) add_pair(store, i);
  });
  for (int i = 0; i < 5; ++i) {
    const fs::path path = folder / ("copy" + std::to_string(i));
    backup(store, path);
    Store copy = Store::open(path, temporary::quick());
    CHECK(copy.collection("a").count() == copy.collection("b").count());
  }
  done = true;
  writer.join();
}

TEST_CASE("A backup replaces nothing, and a stopped one leaves nothing", "[backup]") {
  const temporary::Folder folder;
  fill(folder / "s.db", 5000);
  const Store store = Store::open(folder / "s.db");
  temporary::write_file(folder / "copy.db", "mine");
  CHECK_THROWS_AS(backup(store, folder / "copy.db"), StorageFailure);
  CHECK_THROWS_AS(backup(store, folder / "s.db"), StorageFailure);
  CHECK_THROWS_AS(backup(store, folder.path() / "no" / "copy.db"), StorageFailure);
  CHECK(temporary::contents(folder / "copy.db") == "mine");
  fs::remove(folder / "copy.db");
  const auto before = folder.names();
  const auto stop = [](const StepProgress&) { throw std::runtime_error("stop"); };
  CHECK_THROWS_AS(backup(store, folder / "copy.db", stop), std::runtime_error);
  CHECK(folder.names() == before);
}

TEST_CASE("A damaged store gives no backup", "[backup]") {
  const temporary::Folder folder;
  fill(folder / "s.db", 10);
  RawDatabase(folder / "s.db").run("UPDATE users SET doc = '{\"_id\":1}' WHERE row = 5");
  CHECK_THROWS_AS(backup(Store::open(folder / "s.db"), folder / "copy.db"), Corrupt);
  CHECK_FALSE(fs::exists(folder / "copy.db"));
}

TEST_CASE("A restored store is what the backup was, and replaces nothing", "[backup]") {
  const temporary::Folder folder;
  fill(folder / "s.db", 50);
  backup(Store::open(folder / "s.db"), folder / "copy.db");
  const std::string bytes = temporary::contents(folder / "copy.db");
  CHECK_THROWS_AS(restore(folder / "copy.db", folder / "s.db"), StorageFailure);
  CHECK(restore(folder / "copy.db", folder / "new.db").documents == 50);
  CHECK(temporary::contents(folder / "copy.db") == bytes);
  CHECK(Store::open(folder / "new.db").collection("users").count() == 50);
  CHECK_THROWS_AS(restore(folder / "none.db", folder / "other.db"), StorageFailure);
  temporary::write_file(folder / "text.db", "no store, and long enough to be looked at");
  CHECK_THROWS_AS(restore(folder / "text.db", folder / "other.db"), NotAStore);
}

TEST_CASE("The log of a store that is gone is not taken for a new store's", "[backup][open]") {
  const temporary::Folder folder;
  fill(folder / "s.db", 50);
  backup(Store::open(folder / "s.db"), folder / "copy.db");
  {
    Store store = Store::open(folder / "s.db");
    store.collection("users");
    fs::copy_file(folder / "s.db-wal", folder / "new.db-wal");
  }
  CHECK_THROWS_AS(restore(folder / "copy.db", folder / "new.db"), StorageFailure);
  CHECK_THROWS_AS(Store::open(folder / "new.db"), StorageFailure);
  CHECK_FALSE(fs::exists(folder / "new.db"));
  fs::remove(folder / "new.db-wal");
  CHECK(restore(folder / "copy.db", folder / "new.db").documents == 50);
}

TEST_CASE("A backup that is killed is whole or not there", "[backup][kill]") {
  const temporary::Folder folder;
  fill(folder / "s.db", 4000);
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int whole = 0;
  for (int cycle = 0; cycle < 30; ++cycle) {
    const fs::path path = folder / ("copy" + std::to_string(cycle));
    ChildProcess child([&] {
      backup(Store::open(folder / "s.db"), path);
      return 0;
    });
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
    child.kill();
    child.wait();
    if (!fs::exists(path)) continue;
    ++whole;
    CHECK(Store::open(path).collection("users").count() == 4000);
    fs::remove(path);
  }
  CHECK(whole < 30);
  backup(Store::open(folder / "s.db"), folder / "copy.db");
  CHECK(folder.names() == std::set<std::string>{"copy.db", "s.db", "s.db.head"});
}

}  // namespace integrity_backup_test
