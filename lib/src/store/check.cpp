#include "store/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "extjson/reader.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/rows.hpp"

namespace profilestore::store {
namespace {

using sqlite::Query;

class Checker {
 public:
  Checker(Reader& reader, CheckReport& report) : reader_(reader), report_(report) {}

  void check_pages() try {
    Query rows(reader_.connection(), "PRAGMA integrity_check");
    while (rows.step())
      if (rows.text(0) != "ok") report_.faults.push_back(fmt::format("SQLite: {}", rows.text(0)));
  } catch (const Error& fault) {
    report_.faults.push_back(fmt::format("SQLite: {}", fault.what()));
  }

  void check_collection(const CollectionEntry& collection) try {
    for (const IndexEntry& entry : collection.indexes) check_index(collection, entry);
    Query rows(reader_.connection(),
               fmt::format("SELECT row, doc, {} FROM {} ORDER BY row",
                           list_of(collection.columns()), sqlite::identifier(collection.table)));
    while (rows.step()) {
      ++report_.documents;
      try {
        check_row(collection, rows);
      } catch (const Error& fault) {
        found(collection, rows, fault.what());
      }
    }
  } catch (const Error& fault) {
    report_.faults.push_back(fmt::format("collection {}: {}", collection.name, fault.what()));
  }

 private:
  void check_index(const CollectionEntry& collection, const IndexEntry& entry) {
    if (!sqlite_index_of(reader_.connection(), collection.table, entry))
      report_.faults.push_back(
          fmt::format("collection {}: the {}index {} is not in SQLite's schema", collection.name,
                      entry.unique() ? "unique " : "", entry.name()));
    if (entry.elements.empty()) return;
    if (!sqlite_index_of(reader_.connection(), entry.elements, entry))
      report_.faults.push_back(
          fmt::format("collection {}: the elements of the index {} are not indexed in SQLite's "
                      "schema",
                      collection.name, entry.name()));
    Query orphans(
        reader_.connection(),
        fmt::format("SELECT DISTINCT row FROM {} WHERE row NOT IN (SELECT row FROM {}) "
                    "ORDER BY row",
                    sqlite::identifier(entry.elements), sqlite::identifier(collection.table)));
    while (orphans.step())
      found(collection, orphans,
            fmt::format("the index {} has keys of a row that is gone", entry.name()));
  }

  void check_row(const CollectionEntry& collection, Query& row) {
    const Document document = decode(row.text(1));
    if (document.dump() != row.text(1)) found(collection, row, "its text is not in normal form");
    const DocumentKeys keys = keys_of(collection, document);
    const auto columns = collection.columns();
    for (std::size_t i = 0; i < keys.parts.size(); ++i)
      if (row.part(static_cast<int>(i) + 2) != keys.parts[i])
        found(collection, row,
              fmt::format("key column {} does not agree with the document", columns[i]));
    for (const IndexEntry& entry : collection.indexes)
      if (elements_of(entry, row.integer(0)) != elements_in(keys, entry))
        found(collection, row,
              fmt::format("the keys of its array under the index {} do not agree with the document",
                          entry.name()));
  }

  std::vector<keys::Key> elements_of(const IndexEntry& entry, std::int64_t row) {
    std::vector<keys::Key> all;
    if (entry.elements.empty()) return all;
    Query rows(reader_.connection(),
               fmt::format("SELECT {} FROM {} WHERE row = ?1", list_of(entry.columns),
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

  static std::vector<keys::Key> elements_in(const DocumentKeys& keys, const IndexEntry& entry) {
    for (const DocumentKeys::Elements& elements : keys.elements)
      if (elements.index == &entry) return elements.keys;
    return {};
  }

  void found(const CollectionEntry& collection, Query& row, std::string_view what) {
    report_.faults.push_back(
        fmt::format("collection {}, row {}: {}", collection.name, row.integer(0), what));
  }

  Reader& reader_;
  CheckReport& report_;
};

}  // namespace

CheckReport check(Reader& reader) {
  CheckReport report;
  Checker checker(reader, report);
  checker.check_pages();
  if (!report.sound()) return report;  // what is read from damaged pages says nothing
  for (const auto& [name, collection] : reader.catalog().collections)
    checker.check_collection(collection);
  return report;
}

}  // namespace profilestore::store
