#include "store/check.hpp"

#include <fmt/format.h>

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
    for (const IndexEntry& entry : collection.indexes)
      if (!has_sqlite_index(collection, entry))
        report_.faults.push_back(
            fmt::format("collection {}: the unique index {} is not in SQLite's "
                        "schema",
                        collection.name, entry.index.name()));
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
  bool has_sqlite_index(const CollectionEntry& collection, const IndexEntry& entry) {
    Query found(reader_.connection(),
                "SELECT 1 FROM pragma_index_list(?1) AS list WHERE list.\"unique\" AND NOT "
                "list.partial AND ?2 = (SELECT group_concat(name) FROM "
                "(SELECT name FROM pragma_index_info(list.name) ORDER BY seqno))");
    std::string columns;
    for (const std::string& column : entry.columns)
      columns += (columns.empty() ? "" : ",") + column;
    found.bind(1, collection.table).bind(2, columns);
    return found.step();
  }

  void check_row(const CollectionEntry& collection, Query& row) {
    const Document document = decode(row.text(1));
    if (document.dump() != row.text(1)) found(collection, row, "its text is not in normal form");
    const auto parts = keys_of(collection, document);
    const auto columns = collection.columns();
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (row.part(static_cast<int>(i) + 2) != parts[i])
        found(collection, row,
              fmt::format("key column {} does not agree with the document", columns[i]));
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
  const auto catalog = load_catalog(reader.connection());
  for (const auto& [name, collection] : catalog->collections) checker.check_collection(collection);
  return report;
}

}  // namespace profilestore::store
