#include "integrity/damaged_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <profilestore/error.hpp>
#include <set>

#include "catalog/catalog.hpp"
#include "catalog/stored_rows.hpp"
#include "sqlite/files/log_file.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/opening.hpp"
#include "sqlite/query.hpp"

namespace profilestore::integrity {
namespace {

namespace fs = std::filesystem;
using sqlite::identifier;
using sqlite::Query;

// Of collections without a number that is known: how many numbers are tried on how many rows.
constexpr std::int64_t tried_numbers = 4096;
constexpr int tried_rows = 50;

void copy_for_salvage(const fs::path& from, const fs::path& to) {
  std::error_code fault;
  if (!fs::copy_file(from, to, fault))
    throw StorageFailure(fmt::format("{}: the file cannot be copied, to read it without touching "
                                     "it: {}; nothing was done",
                                     from.string(), fault.message()),
                         0);
}

void put_number(std::string& bytes, std::size_t at, std::size_t size, std::uint32_t number) {
  for (std::size_t i = size; i-- > 0; number >>= 8) bytes[at + i] = static_cast<char>(number);
}

// As SQLite has it at the begin of a store of ours: pages of 4 KiB, UTF-8, no free pages known.
std::string sound_header(std::uintmax_t file_size, bool with_log) {
  std::string header("SQLite format 3\0", 16);
  header.resize(100);
  put_number(header, 16, 2, 4096);
  put_number(header, 18, 1, with_log ? 2 : 1);
  put_number(header, 19, 1, with_log ? 2 : 1);
  put_number(header, 21, 3, 0x402020);  // what SQLite has there in every file
  put_number(header, 24, 4, 1);
  put_number(header, 28, 4, static_cast<std::uint32_t>(file_size / 4096));
  put_number(header, 40, 4, 1);
  put_number(header, 44, 4, 4);
  put_number(header, 56, 4, 1);
  put_number(header, 92, 4, 1);
  put_number(header, 96, 4, SQLITE_VERSION_NUMBER);
  return header;
}

}  // namespace

DamagedStore::DamagedStore(const fs::path& source, const fs::path& folder)
    : copy_(folder / "source") {
  copy(source);
  open(source);
}

void DamagedStore::copy(const fs::path& source) {
  copy_for_salvage(source, copy_);
  bool with_log = fs::exists(sqlite::log_path(source));
  try {
    (void)sqlite::look_before_opening(source, false);
  } catch (const ForeignWal& fault) {
    with_log = false;
    notes_.push_back(fmt::format("the log was not read. {}", fault.what()));
  } catch (const StorageFailure& fault) {
    notes_.emplace_back(fault.what());
  }
  if (with_log) copy_for_salvage(sqlite::log_path(source), sqlite::log_path(copy_));
}

void DamagedStore::open(const fs::path& source) {
  connect(source);
  if (is_readable()) return;
  connection_.reset();
  mend_header();
  connect(source);
  if (is_readable()) {
    notes_.emplace_back("the header of the file is damaged, and was made anew to read the rest");
    return;
  }
  throw Corrupt(fmt::format("{}: no table of the store can be found: its first pages are damaged; "
                            "nothing was done. Restore a backup",
                            source.string()),
                0);
}

void DamagedStore::connect(const fs::path& source) {
  sqlite::Settings settings;
  settings.place = source;
  connection_ = std::make_unique<sqlite::Connection>(copy_, settings);
}

// A row of SQLite's schema that makes no sense is passed over. It is our own copy.
bool DamagedStore::is_readable() try {
  sqlite3_db_config(connection_->handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
  connection_->execute("PRAGMA writable_schema = ON");
  return connection_->number("SELECT count(*) FROM sqlite_schema") > 0;
} catch (const StorageFailure&) {
  return false;
}

void DamagedStore::mend_header() {
  const std::string header =
      sound_header(fs::file_size(copy_), fs::exists(sqlite::log_path(copy_)));
  std::fstream file(copy_, std::ios::binary | std::ios::in | std::ios::out);
  file.write(header.data(), static_cast<std::streamsize>(header.size()));
}

std::vector<DamagedTable> DamagedStore::tables() {
  std::vector<DamagedTable> all = recorded();
  for (const std::string& table : tables_of_documents()) {
    if (std::ranges::find(all, table, &DamagedTable::table) != all.end()) continue;
    std::string name = table;
    for (int i = 2; std::ranges::find(all, name, &DamagedTable::name) != all.end(); ++i)
      name = fmt::format("{} {}", table, i);
    notes_.push_back(
        fmt::format("the store's record of the table {} is damaged or lost: the "
                    "collection is named {}, its indexes and validator are lost",
                    table, name));
    all.push_back({table, name});
  }
  for (DamagedTable& one : all) one.collection = collection_of(one.table, one.collection);
  return all;
}

std::vector<DamagedTable> DamagedStore::recorded() try {
  catalog::Damage damage;
  const auto catalog = catalog::load_catalog(*connection_, &damage);
  notes_.insert(notes_.end(), damage.begin(), damage.end());
  std::vector<DamagedTable> all;
  for (const auto& [name, entry] : catalog->collections) {
    DamagedTable one{entry.table, name, entry.id, entry.timestamps};
    for (const catalog::IndexEntry& index : entry.indexes)
      if (index.name() != catalog::id_index_name) one.indexes.push_back(index.index.rule());
    if (entry.validator) one.validator = entry.validator->rule();
    if (entry.change_log)
      notes_.push_back(
          fmt::format("collection {} kept a log of its changes, which is not taken "
                      "over: let it keep one again if it is to be watched",
                      name));
    all.push_back(std::move(one));
  }
  return all;
} catch (const std::exception& fault) {
  notes_.push_back(
      fmt::format("the store's record of its collections cannot be read ({})", fault.what()));
  return {};
}

std::vector<std::string> DamagedStore::tables_of_documents() {
  std::vector<std::string> all;
  try {
    Query names(*connection_, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    while (names.step()) all.emplace_back(names.text(0));
  } catch (const StorageFailure& fault) {
    notes_.push_back(fmt::format("not all tables can be listed ({})", fault.what()));
  }
  std::erase_if(all, [&](const std::string& table) { return !holds_documents(table); });
  return all;
}

bool DamagedStore::holds_documents(const std::string& table) try {
  Query columns(*connection_,
                "SELECT count(*) FROM pragma_table_info(?1) "
                "WHERE name IN ('row', 'doc', 'origin', 'sum', 'k1')");
  columns.bind(1, table).step();
  return columns.integer(0) == 5;
} catch (const StorageFailure&) {
  return false;
}

// The number by which the sums of some rows are right.
std::int64_t DamagedStore::collection_of(const std::string& table, std::int64_t recorded) {
  int rows = 0;
  try {
    Query documents(*connection_, fmt::format("SELECT {} FROM {} ORDER BY row",
                                              catalog::stored_columns, identifier(table)));
    for (; rows < tried_rows && documents.step(); ++rows) {
      const sqlite::StoredRow row = catalog::read_row(documents);
      if (recorded != 0 && row.sum == sqlite::sum_of(recorded, row)) return recorded;
      for (std::int64_t number = 1; row.sum && number <= tried_numbers; ++number)
        if (row.sum == sqlite::sum_of(number, row)) return number;
    }
  } catch (const StorageFailure&) {  // the walk over its rows tells
  }
  return recorded;
}

void DamagedStore::note_what_is_left() {
  for (const char* table : {"ps_events", "ps_counters", "ps_operations"}) {
    try {
      const auto rows = connection_->number(fmt::format("SELECT count(*) FROM {}", table));
      if (rows > 0) notes_.push_back(fmt::format("not taken: {}, {} rows", table, rows));
    } catch (const StorageFailure&) {
      notes_.push_back(fmt::format("not taken: {}, which cannot be read", table));
    }
  }
}

}  // namespace profilestore::integrity
