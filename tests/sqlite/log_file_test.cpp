#include "sqlite/files/log_file.hpp"

#include "catch.hpp"
#include "sqlite/mark.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace sqlite_log_file_test {

using namespace profilestore::sqlite;

namespace {

constexpr int commits = 6;

/// A log of a few commits, each with a mark, and its page.
struct Bench {
  Bench() {
    RawDatabase raw(path);
    raw.run("PRAGMA journal_mode = WAL; CREATE TABLE t (a); CREATE TABLE m (mark)");
    raw.run("INSERT INTO m VALUES ('" + text_of({store, 0, false}) + "')");
    raw.run("PRAGMA wal_checkpoint(TRUNCATE)");
    page = static_cast<std::uint32_t>(
        std::stoul(raw.value("SELECT rootpage FROM sqlite_schema WHERE name = 'm'")));
    for (std::uint64_t i = 1; i <= commits; ++i)
      raw.run("BEGIN; INSERT INTO t VALUES (zeroblob(9000)); UPDATE m SET mark = '" +
              text_of({store, i, true}) + "'; COMMIT");
    bytes = temporary::contents(log_path(path));
  }

  LogFile read(const std::string& log) {
    std::filesystem::create_directories((folder / "d"));
    temporary::write_file(log_path(folder / "d" / "s.db"), log);
    return read_log(folder / "d" / "s.db", page);
  }

  temporary::Folder folder;
  std::filesystem::path path = folder / "s.db";
  std::string store = std::string(32, 'c'), bytes;
  std::uint32_t page = 0;
};

}  // namespace

TEST_CASE("A log is read as SQLite reads it", "[sqlite][head]") {
  Bench bench;
  const LogFile log = bench.read(bench.bytes);
  CHECK(log.there);
  CHECK(log.bytes == bench.bytes.size());
  CHECK(log.header_sound);
  CHECK(log.commits == commits);
  CHECK(log.frames == (bench.bytes.size() - 32) / (4096 + 24));
  CHECK(log.commits_behind_damage == 0);
  REQUIRE(log.first);
  CHECK(log.first->sequence == 1);
  CHECK(log.last->sequence == commits);
  CHECK_FALSE(read_log(bench.folder / "none.db", 2).there);
  CHECK(bench.read("").there);
  CHECK(bench.read("").commits == 0);
  CHECK(bench.read("no log at all").commits == 0);
  CHECK(bench.read(std::string(100'000, '\xff')).commits_behind_damage == 0);
}

TEST_CASE("Behind each frame of a log that is damaged the commits are counted", "[sqlite][head]") {
  Bench bench;
  const std::size_t frame = 4096 + 24;
  for (std::size_t at = 5; at < bench.bytes.size(); at += 811) {
    std::string damaged = bench.bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    const LogFile log = bench.read(damaged);
    INFO("byte " << at << ", of frame " << (at < 32 ? 0 : (at - 32) / frame + 1));
    CHECK(log.commits < commits);
    CHECK(log.commits + log.commits_behind_damage + 1 >= commits);
    CHECK(log.commits + log.commits_behind_damage <= commits + 1);  // a frame made one
  }
}

TEST_CASE("A log that is cut off has no damage, and fewer commits", "[sqlite][head]") {
  Bench bench;
  std::uint64_t before = 0;
  for (std::size_t size = 0; size <= bench.bytes.size(); size += 1009) {
    const LogFile log = bench.read(bench.bytes.substr(0, size));
    CHECK(log.commits_behind_damage == 0);
    CHECK(log.commits >= before);
    before = log.commits;
  }
}

}  // namespace sqlite_log_file_test
