// A store that is opened for reading, by its owner, by somebody else, beside a writer, and where
// nothing can be written.
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <profilestore/error.hpp>
#include <set>
#include <stdexcept>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace store_read_only_test {

using namespace profilestore;

namespace {

namespace fs = std::filesystem;

const StoreOptions to_read{.read_only = true};

void fill(const fs::path& path, int documents = 100) {
  Collection users = Store::open(path, temporary::quick())
                         .collection("users", {.indexes = {UniqueIndex{"email"}}});
  for (int i = 0; i < documents; ++i)
    users.insert_one({{"_id", i}, {"email", std::to_string(i) + "@x.org"}});
}

void wait_for(const fs::path& file) {
  std::error_code not_yet;  // nobody may look into the folder at first
  for (int i = 0; i < 30'000; ++i) {
    if (fs::exists(file, not_yet)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  throw std::runtime_error("waited in vain for " + file.string());
}

// Where the folders above may not be searched by all, it still gets here: it may read everything,
// and write nothing. Not where root itself may not.
bool become_nobody() {
  ::prctl(PR_SET_KEEPCAPS, 1);
  if (::setgid(65534) != 0 || ::setuid(65534) != 0) return false;
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2] = {};
  data[0].effective = data[0].permitted = 1U << CAP_DAC_READ_SEARCH;
  if (::syscall(SYS_capset, &header, data) != 0) {
    data[0] = {};
    ::syscall(SYS_capset, &header, data);
  }
  return true;
}

// As a user who owns nothing here, in a folder where everybody may write: to write would be a fault
// all the same. Who is not root can't be another, and reads in a folder that is read-only.
ChildProcess nobody(const temporary::Folder& folder, const std::function<int()>& work) {
  return ChildProcess([&] {
    if (::geteuid() != 0) {
      wait_for(folder / "go");
      ::chmod(folder.path().c_str(), 0555);
    } else if (!become_nobody()) {
      return 97;
    }
    wait_for(folder / "go");
    const int result = work();
    if (::getuid() != 65534) ::chmod(folder.path().c_str(), 0755);
    return result;
  });
}

void go(const temporary::Folder& folder) {
  for (const auto& entry : fs::directory_iterator(folder.path()))
    ::chmod(entry.path().c_str(), 0644);
  ::chmod(folder.path().c_str(), ::geteuid() == 0 ? 0777 : 0755);
  temporary::write_file(folder / "go", "");
}

int counted(const fs::path& path) {
  const Store store = Store::open(path, to_read);
  if (!store.check().sound()) return 102;
  return static_cast<int>(Store(store).collection("users").count());
}

}  // namespace

TEST_CASE("A store that is opened for reading refuses every write", "[store][read_only]") {
  const temporary::Folder folder;
  fill(folder / "s.db");
  Store store = Store::open(folder / "s.db", to_read);
  Collection users = store.collection("users");
  CHECK(users.count() == 100);
  CHECK(users.find_one({{"email", "7@x.org"}})->at("_id") == Value(7));
  CHECK_THROWS_AS(users.insert_one({{"email", "new"}}), ReadOnly);
  CHECK_THROWS_AS(users.update_one({{"_id", 1}}, {{"$set", {{"a", 1}}}}), ReadOnly);
  CHECK_THROWS_AS(store.collection("others", {.indexes = {UniqueIndex{"a"}}}), ReadOnly);
  CHECK_THROWS_AS(store.transaction([](Transaction&) {}), ReadOnly);
  CHECK_THROWS_AS(store.repair(), ReadOnly);
  CHECK(store.check().sound());
  CHECK(users.count() == 100);
}

TEST_CASE("A store that is not there is not created for reading", "[store][read_only]") {
  const temporary::Folder folder;
  CHECK_THROWS_AS(Store::open(folder / "s.db", to_read), StorageFailure);
  CHECK(folder.names().empty());
}

TEST_CASE("Another user reads a closed store and leaves nothing", "[store][read_only]") {
  const temporary::Folder folder;
  ChildProcess reader = nobody(folder, [&] { return counted(folder / "s.db"); });
  fill(folder / "s.db");
  go(folder);
  CHECK(reader.wait() == 100);
  CHECK(folder.names() == std::set<std::string>{"go", "s.db", "s.db.head"});
  Store::open(folder / "s.db").collection("users").insert_one({{"email", "later"}});
}

TEST_CASE("Another user reads a store in use, what is in its log too", "[store][read_only]") {
  const temporary::Folder folder;
  ChildProcess reader = nobody(folder, [&] { return counted(folder / "s.db"); });
  fill(folder / "s.db");
  {
    Store owner = Store::open(folder / "s.db", temporary::quick());
    owner.collection("users").insert_one({{"email", "later"}});
    go(folder);
    CHECK(reader.wait() == 101);
    owner.collection("users").insert_one({{"email", "still"}});
  }
  CHECK(folder.names() == std::set<std::string>{"go", "s.db", "s.db.head"});
}

TEST_CASE("What a killed writer left in the log is read, with its shared memory and without",
          "[store][read_only]") {
  const bool with_shared_memory = GENERATE(true, false);
  const temporary::Folder folder;
  ChildProcess reader = nobody(folder, [&] { return counted(folder / "s.db"); });
  fill(folder / "s.db");
  ChildProcess writer([&] {
    Store store = Store::open(folder / "s.db", temporary::quick());
    store.collection("users").insert_one({{"email", "later"}});
    ::_exit(0);
    return 0;
  });
  REQUIRE(writer.wait() == 0);
  REQUIRE(fs::file_size(folder / "s.db-wal") > 0);
  if (!with_shared_memory) fs::remove(folder / "s.db-shm");
  const auto before = folder.names();
  go(folder);
  CHECK(reader.wait() == 101);
  fs::remove(folder / "go");
  CHECK(folder.names() == before);
  CHECK(Store::open(folder / "s.db").collection("users").count() == 101);
}

TEST_CASE("A store with an unfinished write in a rollback journal is not read past it",
          "[store][read_only]") {
  const temporary::Folder folder;
  ChildProcess reader = nobody(folder, [&] {
    try {
      return counted(folder / "s.db");
    } catch (const StorageFailure&) {
      return 7;
    }
  });
  fill(folder / "s.db");
  temporary::write_file(folder / "s.db-journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7");
  go(folder);
  CHECK(reader.wait() == 7);
}

TEST_CASE("A change of the file under a reader is told, and the next call sees it",
          "[store][read_only]") {
  if (::geteuid() != 0) return;  // in a read-only folder nobody changes a store
  const temporary::Folder folder;
  ChildProcess reader = nobody(folder, [&] {
    const Store store = Store::open(folder / "s.db", to_read);
    Collection users = Store(store).collection("users");
    int seen = 0;
    try {
      for (const Document& document : users.find(Document::object())) {
        (void)document;
        if (++seen != 3) continue;
        temporary::write_file(folder / "reading", "");
        wait_for(folder / "changed");
      }
    } catch (const Busy&) {
      return static_cast<int>(users.count());
    }
    return 103;
  });
  fill(folder / "s.db", 2000);
  go(folder);
  wait_for(folder / "reading");
  Store::open(folder / "s.db").collection("users").insert_one({{"email", "later"}});
  temporary::write_file(folder / "changed", "");
  CHECK(reader.wait() == 2001 % 256);
}

}  // namespace store_read_only_test
