// Pipes and devices.
#include "files/copy_pipe.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <profilestore/error.hpp>
#include <random>
#include <string>
#include <thread>

#include "catch.hpp"
#include "files/file.hpp"
#include "files/temporary_file.hpp"

namespace files_copy_pipe_test {

using namespace profilestore;

namespace {

/// What becomes of a pipe with so many bytes, of which `longest` are taken.
std::string copied(std::size_t size, std::uint64_t longest) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const std::string bytes(size, 'x');
  const int copy = files::temporary_file();
  std::string told = "copied";
  std::thread writer([&] {
    (void)!::write(ends[1], bytes.data(), bytes.size());
    ::close(ends[1]);
  });
  try {
    files::copy_pipe(ends[0], copy, "-", longest);
    if (::lseek(copy, 0, SEEK_END) != static_cast<off_t>(size)) told = "copied in part";
  } catch (const StorageFailure& failure) {
    told = failure.what();
  }
  writer.join();
  ::close(ends[0]);
  ::close(copy);
  return told;
}

}  // namespace

TEST_CASE("A pipe is copied whole, or refused when it does not end", "[files][pipe]") {
  CHECK(copied(0, 100) == "copied");
  CHECK(copied(60'000, 60'000) == "copied");
  CHECK_THAT(copied(60'000, 59'999),
             has_part("standard input gave more than 0 MiB and did not end; nothing was read"));
}

TEST_CASE("A pipe of noise is refused before it fills the disk", "[files][pipe]") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const int copy = files::temporary_file();
  std::thread writer([&] {
    std::mt19937_64 random(7);
    std::array<std::uint64_t, 8192> bytes{};
    for (ssize_t written = 1; written > 0;) {
      std::ranges::generate(bytes, random);
      written = ::write(ends[1], bytes.data(), sizeof bytes);
    }
  });
  struct sigaction before {
  }, ignored{};
  ignored.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignored, &before);
  CHECK_THROWS_WITH(files::copy_pipe(ends[0], copy, "-"),
                    has_part("standard input gave 64 MiB without any structure"));
  ::close(ends[0]);
  writer.join();
  ::close(ends[1]);
  ::close(copy);
  ::sigaction(SIGPIPE, &before, nullptr);
}

TEST_CASE("A device is refused by its name, but for /dev/null", "[files][pipe]") {
  for (const char* device : {"/dev/zero", "/dev/full", "/dev/urandom"})
    CHECK_THROWS_WITH(files::File(device), has_part(std::string(device) + " is a device"));
  CHECK(files::File("/dev/null").bytes().empty());
}

}  // namespace files_copy_pipe_test
