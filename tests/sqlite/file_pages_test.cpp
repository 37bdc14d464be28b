#include "sqlite/file_pages.hpp"

#include "catch.hpp"
#include "sqlite/query.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace sqlite_file_pages_test {

using namespace profilestore::sqlite;

namespace {

struct Opened {
  explicit Opened(const std::filesystem::path& file)
      : connection(file, {.writable = false, .beside = Beside::nothing}), pages(connection) {}

  Connection connection;
  FilePages pages;
};

std::string shown(const FileRow::Field& field) {
  if (const auto* number = std::get_if<std::int64_t>(&field)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string_view>(&field)) return std::string(*text);
  return "NULL";
}

/// The rows of a table as RawDatabase shows them, with their numbers.
std::vector<RawDatabase::Row> rows_in(Opened& opened, std::uint32_t root) {
  std::vector<RawDatabase::Row> rows;
  CHECK(opened.pages.rows(root, [&](const FileRow& row) {
    rows.push_back({std::to_string(row.number)});
    for (const FileRow::Field& field : row.fields) rows.back().push_back(shown(field));
    return true;
  }));
  return rows;
}

bool reads_whole(const std::filesystem::path& file, std::uint32_t root) {
  Opened opened(file);
  return opened.pages.header() && opened.pages.rows(root, [](const FileRow&) { return true; });
}

constexpr auto fill =
    "CREATE TABLE t (a, b, c); "
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
    "INSERT INTO t (rowid, a, b, c) SELECT i * i * i - 1000, "
    "(i % 2 * 2 - 1) * (1 << (i % 62)) + i % 7, CASE i % 3 WHEN 0 THEN NULL ELSE i % 2 END, "
    "substr(hex(zeroblob(40000)), 1, CASE i % 10 WHEN 0 THEN i * 150 ELSE i END) FROM n";

}  // namespace

TEST_CASE("Pages give the rows that SQLite gives, whatever their size", "[sqlite][file_pages]") {
  for (const char* size : {"512", "4096", "65536"}) {
    INFO(size);
    temporary::Folder folder;
    const auto file = folder / "t.db";
    std::vector<RawDatabase::Row> expected;
    std::uint32_t root = 0;
    {
      RawDatabase raw(file);
      raw.run(std::string("PRAGMA page_size = ") + size + "; PRAGMA user_version = 7");
      raw.run(fill);
      expected = raw.rows("SELECT rowid, a, b, c FROM t ORDER BY rowid");
      root = static_cast<std::uint32_t>(
          std::stoul(raw.value("SELECT rootpage FROM sqlite_schema WHERE name = 't'")));
    }
    Opened opened(file);
    const auto header = opened.pages.header();
    REQUIRE(header);
    CHECK(header->user_version == 7);
    CHECK(header->application_id == 0);
    CHECK(rows_in(opened, root) == expected);
    int taken = 0;
    CHECK_FALSE(opened.pages.rows(root, [&](const FileRow&) { return ++taken < 3; }));
    CHECK(taken == 3);
  }
}

TEST_CASE("A file that is no database of UTF-8 has no header to read by", "[sqlite][file_pages]") {
  temporary::Folder folder;
  for (const std::string& bytes : {std::string(), std::string(99, 'x'), std::string(4096, 'x')}) {
    temporary::write_file(folder / "x", bytes);
    CHECK_FALSE(Opened(folder / "x").pages.header());
  }
  RawDatabase(folder / "16").run("PRAGMA encoding = 'UTF-16'; CREATE TABLE t (a)");
  CHECK_FALSE(Opened(folder / "16").pages.header());
}

TEST_CASE("Of pages that lead nowhere, or to themselves, nothing is made up",
          "[sqlite][file_pages]") {
  temporary::Folder folder;
  const auto file = folder / "t.db";
  {
    RawDatabase raw(file);
    raw.run("PRAGMA page_size = 512");
    raw.run(fill);
  }
  const std::string sound = temporary::contents(file);
  REQUIRE(sound[512] == 5);  // the root, an inner page
  const auto with = [&](std::size_t at, std::string_view bytes) {
    std::string damaged = sound;
    damaged.replace(at, bytes.size(), bytes);
    temporary::write_file(file, damaged);
    return reads_whole(file, 2);
  };
  CHECK(with(0, ""));
  CHECK_FALSE(with(512, "\x0a"));                               // an index
  CHECK_FALSE(with(512, std::string_view("\x00", 1)));          // nothing
  CHECK_FALSE(with(512 + 8, std::string_view("\0\0\0\2", 4)));  // itself
  CHECK_FALSE(with(512 + 8, std::string_view("\0\0\0\0", 4)));  // no page
  CHECK_FALSE(with(512 + 8, "\x7f\xff\xff\xff"));               // beyond the end
  CHECK_FALSE(with(512 + 3, "\xff\xff"));                       // more cells than there is room for
  CHECK_FALSE(with(512 + 12, "\xff\xff"));                      // a cell beyond the page
  temporary::write_file(file, sound.substr(0, sound.size() - 700));
  CHECK_FALSE(reads_whole(file, 2));
  CHECK_FALSE(reads_whole(file, 0));
}

}  // namespace sqlite_file_pages_test
