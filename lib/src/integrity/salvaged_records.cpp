#include "integrity/salvaged_records.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <profilestore/error.hpp>

#include "sqlite/identifier.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::integrity {
namespace {

using sqlite::Query;

/// Collections by the numbers that they had.
class Renumbering {
 public:
  explicit Renumbering(std::map<std::int64_t, std::int64_t> numbers)
      : numbers_(std::move(numbers)) {
    for (const auto& [before, now] : numbers_) last_ = std::max(last_, now);
  }

  std::int64_t operator()(std::int64_t before) {
    const auto [found, is_new] = numbers_.try_emplace(before, last_ + 1);
    if (is_new) ++last_;
    return found->second;
  }

 private:
  std::map<std::int64_t, std::int64_t> numbers_;
  std::int64_t last_ = 0;
};

/// One table of records, from both ends if it cannot be read through.
class TakenTable {
 public:
  TakenTable(sqlite::Connection& from, sqlite::Connection& to, std::string_view table,
             Renumbering& renumbering)
      : from_(from), to_(to), table_(table), renumbering_(renumbering) {
    Query names(to, "SELECT name FROM pragma_table_info(?1) WHERE name <> 'sum' ORDER BY cid");
    names.bind(1, table);
    while (names.step()) columns_.emplace_back(names.text(0));
    Query keys(to, "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk");
    keys.bind(1, table);
    while (keys.step()) keys_.emplace_back(keys.text(0));
  }

  std::vector<std::string> run() {
    const bool whole = read("");
    if (!whole) read(" DESC");
    if (unsound_ > 0)
      note(fmt::format("{} rows are damaged: they do not have their digests", unsound_));
    if (!whole)
      note(
          fmt::format("{} rows were taken from before and behind what cannot be read; the others "
                      "are lost ({})",
                      taken_, why_));
    return std::move(lost_);
  }

 private:
  // Whether it came to the end.
  bool read(std::string_view direction) {
    try {
      Query rows(from_,
                 fmt::format("SELECT {}, {} FROM {} ORDER BY {}{}", fmt::join(columns_, ", "),
                             sqlite::own_row_is_sound(table_), table_,
                             fmt::join(keys_, fmt::format("{}, ", direction)), direction));
      while (rows.step()) take(rows, direction.empty());
    } catch (const StorageFailure& fault) {
      why_ = fault.what();
      return false;
    }
    return true;
  }

  void take(Query& row, bool is_first) {
    const int count = static_cast<int>(columns_.size());
    if (row.integer(count) == 0) {
      unsound_ += is_first ? 1 : 0;
      return;
    }
    std::vector<std::string> places;
    for (int i = 1; i <= count; ++i) places.push_back(fmt::format("?{}", i));
    Query insert(to_,
                 fmt::format("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING RETURNING 1",
                             table_, fmt::join(columns_, ", "), fmt::join(places, ", ")));
    std::vector<keys::Part> values;
    for (int i = 0; i < count; ++i) {
      values.push_back(row.part(i));
      if (columns_[static_cast<std::size_t>(i)] == "collection")
        values.back() = renumbering_(row.integer(i));
    }
    for (int i = 0; i < count; ++i) insert.bind_part(i + 1, values[static_cast<std::size_t>(i)]);
    while (insert.step()) ++taken_;
  }

  void note(const std::string& what) { lost_.push_back(fmt::format("{}: {}", table_, what)); }

  sqlite::Connection& from_;
  sqlite::Connection& to_;
  std::string_view table_;
  Renumbering& renumbering_;
  std::vector<std::string> columns_, keys_;
  std::int64_t taken_ = 0, unsound_ = 0;
  std::string why_;
  std::vector<std::string> lost_;
};

// What says where fields of documents come from says nothing of those that were lost.
void forget_lost_documents(sqlite::Connection& to) {
  std::vector<std::pair<std::int64_t, std::string>> tables;
  Query all(to, "SELECT id, table_name FROM ps_collections");
  while (all.step()) tables.emplace_back(all.integer(0), all.text(1));
  for (const auto& [collection, table] : tables)
    Query(to, fmt::format("DELETE FROM ps_provenance WHERE collection = {} AND row NOT IN (SELECT "
                          "row FROM {})",
                          collection, sqlite::identifier(table)))
        .run();
}

}  // namespace

std::vector<std::string> take_records(DamagedStore& from, sqlite::Connection& to,
                                      std::map<std::int64_t, std::int64_t> collections) {
  constexpr std::array records{"ps_imports",     "ps_sources",
                               "ps_archive",     "ps_quarantine",
                               "ps_provenance",  "ps_redirects",
                               "ps_kept",        "ps_not_duplicates",
                               "ps_undone_keys", "ps_application_migrations"};
  Renumbering renumbering(std::move(collections));
  std::vector<std::string> lost;
  for (const char* table : records)
    std::ranges::move(TakenTable(from.connection(), to, table, renumbering).run(),
                      std::back_inserter(lost));
  forget_lost_documents(to);
  return lost;
}

}  // namespace profilestore::integrity
