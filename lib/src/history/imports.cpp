#include <profilestore/imports.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <profilestore/error.hpp>

#include "document/integer_text.hpp"
#include "history/merge_record.hpp"
#include "history/page.hpp"
#include "history/partial_undo.hpp"
#include "history/record.hpp"
#include "history/references_record.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

using sqlite::Query;

ImportKind kind_of(const history::Record& record) {
  if (!record.created_index.empty()) return ImportKind::make_unique;
  if (history::is_of_merge(record)) return ImportKind::merge_documents;
  if (history::is_of_references(record)) return ImportKind::rewrite_references;
  return ImportKind::import;
}

std::int64_t number_of(const std::string& id) {
  if (id.empty()) return 0;
  const auto number = document::integer_of_text<std::int64_t>(id);
  if (!number || *number < 1)
    throw InvalidInput(2, fmt::format("'{}' is no id of an import: they are numbers from 1", id));
  return *number;
}

/// The imports of a page, and the collections that there still are.
class Records {
 public:
  Records(const Store& store, const ImportPage& page)
      : reader_(store.core()->reader()), catalog_(reader_.catalog()) {
    for (const auto& [name, entry] : catalog_.collections) names_[entry.id] = name;
    std::int64_t collection = 0;
    if (!page.collection.empty()) collection = catalog_.existing(page.collection).id;
    Query rows(reader_.connection(),
               "SELECT id FROM ps_imports WHERE id > ?1 AND (?2 = 0 OR collection = ?2) "
               "ORDER BY id LIMIT ?3");
    rows.bind(1, number_of(page.after)).bind(2, collection).bind(3, history::limit_of(page.limit));
    while (rows.step()) ids_.push_back(rows.integer(0));
  }

  const std::vector<std::int64_t>& ids() const { return ids_; }
  sqlite::Connection& connection() { return reader_.connection(); }

  history::Record read(std::int64_t id) {
    return history::read_record(reader_.connection(), std::to_string(id));
  }

  std::string name_of_collection(std::int64_t id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? "" : found->second;
  }

 private:
  store::Reader reader_;
  const catalog::Catalog& catalog_;
  std::map<std::int64_t, std::string> names_;
  std::vector<std::int64_t> ids_;
};

/// Calls `take` with the digest of the key, when, and how many documents.
template <typename Take>
void each_part(sqlite::Connection& connection, std::int64_t import, Take take) {
  Query rows(connection, fmt::format("SELECT key, undone, removed, {} FROM ps_undone_keys "
                                     "WHERE import = ?1 ORDER BY undone, key",
                                     sqlite::own_row_is_sound("ps_undone_keys")));
  rows.bind(1, import);
  while (rows.step()) {
    sqlite::require_sound_own(connection, rows, 3, "ps_undone_keys");
    take(rows.blob(0), std::string(rows.text(1)), rows.integer(2));
  }
}

}  // namespace

std::string_view name_of(ImportKind kind) {
  static constexpr std::array<std::string_view, 4> names{"import", "makeUnique", "mergeDocuments",
                                                         "rewriteReferences"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<ImportRecord> imports(const Store& store, const ImportPage& page) {
  Records records(store, page);
  std::vector<ImportRecord> found;
  for (const std::int64_t id : records.ids()) {
    history::Record record = records.read(id);
    ImportRecord one{std::to_string(id),
                     kind_of(record),
                     records.name_of_collection(record.collection),
                     record.started,
                     record.ledger,
                     std::move(record.rules),
                     std::move(record.sources),
                     record.created_index,
                     record.undone};
    each_part(records.connection(), id,
              [&](std::string_view, const std::string&, std::int64_t) { ++one.undone_parts; });
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<UndoRecord> undos(const Store& store, const ImportPage& page) {
  Records records(store, page);
  std::vector<UndoRecord> found;
  for (const std::int64_t id : records.ids()) {
    const history::Record record = records.read(id);
    const std::string import_id = std::to_string(id);
    const std::string collection = records.name_of_collection(record.collection);
    each_part(records.connection(), id,
              [&](std::string_view key, const std::string& when, std::int64_t removed) {
                const bool of_key = key != history::all_but_what_was_left;
                found.push_back({import_id, collection, when, false, of_key, removed});
              });
    if (!record.undone.empty()) found.push_back({import_id, collection, record.undone, true});
  }
  return found;
}

}  // namespace profilestore
