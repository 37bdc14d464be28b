// The file of a store that is open: what else is done to it meanwhile.
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fstream>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "sqlite/files/head_file.hpp"
#include "store/temporary_store.hpp"

namespace store_open_file_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

/// This process's locks on a file, of the text of /proc/locks.
int locks_on(const fs::path& file) {
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  const std::string name = fmt::format(" {} {:02x}:{:02x}:{} ", ::getpid(), major(status.st_dev),
                                       minor(status.st_dev), status.st_ino);
  int count = 0;
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) count += line.find(name) != line.npos;
  return count;
}

std::vector<Document> documents(int count) {
  std::vector<Document> all;
  for (int i = 0; i < count; ++i) all.push_back({{"n", i}});
  return all;
}

}  // namespace

TEST_CASE("To name an open store as a source, or to salvage it, drops no lock of it",
          "[store][files]") {
  const temporary::Folder folder;
  const fs::path file = folder / "p.db", link = folder / "link";
  Store store = Store::open(file);
  store.collection("c").insert_one({{"_id", 1}});
  fs::create_symlink(file, link);
  const fs::path shared = file.string() + "-shm";
  const int locks = locks_on(file), shared_locks = locks_on(shared);
  CHECK(locks + shared_locks > 0);
  for (const fs::path& source : {file, link, shared}) {
    INFO(source);
    try {
      import_files(folder / "new.db", {source.string()}, fixture::by("_id", "c"));
      FAIL("it was read");
    } catch (const InvalidInput& refused) {
      CHECK_THAT(refused.what(), has_part("open in this program"));
    }
  }
  CHECK_THROWS_AS(salvage(file, folder / "new.db"), StorageFailure);
  CHECK(locks_on(file) == locks);
  CHECK(locks_on(shared) == shared_locks);
  CHECK_FALSE(fs::exists(folder / "new.db"));
}

TEST_CASE("Once its file was replaced an open store writes nothing more, and spoils no other",
          "[store][files]") {
  const temporary::Folder folder;
  const fs::path file = folder / "p.db", other = folder / "other.db";
  {
    Store store = Store::open(other, temporary::quick());
    store.collection("c").insert_many(documents(3));
  }
  {
    Store store = Store::open(file, temporary::quick());
    Collection c = store.collection("c");
    c.insert_one({{"_id", 1}});
    for (const char* suffix : {"", "-wal", "-shm", ".head"})
      fs::rename(file.string() + suffix, folder / ("away" + std::string(suffix)));
    for (const char* suffix : {"", ".head"})
      fs::rename(other.string() + suffix, file.string() + suffix);
    const std::string head = temporary::contents(sqlite::head_path(file));
    for (int i = 0; i < 2; ++i) {
      try {
        c.insert_many(documents(300));
        FAIL("it was written");
      } catch (const StorageFailure& refused) {
        CHECK_THAT(refused.what(), has_part("moved, renamed or deleted"));
      }
    }
    CHECK(temporary::contents(sqlite::head_path(file)) == head);
  }
  CHECK(Store::open(file).collection("c").count() == 3);
  CHECK(Store::open(file).check().sound());
}

TEST_CASE("The head mark has the permissions of the store", "[store][files]") {
  const temporary::Folder folder;
  const fs::path file = folder / "p.db";
  const auto mode_of_head = [&] {
    struct stat status {};
    REQUIRE(::stat(sqlite::head_path(file).c_str(), &status) == 0);
    return status.st_mode & 0777;
  };
  const auto write = [&] {
    Store::open(file, temporary::quick()).collection("c").insert_one({{"n", 1}});
  };
  write();
  CHECK(mode_of_head() == 0600);
  REQUIRE(::chmod(file.c_str(), 0644) == 0);
  fs::remove(sqlite::head_path(file));
  write();
  CHECK(mode_of_head() == 0644);
}

TEST_CASE("A head mark that cannot be read is told, and takes the place of a store that is gone",
          "[store][files]") {
  const temporary::Folder folder;
  const fs::path file = folder / "p.db", head = sqlite::head_path(file);
  Store::open(file, temporary::quick()).collection("c").insert_one({{"n", 1}});
  fs::remove(head);
  fs::create_directory(head);  // nobody reads that, not even root
  const CheckReport report = Store::open(file, temporary::quick()).check();
  REQUIRE(report.notes.size() == 1);
  CHECK_THAT(report.notes.front(), has_part("cannot be read"));
  fs::remove(file);
  CHECK_THROWS_AS(Store::open(file), RolledBack);
}

}  // namespace store_open_file_test
