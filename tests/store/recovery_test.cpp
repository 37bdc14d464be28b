// A store after a crash at any step of a checkpoint: some pages of the log are in it, others not.
#include <algorithm>
#include <map>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_recovery_test {

using namespace profilestore;

namespace {

constexpr int collections = 40;  // enough for the schema to take several pages

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

// The newest content of each page in the log. SQLite: a header of 32 bytes, then frames of 24 bytes
// and a page each, in the salt of the header.
std::map<std::uint32_t, std::string> pages_of(const std::string& log) {
  const std::size_t page_size = big_endian(log, 8);
  std::map<std::uint32_t, std::string> pages;
  for (std::size_t at = 32; at + 24 + page_size <= log.size(); at += 24 + page_size)
    if (log.compare(at + 8, 8, log, 16, 8) == 0)
      pages[big_endian(log, at)] = log.substr(at + 24, page_size);
  return pages;
}

void make_and_die(const std::filesystem::path& path) {
  ChildProcess child([&] {
    Store store = Store::open(path, temporary::quick());
    for (int i = 0; i < collections; ++i)
      store.collection("collection " + std::to_string(i), {.indexes = {UniqueIndex{"userId"}}})
          .insert_one({{"userId", i}});
    ::_exit(0);
    return 0;
  });
  REQUIRE(child.wait() == 0);
}

// Whether SQLite could read the file alone, as if there were no log.
bool is_whole_without_log(const std::filesystem::path& path) {
  RawDatabase alone("file:" + path.string() + "?immutable=1",
                    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  try {
    return alone.value("PRAGMA integrity_check") == "ok";
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace

TEST_CASE("A store whose process was killed in mid-checkpoint opens with all that it held",
          "[store][recovery]") {
  temporary::Folder made;
  make_and_die(made / "p.db");
  std::string file = temporary::contents(made / "p.db");
  const std::string log = temporary::contents(made / "p.db-wal");
  const auto pages = pages_of(log);
  REQUIRE(pages.size() > collections);

  std::size_t written = 0, torn = 0;
  for (const auto& [number, page] : pages) {
    const std::size_t at = (number - 1) * page.size();
    file.resize(std::max(file.size(), at + page.size()));
    file.replace(at, page.size(), page);
    ++written;
    if (written > 5 && written % 10 != 0 && written != pages.size()) continue;
    INFO(written << " of " << pages.size() << " pages are in the file");
    temporary::Folder folder;
    temporary::write_file(folder / "p.db", file);
    temporary::write_file(folder / "p.db-wal", log);
    if (!is_whole_without_log(folder / "p.db")) ++torn;
    Store store = Store::open(folder / "p.db", temporary::quick());
    REQUIRE(store.collection_names().size() == collections);
    REQUIRE(store.collection("collection 7").find_one({{"userId", 7}}));
    REQUIRE(store.check().sound());
  }
  CHECK(torn > 3);
}

}  // namespace store_recovery_test
