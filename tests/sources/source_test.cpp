// Sources: files, pipes and the standard input, as bytes in memory.
#include "sources/source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <profilestore/error.hpp>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "catch.hpp"
#include "extjson/reader.hpp"
#include "store/temporary_store.hpp"

namespace sources_source_test {

using namespace profilestore;
using namespace std::string_literals;
using sources::Source;

namespace {

/// Its files are named by text, as those of an import.
class Folder : public temporary::Folder {
 public:
  std::string operator/(const char* name) const { return (path() / name).string(); }
  std::string write(const char* name, const std::string& bytes) const {
    temporary::write_file(path() / name, bytes);
    return *this / name;
  }
};

/// Has another file as the standard input for a while.
class StandardInput {
 public:
  explicit StandardInput(int file) : before_(::dup(STDIN_FILENO)) {
    REQUIRE(::dup2(file, STDIN_FILENO) == STDIN_FILENO);
    ::close(file);
  }
  ~StandardInput() {
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  int before_;
};

std::string varied(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 % 251);
  return bytes;
}

}  // namespace

TEST_CASE("A source has the bytes of its file, and can be read beyond them", "[import][source]") {
  const Folder folder;
  // Around the size of a page, beyond whose end there is nothing of a file.
  for (const std::size_t size : {0, 1, 100, 4032, 4095, 4096, 4097, 8192, 65536, 1'000'000}) {
    INFO(size);
    const std::string bytes = varied(size);
    const Source source(folder.write("file", bytes));
    CHECK(source.name() == folder / "file");
    REQUIRE(source.bytes().size() == size);
    CHECK(source.bytes() == bytes);
    unsigned beyond = 0;
    for (std::size_t i = 0; i < extjson::Reader::padding(); ++i)
      beyond += static_cast<unsigned char>(source.bytes().data()[size + i]);
    CHECK(beyond == 0);
  }
}

TEST_CASE("A NUL, a carriage return and a byte order mark are bytes like others",
          "[import][source]") {
  const Folder folder;
  const std::string bytes = "\xEF\xBB\xBF{\"a\":\0}\r\n\x1A\n"s;
  CHECK(Source(folder.write("file", bytes)).bytes() == bytes);
}

TEST_CASE("A moved source keeps its bytes", "[import][source]") {
  const Folder folder;
  std::optional<Source> first(folder.write("file", "{\"a\":1}"));
  const char* const data = first->bytes().data();
  const Source second(std::move(*first));
  first.reset();  // what was moved from leaves them alone
  CHECK(second.bytes().data() == data);
  CHECK(second.bytes() == "{\"a\":1}");
  CHECK(second.name() == folder / "file");
}

TEST_CASE("A source is as it was when it was opened, though its file is replaced",
          "[import][source]") {
  const Folder folder;
  const Source source(folder.write("file", "{\"a\":1}"));
  std::filesystem::rename(folder.write("other", "{\"b\":2}"), folder / "file");
  CHECK(source.bytes() == "{\"a\":1}");
}

TEST_CASE("A named pipe is read to its end", "[import][source]") {
  const Folder folder;
  const std::string name = folder / "pipe";
  REQUIRE(::mkfifo(name.c_str(), 0600) == 0);
  const std::string bytes = varied(3'000'000);  // more than a pipe, or one read, holds
  std::thread writer([&] { std::ofstream(name, std::ios::binary) << bytes; });
  const Source source(name);
  writer.join();
  REQUIRE(source.bytes().size() == bytes.size());
  CHECK(source.bytes() == bytes);
}

TEST_CASE("The standard input is read, be it a pipe or a file", "[import][source]") {
  SECTION("a pipe") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const StandardInput input(ends[0]);
    std::thread writer([&] {
      for (const char* part : {"{\"a\"", ":1}", "\n{}"}) {
        const auto size = std::string_view(part).size();
        if (::write(ends[1], part, size) != static_cast<ssize_t>(size)) break;
      }
      ::close(ends[1]);
    });
    const Source source("-");
    writer.join();
    CHECK(source.name() == "-");
    CHECK(source.bytes() == "{\"a\":1}\n{}");
  }
  SECTION("an empty pipe") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const StandardInput input(ends[0]);
    ::close(ends[1]);
    CHECK(Source("-").bytes().empty());
  }
  SECTION("a file") {
    const Folder folder;
    const StandardInput input(::open(folder.write("file", "{\"a\":1}").c_str(), O_RDONLY));
    CHECK(Source("-").bytes() == "{\"a\":1}");
    CHECK(Source("-").bytes() == "{\"a\":1}");  // it stays open
  }
}

TEST_CASE("A source that can't be read is refused by its name, with the reason",
          "[import][source]") {
  const Folder folder;
  CHECK_THROWS_AS(Source(folder / "none"), StorageFailure);
  CHECK_THROWS_WITH(Source(folder / "none"),
                    "opening " + folder / "none" + ": No such file or directory");
  CHECK_THROWS_AS(Source(folder / ""), StorageFailure);
  CHECK_THROWS_WITH(Source(folder / ""), "reading " + folder / "" + ": Is a directory");
  CHECK_THROWS_AS(Source(""), StorageFailure);
}

}  // namespace sources_source_test
