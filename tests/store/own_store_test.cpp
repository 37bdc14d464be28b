// Stores for tests: empty, apart from each other, gone with their last handle.
#include <sys/stat.h>

#include <csignal>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace store_own_store_test {

using namespace profilestore;

namespace {

namespace fs = std::filesystem;

using Make = Store (*)(const StoreOptions&);

Store in_memory(const StoreOptions& options) { return Store::in_memory(options); }
Store temporary_one(const StoreOptions& options) { return Store::temporary(options); }

}  // namespace

TEST_CASE("A store for tests has every constraint, and is sound", "[store][own]") {
  const Make make = GENERATE(in_memory, temporary_one);
  Store store = make(temporary::quick());
  Collection users = store.collection("users", {.indexes = {{"userId", Missing::reject}}});
  users.insert_one({{"_id", 1}, {"userId", "u1"}});
  CHECK_THROWS_AS(users.insert_one({{"_id", 2}, {"userId", "u1"}}), DuplicateKey);
  CHECK_THROWS_AS(users.insert_one({{"_id", 3}}), ValidationFailed);
  std::thread other([&] { users.update_one({{"_id", 1}}, {{"$set", {{"x", 1}}}}); });
  other.join();
  CHECK(users.find_one({{"userId", "u1"}})->at("x") == 1);
  CHECK(store.check().sound());
}

TEST_CASE("A store for tests lies in a private folder, which goes with its last handle",
          "[store][own]") {
  const Make make = GENERATE(in_memory, temporary_one);
  fs::path folder;
  {
    std::optional<Collection> last;
    {
      Store store = make(temporary::quick());
      folder = store.path().parent_path();
      struct stat status {};
      REQUIRE(::stat(folder.c_str(), &status) == 0);
      CHECK((status.st_mode & 0777) == 0700);
      last = store.collection("c");
    }
    last->insert_one({{"_id", 1}});
    CHECK(fs::exists(folder));
  }
  CHECK_FALSE(fs::exists(folder));
}

TEST_CASE("Stores for tests know nothing of each other", "[store][own]") {
  Store a = Store::in_memory(), b = Store::in_memory(), c = Store::in_memory();
  a.collection("c").insert_one({{"_id", 1}});
  b.collection("c").insert_one({{"_id", 2}});
  CHECK(a.collection("c").count() == 1);
  CHECK(b.collection("c").find_one({})->at("_id") == 2);
  CHECK(c.collection_names().empty());
}

TEST_CASE("Each store for tests has an identity of its own", "[store][own]") {
  // The log of one beside another is refused, as of any two stores.
  Store a = Store::in_memory(), b = Store::in_memory();
  const temporary::Folder folder;
  a.collection("c").insert_one({{"_id", 1}});
  b.collection("c").insert_one({{"_id", 2}});
  fs::copy_file(a.path(), folder / "s.db");
  fs::copy_file(b.path().string() + "-wal", folder / "s.db-wal");
  CHECK_THROWS_AS(Store::open(folder / "s.db"), StorageFailure);
}

TEST_CASE("What makes no sense for an empty store is refused", "[store][own]") {
  CHECK_THROWS_AS(Store::in_memory({.read_only = true}), InvalidInput);
  CHECK_THROWS_AS(Store::in_memory({.accept_rollback = true}), InvalidInput);
  CHECK_THROWS_AS(Store::temporary({.read_only = true}), InvalidInput);
}

TEST_CASE("A store for tests is opened again and kept by its path", "[store][own]") {
  const temporary::Folder folder;
  Store store = Store::in_memory();
  store.collection("c").insert_one({{"_id", 1}});
  CHECK(Store::open(store.path(), {.read_only = true}).collection("c").count() == 1);
  backup(store, folder / "kept.db");
  CHECK(Store::open(folder / "kept.db").collection("c").count() == 1);
}

TEST_CASE("What a killed process leaves is removed by the next one", "[store][own]") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  ChildProcess child([&] {
    Store store = Store::in_memory();
    const std::string path = store.path().parent_path().string();
    if (::write(ends[1], path.data(), path.size()) < 0) return 1;
    ::raise(SIGKILL);
    return 0;
  });
  child.wait();
  char path[4096] = {};
  REQUIRE(::read(ends[0], path, sizeof path - 1) > 0);
  ::close(ends[0]);
  ::close(ends[1]);
  CHECK(fs::exists(path));
  ChildProcess next([&] {
    Store store = Store::in_memory();
    return fs::exists(path) ? 1 : 0;
  });
  CHECK(next.wait() == 0);
}

TEST_CASE("A child after fork leaves its parent's store for tests where it is", "[store][own]") {
  std::optional<Store> store = Store::in_memory();
  store->collection("c").insert_one({{"_id", 1}});
  ChildProcess child([&] {
    store.reset();
    return 0;
  });
  child.wait();
  CHECK(store->collection("c").count() == 1);
  CHECK(fs::exists(store->path()));
}

}  // namespace store_own_store_test
