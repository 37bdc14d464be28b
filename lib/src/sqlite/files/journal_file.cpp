#include "sqlite/files/journal_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {
namespace {

namespace fs = std::filesystem;

// SQLite's file format: sections 1.3 and 3.
constexpr std::string_view journal_magic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";
constexpr std::size_t journal_header = 28, first_page = 100, page_number = 4;
constexpr char log_version = 2;

constexpr int looks = 4;
constexpr std::chrono::milliseconds between_looks{10};

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return number;
}

fs::path journal_path(const fs::path& store) { return store.string() + "-journal"; }

[[noreturn]] void refuse(const fs::path& store, std::string_view what) {
  throw StorageFailure(fmt::format("{}: {} lies beside the store and {}; nothing was done. Move it "
                                   "away, or rename it",
                                   store.string(), journal_path(store).filename().string(), what),
                       0);
}

/// The first bytes of a journal, and the size of the file. Nothing if there is none.
struct JournalFile {
  std::string bytes = {};
  std::uint64_t size = 0;
};

JournalFile read_journal(const fs::path& store, std::size_t most) {
  const fs::path path = journal_path(store);
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return {};
  if (!S_ISREG(status.st_mode)) refuse(store, "is no file that SQLite could keep there");
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return {};  // the opening itself will say so
  JournalFile journal{std::string(most, '\0'), static_cast<std::uint64_t>(status.st_size)};
  const ssize_t size = ::pread(file, journal.bytes.data(), most, 0);
  ::close(file);
  journal.bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  return journal;
}

// Through SQLite: to open the file and close it would drop the locks of a connection to it.
std::string read_store(const fs::path& store, std::size_t most) try {
  Connection connection(store, {.writable = false, .beside = Beside::nothing});
  sqlite3_file* file = nullptr;
  sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  std::string bytes(most, '\0');
  const int code = file->pMethods->xRead(file, bytes.data(), static_cast<int>(most), 0);
  return code == SQLITE_OK ? bytes : std::string();
} catch (const StorageFailure&) {
  return {};
}

// Of page 1, which tells in this order: the versions, the count of changes, and twice whose they
// are, a switch from a journal to a log changes nothing else.
std::string without_versions(std::string page) {
  for (const auto& [from, to] : {std::pair{18, 20}, {24, 28}, {92, 100}})
    std::fill(page.begin() + from, page.begin() + to, '\0');
  return page;
}

// What a switch to a log leaves when it is interrupted: page 1 alone, as it was, of a store of the
// same size.
bool is_of_a_switch(const fs::path& store, std::uint32_t sector, std::uint32_t page) {
  const std::size_t record = sector + page_number + page + page_number;
  const JournalFile journal = read_journal(store, record);
  const std::uint32_t records = number_at(journal.bytes, 8);
  constexpr std::uint32_t as_many_as_there_are = 0xFFFFFFFF;
  if (journal.size > record || (records > 1 && records != as_many_as_there_are)) return false;
  const std::string now = read_store(store, page);
  if (now.size() != page || number_at(now, 28) != number_at(journal.bytes, 16)) return false;
  if (records == 0) return true;  // not one was on the disk
  if (journal.bytes.size() < record || number_at(journal.bytes, sector) != 1) return false;
  return without_versions(journal.bytes.substr(sector + page_number, page)) ==
         without_versions(now);
}

bool is_foreign(const fs::path& store) {
  const JournalFile journal = read_journal(store, journal_header);
  const std::string_view begin = std::string_view(journal.bytes).substr(0, journal_magic.size());
  // SQLite: one that begins with a zero has been dealt with.
  if (begin.empty() || begin.front() == '\0') return false;
  if (!journal_magic.starts_with(begin))
    refuse(store, "is none of its files, but SQLite would delete it as a rollback journal");
  if (journal.bytes.size() < journal_header) return false;
  const std::string own = read_store(store, first_page);
  if (own.empty() || own[18] != log_version) return false;
  const std::uint32_t sector = number_at(journal.bytes, 20), page = number_at(journal.bytes, 24);
  constexpr std::uint32_t largest = 65536;
  return sector > largest || page > largest || page < 512 || !is_of_a_switch(store, sector, page);
}

}  // namespace

bool has_journal(const fs::path& store) {
  const JournalFile journal = read_journal(store, 1);
  return !journal.bytes.empty() && journal.bytes.front() != '\0';
}

void refuse_foreign_journal(const fs::path& store) {
  // Somebody may be switching the store: what looks wrong is wrong if it stays so.
  for (int look = 0; look < looks; ++look) {
    if (!is_foreign(store)) return;
    std::this_thread::sleep_for(between_looks);
  }
  throw ForeignWal(
      fmt::format("{}: the rollback journal beside it ({}) is not the store's, which keeps a log "
                  "(-wal): SQLite would write what it holds over the store; nothing was read or "
                  "changed. It is of a file that lay here before, or was put there: move it away. "
                  "If the store's file was replaced, put back the one that the journal belongs to",
                  store.string(), journal_path(store).filename().string()),
      0);
}

}  // namespace profilestore::sqlite
