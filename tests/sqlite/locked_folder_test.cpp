// Folders that a process locks for as long as it lives.
#include "sqlite/files/locked_folder.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace sqlite_locked_folder_test {

using namespace profilestore;
using sqlite::LockedFolder;

TEST_CASE("A folder that cannot be locked is told, and none is left", "[sqlite]") {
  const temporary::Folder folder;
  const auto make = [&] { LockedFolder(folder.path(), "a.", ".b"); };
  CHECK(ChildProcess([&] {
          rlimit limit{};
          ::getrlimit(RLIMIT_NOFILE, &limit);
          limit.rlim_cur = 3;
          ::setrlimit(RLIMIT_NOFILE, &limit);
          try {
            make();
          } catch (const std::filesystem::filesystem_error& fault) {
            return fault.code().value() == EMFILE ? 0 : 1;
          }
          return 2;
        }).wait() == 0);
  CHECK(folder.names().empty());
  make();
  CHECK(folder.names().empty());
}

TEST_CASE("A locked folder is its owner's whatever the umask is", "[sqlite]") {
  const temporary::Folder folder;
  const mode_t before = ::umask(0777);
  const LockedFolder made(folder.path(), "a.", ".b");
  ::umask(before);
  struct stat status {};
  REQUIRE(::stat(made.path().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0700);
}

}  // namespace sqlite_locked_folder_test
