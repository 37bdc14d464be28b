#include "sqlite/files/lock_holders.hpp"

#include <unistd.h>

#include "catch.hpp"

namespace sqlite_lock_holders_test {

using namespace profilestore::sqlite;

TEST_CASE("The readers of a store are found among the locks of a system", "[sqlite][readers]") {
  const std::string locks =
      "1: POSIX  ADVISORY  READ  4711 fe:01:83 124 124\n"
      "2: POSIX  ADVISORY  READ  4711 fe:01:83 128 128\n"     // it has the store open
      "3: POSIX  ADVISORY  WRITE 4712 fe:01:83 120 120\n"     // it writes
      "3: -> POSIX  ADVISORY  WRITE 4713 fe:01:83 120 120\n"  // it waits
      "4: POSIX  ADVISORY  READ  4714 fe:02:83 124 124\n"     // another disk
      "5: POSIX  ADVISORY  READ  4715 fe:01:84 124 124\n"     // another file
      "6: FLOCK  ADVISORY  WRITE 4716 fe:01:83 0 EOF\n"
      "7: OFDLCK ADVISORY  READ  -1 fe:01:83 124 124\n"
      "8: POSIX  ADVISORY  READ  4717 fe:01:83 123 123\n"
      "8: POSIX  ADVISORY  READ  4717 fe:01:83 127 127\n"
      "nonsense\n";
  CHECK(readers_in(locks, 0xfe, 1, 83) == std::vector<pid_t>{4711, 4717});
  CHECK(readers_in("", 0xfe, 1, 83).empty());
}

TEST_CASE("A process has a name and an age", "[sqlite][readers]") {
  const Program own = program_of(::getpid());
  CHECK_FALSE(own.name.empty());
  CHECK(own.age.count() >= 0);
  CHECK(own.age.count() < 24 * 3600);
  CHECK(program_of(0x7ffffff0).name.empty());
}

}  // namespace sqlite_lock_holders_test
