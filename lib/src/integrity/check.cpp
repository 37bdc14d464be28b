#include "integrity/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/time_limit.hpp"
#include "extjson/reader.hpp"
#include "integrity/check_logs.hpp"
#include "integrity/check_own.hpp"
#include "integrity/check_records.hpp"
#include "sqlite/files/head_file.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "sqlite/watch.hpp"
#include "store/core.hpp"

namespace profilestore::integrity {
namespace {

using sqlite::Query;

class Checker {
 public:
  Checker(sqlite::Connection& connection, Findings& findings)
      : connection_(connection), findings_(findings), report_(findings.report) {}

  void check_pages() try {
    Query rows(connection_, "PRAGMA integrity_check");
    while (rows.step())
      if (rows.text(0) != "ok") found_in_pages(rows.text(0));
  } catch (const Error& fault) {
    found_in_pages(fault.what());
  }

  void check_own_tables() {
    const auto faults = faults_of_own_tables(connection_);
    add(faults);
    if (faults.empty()) add(faults_of_records(connection_));
    add(faults_of_logs(connection_));
  }

  void check_collection(const catalog::CollectionEntry& collection) try {
    add(faults_of_columns(connection_, collection));
    for (const catalog::IndexEntry& entry : collection.indexes) check_index(collection, entry);
    // Not by StoredRows, which ends at the first that is damaged.
    Query rows(
        connection_,
        fmt::format("SELECT {}, {} FROM {} ORDER BY row", catalog::stored_columns,
                    catalog::list_of(collection.columns()), sqlite::identifier(collection.table)));
    while (rows.step()) {
      ++report_.documents;
      try {
        if (check_sum(collection, rows)) check_row(collection, rows);
      } catch (const Error& fault) {
        found(collection, rows, fault.what());
      }
    }
  } catch (const Error& fault) {
    report_.faults.push_back(fmt::format("collection {}: {}", collection.name, fault.what()));
  }

 private:
  void check_index(const catalog::CollectionEntry& collection, const catalog::IndexEntry& entry) {
    if (!catalog::sqlite_index_of(connection_, collection.table, entry))
      report_.faults.push_back(
          fmt::format("collection {}: the {}index {} is not in SQLite's schema", collection.name,
                      entry.unique() ? "unique " : "", entry.name()));
    if (entry.elements.empty()) return;
    if (!catalog::sqlite_index_of(connection_, entry.elements, entry))
      report_.faults.push_back(
          fmt::format("collection {}: the elements of the index {} are not indexed in SQLite's "
                      "schema",
                      collection.name, entry.name()));
    check_columns_and_elements(collection, entry);
    Query orphans(
        connection_,
        fmt::format("SELECT DISTINCT row FROM {} WHERE row NOT IN (SELECT row FROM {}) "
                    "ORDER BY row",
                    sqlite::identifier(entry.elements), sqlite::identifier(collection.table)));
    while (orphans.step())
      found(collection, orphans,
            fmt::format("the index {} has keys of a row that no longer exists", entry.name()));
  }

  // SQLite holds each of the two unique for itself.
  void check_columns_and_elements(const catalog::CollectionEntry& collection,
                                  const catalog::IndexEntry& entry) {
    if (!entry.unique()) return;
    std::string equal;
    for (const std::string& column : entry.columns)
      equal += fmt::format("{0}one.{1} = other.{1}", equal.empty() ? "" : " AND ",
                           sqlite::identifier(column));
    Query twice(connection_,
                fmt::format("SELECT one.row, other.row FROM {} AS other CROSS JOIN {} AS one ON {} "
                            "ORDER BY one.row",
                            sqlite::identifier(entry.elements),
                            sqlite::identifier(collection.table), equal));
    while (twice.step())
      found(collection, twice,
            fmt::format("row {} has the same key under the unique index {}", twice.integer(1),
                        entry.name()));
  }

  // Of a document that is damaged nothing else says anything.
  bool check_sum(const catalog::CollectionEntry& collection, Query& row) {
    const sqlite::StoredRow stored = catalog::read_row(row);
    if (catalog::is_sound(collection, stored)) return true;
    findings_.without_sum[collection.name].insert(stored.row);
    found(collection, row,
          stored.sum ? "the document is damaged: it does not have the digest it was stored with"
                     : "the document has no digest: something other than this library wrote it");
    return !stored.sum;
  }

  void check_row(const catalog::CollectionEntry& collection, Query& row) {
    const Document document = catalog::decode(row.text(1));
    bool agrees = true;
    const auto disagrees = [&](std::string_view what) {
      found(collection, row, what);
      agrees = false;
    };
    if (document.dump() != row.text(1)) disagrees("its text is not in normal form");
    const catalog::DocumentKeys keys = keys_of(collection, document);
    const auto columns = collection.columns();
    for (std::size_t i = 0; i < keys.parts.size(); ++i)
      if (row.part(static_cast<int>(i) + 4) != keys.parts[i])
        disagrees(fmt::format("key column {} does not match the document", columns[i]));
    for (const catalog::IndexEntry& entry : collection.indexes)
      if (elements_of(entry, row.integer(0)) != elements_in(keys, entry))
        disagrees(fmt::format("the keys of its array under the index {} do not match the document",
                              entry.name()));
    if (agrees) return;
    findings_.rows[collection.name].insert(row.integer(0));
    if (const auto clash = catalog::find_clash(connection_, collection, keys, row.integer(0)))
      found(collection, row,
            fmt::format("row {} has the same key under the unique index {}", clash->row,
                        clash->index->name()));
  }

  std::vector<keys::Key> elements_of(const catalog::IndexEntry& entry, std::int64_t row) {
    std::vector<keys::Key> all;
    if (entry.elements.empty()) return all;
    Query rows(connection_,
               fmt::format("SELECT {} FROM {} WHERE row = ?1", catalog::list_of(entry.columns),
                           sqlite::identifier(entry.elements)));
    rows.bind(1, row);
    while (rows.step()) {
      keys::Key& key = all.emplace_back();
      for (std::size_t i = 0; i < entry.columns.size(); ++i)
        key.push_back(rows.part(static_cast<int>(i)));
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  static std::vector<keys::Key> elements_in(const catalog::DocumentKeys& keys,
                                            const catalog::IndexEntry& entry) {
    for (const catalog::DocumentKeys::Elements& elements : keys.elements)
      if (elements.index == &entry) return elements.keys;
    return {};
  }

  void add(const std::vector<std::string>& faults) {
    report_.faults.insert(report_.faults.end(), faults.begin(), faults.end());
  }

  void found_in_pages(std::string_view what) {
    report_.faults.push_back(fmt::format("SQLite: {}", what));
    findings_.pages_sound = false;
  }

  void found(const catalog::CollectionEntry& collection, Query& row, std::string_view what) {
    report_.faults.push_back(
        fmt::format("collection {}, row {}: {}", collection.name, row.integer(0), what));
  }

  sqlite::Connection& connection_;
  Findings& findings_;
  CheckReport& report_;
};

}  // namespace

Findings check(sqlite::Connection& connection, const catalog::Catalog& catalog) {
  Findings findings;
  Checker checker(connection, findings);
  // A statement that was asked to stop is told as a fault: until the next rethrow().
  const sqlite::Watch watch(connection, document::TimeLimit::look_at_clock);
  try {
    checker.check_pages();
    watch.rethrow();
    if (!findings.pages_sound) return findings;  // what is read from damaged pages says nothing
    checker.check_own_tables();
    for (const auto& [name, collection] : catalog.collections) {
      watch.rethrow();
      checker.check_collection(collection);
    }
    watch.rethrow();
  } catch (const Error&) {
    watch.rethrow();
    throw;
  }
  return findings;
}

namespace {

// A store whose catalog is damaged can be checked, though nothing else is done with it.
CheckReport check_opened(store::Reader& reader) try {
  const catalog::Catalog& catalog = reader.catalog();
  return check(reader.connection(), catalog).report;
} catch (const Corrupt&) {
  // The reader may have begun one, for the catalog that it could not read.
  std::optional<sqlite::ReadTransaction> moment;
  if (!reader.connection().in_transaction()) moment.emplace(reader.connection());
  catalog::Damage damage;
  const auto catalog = catalog::load_catalog(reader.connection(), &damage);
  CheckReport report = check(reader.connection(), *catalog).report;
  report.faults.insert(report.faults.begin(), damage.begin(), damage.end());
  return report;
}

}  // namespace

std::vector<std::string> notes_on_head(const std::filesystem::path& store) {
  const std::string name = sqlite::head_path(store).filename().string();
  const auto untold = [&](const char* mark, const char* what, const char* then) {
    return std::vector{fmt::format(
        "{} head mark ({}) {}: whether the store's latest writes are here cannot be told; {}", mark,
        name, what, then)};
  };
  constexpr auto next_write = "the next write makes a mark";
  switch (sqlite::read_head(store).state) {
    case sqlite::HeadState::sound:
      return {};
    case sqlite::HeadState::none:
      return untold("no", "lies beside the store", next_write);
    case sqlite::HeadState::damaged:
      return untold("the", "is damaged", next_write);
    case sqlite::HeadState::unreadable:
      break;
  }
  return untold("the", "cannot be read", "see what lies there, and to its permissions");
}

}  // namespace profilestore::integrity

namespace profilestore {

CheckReport Store::check() const {
  auto reader = core_->reader();
  CheckReport report = integrity::check_opened(reader);
  report.notes = integrity::notes_on_head(path());
  return report;
}

}  // namespace profilestore
