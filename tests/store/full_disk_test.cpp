// A disk without room, as a limit on the size of files plays it.
#include <signal.h>
#include <sys/resource.h>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace store_full_disk_test {

using namespace profilestore;

namespace {

// For the whole process: a write beyond it fails, as on a full disk.
void allow_files_of(rlim_t bytes) {
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = std::min(bytes, limit.rlim_max);
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

// Writes until there is no room: how many were acknowledged.
int fill(Collection users) {
  const std::string text(2000, 'x');
  for (int i = 0; i < 100'000; ++i) {
    try {
      users.insert_one({{"_id", i}, {"text", text}});
    } catch (const StorageFailure&) {
      return i;
    }
  }
  return -1;
}

}  // namespace

TEST_CASE("A write that finds no room fails, and the store goes on when there is room",
          "[store][full_disk]") {
  temporary::Folder folder;
  ChildProcess child([&] {
    Store store = Store::open(folder / "p.db", temporary::quick());
    Collection users = store.collection("users");
    allow_files_of(1'000'000);
    const int acknowledged = fill(users);
    if (acknowledged < 50) return 1;
    if (users.count() != acknowledged) return 2;
    if (!store.check().sound()) return 3;
    allow_files_of(RLIM_INFINITY);
    users.insert_one({{"_id", acknowledged}});
    if (users.count() != acknowledged + 1) return 4;
    return store.check().sound() ? 0 : 5;
  });
  CHECK(child.wait() == 0);
  Store store = Store::open(folder / "p.db");
  CHECK(store.collection("users").count() > 50);
  CHECK(store.check().sound());
}

TEST_CASE("A store that finds no room to be created leaves nothing", "[store][full_disk]") {
  temporary::Folder folder;
  ChildProcess child([&] {
    allow_files_of(5000);
    try {
      Store::open(folder / "p.db");
    } catch (const StorageFailure&) {
      return folder.names().empty() ? 0 : 2;
    }
    return 1;
  });
  CHECK(child.wait() == 0);
  CHECK_NOTHROW(Store::open(folder / "p.db"));
}

TEST_CASE("A transaction that a full disk has taken back is not half committed",
          "[store][full_disk]") {
  temporary::Folder folder;
  ChildProcess child([&] {
    Store store = Store::open(folder / "p.db", temporary::quick());
    Collection users = store.collection("users");
    users.insert_one({{"_id", -1}});
    try {
      store.transaction([&](Transaction& tx) {
        Collection mine = tx.collection("users");
        allow_files_of(1'000'000);
        if (fill(mine) < 0) throw std::logic_error("there was room");
        allow_files_of(RLIM_INFINITY);
        mine.insert_one({{"_id", -2}});
      });
    } catch (const StorageFailure&) {
      return users.count() == 1 && store.check().sound() ? 0 : 2;
    }
    return users.find_one({{"_id", -2}}) && store.check().sound() ? 0 : 3;  // SQLite went on
  });
  CHECK(child.wait() == 0);
}

}  // namespace store_full_disk_test
