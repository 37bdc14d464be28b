#include "sqlite/files/store_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace sqlite_store_file_test {

using namespace profilestore;
using sqlite::NewFile;
namespace fs = std::filesystem;

namespace {

class InFolder {
 public:
  explicit InFolder(const fs::path& folder) : before_(fs::current_path()) {
    fs::current_path(folder);
  }
  ~InFolder() { fs::current_path(before_); }

 private:
  fs::path before_;
};

std::string leftover_name(char digit) { return ".p.db." + std::string(24, digit) + ".new"; }

}  // namespace

TEST_CASE("A path is resolved to an absolute one, through the links of its folders",
          "[sqlite][store_file]") {
  temporary::Folder folder;
  fs::create_directories(folder / "real/inner");
  fs::create_directory_symlink(folder / "real", folder / "link");
  CHECK(sqlite::resolve(folder / "p.db") == folder / "p.db");
  CHECK(sqlite::resolve(folder / "link/p.db") == folder / "real/p.db");
  CHECK(sqlite::resolve(folder / "link/../p.db") == folder / "p.db");
  CHECK(sqlite::resolve(folder / "real/inner/../p.db") == folder / "real/p.db");
  const InFolder here(folder.path());
  CHECK(sqlite::resolve("p.db") == folder / "p.db");
  CHECK(sqlite::resolve("./file:p.db?mode=memory") == folder / "file:p.db?mode=memory");
  CHECK(sqlite::resolve(":memory:") == folder / ":memory:");
}

TEST_CASE("A path that can't name a store is refused", "[sqlite][store_file]") {
  temporary::Folder folder;
  using namespace std::string_literals;
  CHECK_THROWS_AS(sqlite::resolve(""), InvalidInput);
  CHECK_THROWS_AS(sqlite::resolve("file:p.db"), InvalidInput);
  CHECK_THROWS_AS(sqlite::resolve("file:p.db?mode=memory"), InvalidInput);
  CHECK_THROWS_AS(sqlite::resolve(folder.path().string() + "/a\0b"s), InvalidInput);
  CHECK_THROWS_AS(sqlite::resolve(folder.path().string() + "/"), NotAStore);
  CHECK_THROWS_AS(sqlite::resolve(folder / ".."), NotAStore);
  CHECK_THROWS_AS(sqlite::resolve("."), NotAStore);
  CHECK_THROWS_AS(sqlite::resolve(folder / "missing/p.db"), StorageFailure);
  CHECK(folder.names().empty());
}

TEST_CASE("Only a regular file with one name can be a store", "[sqlite][store_file]") {
  temporary::Folder folder;
  CHECK_FALSE(sqlite::store_exists(folder / "p.db"));
  temporary::write_file(folder / "p.db", "");
  CHECK(sqlite::store_exists(folder / "p.db"));
  fs::create_symlink(folder / "p.db", folder / "link");
  CHECK_THROWS_AS(sqlite::store_exists(folder / "link"), NotAStore);
  fs::create_symlink(folder / "nowhere", folder / "dangling");
  CHECK_THROWS_AS(sqlite::store_exists(folder / "dangling"), NotAStore);
  fs::create_hard_link(folder / "p.db", folder / "other");
  CHECK_THROWS_AS(sqlite::store_exists(folder / "p.db"), NotAStore);
  fs::create_directory(folder / "folder");
  CHECK_THROWS_AS(sqlite::store_exists(folder / "folder"), NotAStore);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK_THROWS_AS(sqlite::store_exists(folder / "pipe"), NotAStore);
}

TEST_CASE("A new file is private, and has its name only once it is published",
          "[sqlite][store_file]") {
  temporary::Folder folder;
  {
    NewFile file(folder / "p.db");
    CHECK(fs::status(file.path()).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK_FALSE(fs::exists(folder / "p.db"));
    temporary::write_file(file.path(), "contents");
    CHECK(file.publish());
  }
  CHECK(folder.names() == std::set<std::string>{"p.db"});
  CHECK(temporary::contents(folder / "p.db") == "contents");
}

TEST_CASE("A new file that is not published leaves nothing", "[sqlite][store_file]") {
  temporary::Folder folder;
  { NewFile file(folder / "p.db"); }
  CHECK(folder.names().empty());
}

TEST_CASE("A new file never replaces another", "[sqlite][store_file]") {
  temporary::Folder folder;
  {
    NewFile file(folder / "p.db");
    temporary::write_file(folder / "p.db", "of another");
    CHECK_FALSE(file.publish());
  }
  CHECK(folder.names() == std::set<std::string>{"p.db"});
  CHECK(temporary::contents(folder / "p.db") == "of another");
}

TEST_CASE("What killed processes left for the same target is removed, and nothing else",
          "[sqlite][store_file]") {
  temporary::Folder folder;
  const std::set<std::string> foreign{".p.db.notes.new", ".other.db.0123456789abcdef01234567.new",
                                      "p.db.new", ".p.db.0123456789abcdef01234567.newer"};
  for (const std::string& name : foreign) temporary::write_file(folder / name, "foreign");
  for (const char digit : {'a', 'b'}) {
    fs::create_directory(folder / leftover_name(digit));
    temporary::write_file(folder / (leftover_name(digit) + "/store"), "left");
  }
  { NewFile file(folder / "p.db"); }
  CHECK(folder.names() == foreign);
}

TEST_CASE("A new file that its maker still works on stays", "[sqlite][store_file]") {
  temporary::Folder folder;
  NewFile first(folder / "p.db");
  {
    NewFile second(folder / "p.db");
    CHECK(fs::exists(first.path()));
    CHECK(second.path() != first.path());
  }
  CHECK(fs::exists(first.path()));
}

}  // namespace sqlite_store_file_test
