// A rollback journal beside a store, which keeps a log: SQLite would write it over the store.
#include <sys/stat.h>

#include "catch.hpp"
#include "sqlite/files/journal_file.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_foreign_journal_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t page_size = 4096, sector = 512;

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
  return bytes;
}

// SQLite's file format, section 3.
std::string journal_of(const std::string& page, std::uint32_t number, std::uint32_t pages) {
  std::string bytes = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + big_endian(1) + big_endian(7) +
                      big_endian(pages) + big_endian(sector) + big_endian(page_size);
  bytes.resize(sector);
  std::uint32_t sum = 7;
  for (std::size_t i = page_size - 200; i > 0; i -= i > 200 ? 200 : i)
    sum += static_cast<unsigned char>(page[i]);
  return bytes + big_endian(number) + page + big_endian(sum);
}

struct Bench {
  temporary::Folder folder;
  fs::path file = folder / "p.db", journal = folder / "p.db-journal";
  std::string before = [this] {
    {
      Store store = Store::open(file, temporary::quick());
      for (int i = 0; i < 50; ++i)
        store.collection("people").insert_one({{"_id", i}, {"text", std::string(900, 'x')}});
    }
    return temporary::contents(file);
  }();

  std::uint32_t pages() const { return static_cast<std::uint32_t>(before.size() / page_size); }
};

}  // namespace

TEST_CASE("A rollback journal of another database is refused, and not played back",
          "[store][head]") {
  Bench bench;
  const std::string foreign(page_size, 'f');
  std::string first = bench.before.substr(0, page_size);
  first[18] = first[19] = 1;
  std::string other = first;
  other[3000] ^= 1;
  for (const std::string& journal :
       {journal_of(foreign, 3, bench.pages()), journal_of(foreign, 1, bench.pages()),
        journal_of(other, 1, bench.pages()), journal_of(first, 1, bench.pages() - 1)}) {
    temporary::write_file(bench.journal, journal);
    CHECK_THROWS_AS(Store::open(bench.file), ForeignWal);
    CHECK_THROWS_AS(Store::open(bench.file, {.accept_rollback = true}), ForeignWal);
    CHECK_THROWS_AS(Store::open(bench.file, {.read_only = true}), StorageFailure);
    CHECK_THROWS_AS(restore(bench.file, bench.folder / "new.db"), StorageFailure);
    CHECK(temporary::contents(bench.file) == bench.before);
    CHECK(temporary::contents(bench.journal) == journal);
  }
  fs::remove(bench.journal);
  CHECK(Store::open(bench.file).collection("people").count() == 50);
}

TEST_CASE("A journal of the store's own switch to a log is SQLite's business", "[store][head]") {
  Bench bench;
  std::string first = bench.before.substr(0, page_size);
  first[18] = first[19] = 1;
  temporary::write_file(bench.journal, journal_of(first, 1, bench.pages()));
  Store store = Store::open(bench.file, temporary::quick());
  CHECK(store.collection("people").count() == 50);
  CHECK(store.check().sound());
  CHECK_FALSE(fs::exists(bench.journal));
}

TEST_CASE("What is no file in the place of a journal hangs nobody", "[store][head]") {
  Bench bench;
  REQUIRE(::mkfifo(bench.journal.c_str(), 0600) == 0);
  CHECK_THROWS_AS(Store::open(bench.file), StorageFailure);
  CHECK_THROWS_AS(Store::open(bench.file, {.read_only = true}), StorageFailure);
  fs::remove(bench.journal);
  fs::create_directory(bench.journal);
  CHECK_THROWS_AS(Store::open(bench.file), StorageFailure);
  CHECK(temporary::contents(bench.file) == bench.before);
}

}  // namespace store_foreign_journal_test
