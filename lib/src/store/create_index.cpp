#include "store/create_index.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <unordered_set>

#include "catalog/condition.hpp"
#include "catalog/elements.hpp"
#include "catalog/index_names.hpp"
#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/time_limit.hpp"
#include "query/reading.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "sqlite/watch.hpp"
#include "store/duplicates.hpp"

namespace profilestore::store {
namespace {

using sqlite::identifier;
using sqlite::Query;

constexpr std::int64_t progress_every = 4096;  // documents

// MongoDB: 86 for another specification under the name, 85 for the same one under another name.
bool exists(const catalog::CollectionEntry& collection, const Index& wanted) {
  if (const catalog::IndexEntry* named = collection.index_named(wanted.name)) {
    if (catalog::same_but_for_name(named->index.rule(), wanted)) return true;
    throw InvalidInput(86, fmt::format("collection {}: the index {} exists with another rule; "
                                       "give the new one a name of its own, or drop that one",
                                       collection.name, wanted.name));
  }
  for (const catalog::IndexEntry& entry : collection.indexes)
    if (catalog::same_but_for_name(entry.index.rule(), wanted))
      throw InvalidInput(85, fmt::format("collection {}: the index {} covers the same paths",
                                         collection.name, entry.index.name()));
  return false;
}

/// Fills the columns of one index from the documents, and its elements.
class Filler {
 public:
  Filler(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
         const catalog::IndexEntry& entry)
      : connection_(connection),
        collection_(collection),
        entry_(entry),
        elements_(connection, collection, catalog::ElementsWriter::Constrained::later),
        fill_(connection, fill_sql(collection, entry)) {}

  Filled fill(const FillProgress& progress) {
    catalog::StoredRows rows(connection_, collection_, "ORDER BY row");
    std::uint64_t bytes = 0;
    while (rows.next()) {
      const std::uint64_t size = rows.text().size();
      add(rows.row(), rows.document());
      ++filled_.documents;
      bytes += size;
      if (progress && filled_.documents % progress_every == 0) progress(filled_.documents, bytes);
    }
    return std::move(filled_);
  }

 private:
  static std::string fill_sql(const catalog::CollectionEntry& collection,
                              const catalog::IndexEntry& entry) {
    std::string assignments;
    for (std::size_t i = 0; i < entry.columns.size(); ++i)
      assignments +=
          fmt::format("{}{} = ?{}", i == 0 ? "" : ", ", identifier(entry.columns[i]), i + 2);
    return fmt::format("UPDATE {} SET {} WHERE row = ?1", identifier(collection.table),
                       assignments);
  }

  void add(std::int64_t row, const Document& document) {
    keys::Extract extract = entry_.extract(document);
    filled_.null_keys += extract.null ? 1 : 0;
    filled_.missing_keys += extract.missing ? 1 : 0;
    if (extract.state == keys::State::parallel)
      catalog::refuse_keys(collection_, entry_, extract, document);
    if (extract.state == keys::State::rejected)
      filled_.keyless.push_back({row, std::move(extract.path)});
    fill_.bind(1, row);
    for (std::size_t i = 0; i < extract.key.size(); ++i)
      fill_.bind_part(static_cast<int>(i) + 2, extract.key[i]);
    fill_.run();
    fill_.reset();
    if (extract.state == keys::State::several)
      elements_.insert(row, {{}, {{&entry_, std::move(extract.keys)}}});
  }

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  const catalog::IndexEntry& entry_;
  catalog::ElementsWriter elements_;
  Query fill_;
  Filled filled_;
};

// Documents that have a key, which another has too.
std::size_t documents_that_share(sqlite::Connection& connection,
                                 const catalog::CollectionEntry& collection,
                                 const NewIndex& added) {
  std::unordered_set<std::int64_t> keyless;
  for (const Keyless& one : added.filled.keyless) keyless.insert(one.row);
  std::unordered_set<std::int64_t> sharing;
  each_shared_key(connection, collection, added.entry, [&](const auto&, const auto& rows) {
    for (const std::int64_t row : rows)
      if (!keyless.contains(row)) sharing.insert(row);
  });
  return sharing.size();
}

void refuse_keyless(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                    const NewIndex& added) {
  if (added.filled.keyless.empty()) return;
  const Keyless& first = added.filled.keyless.front();
  const auto count = added.filled.keyless.size();
  const auto sharing = documents_that_share(connection, collection, added);
  throw ValidationFailed(
      fmt::format(
          "collection {}: {} no value that the unique index {} requires: '{}' is missing "
          "or null{}{}; nothing was done. Give them one, or create the index by another rule "
          "for missing values",
          collection.name, count == 1 ? "1 document has" : fmt::format("{} documents have", count),
          added.entry.name(), first.path, count == 1 ? "" : ", in the first",
          sharing == 0 ? "" : fmt::format("; and {} others share a key", sharing)),
      query::existing_document(connection, collection, first.row).value("_id", Value()),
      {{first.path, fmt::format("required: {}", added.entry.name())}});
}

// SQLite sorts all keys in one statement: it is asked to stop in the middle of that.
bool create_watched(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                    const catalog::IndexEntry& index) {
  const sqlite::Watch watch(connection, document::TimeLimit::look_at_clock);
  try {
    return catalog::create_sqlite_index(connection, collection, index);
  } catch (const StorageFailure&) {
    watch.rethrow();
    throw;
  }
}

bool has_duplicates(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                    const catalog::IndexEntry& entry) {
  bool any = false;
  each_shared_key(connection, collection, entry, [&](const auto&, const auto&) { any = true; });
  return any;
}

}  // namespace

std::optional<NewIndex> add_index(sqlite::Connection& connection,
                                  const catalog::CollectionEntry& collection, const Index& index,
                                  const FillProgress& progress) {
  catalog::check_rule(index);
  const Index wanted = catalog::IndexEntry(index).index.rule();
  if (catalog::is_id_index(wanted) || exists(collection, wanted)) return std::nullopt;
  NewIndex added{catalog::add_index_columns(connection, collection, wanted), {}};
  added.filled = Filler(connection, collection, added.entry).fill(progress);
  added.entry.elements = catalog::elements_table(connection, collection, added.entry);
  return added;
}

bool hold_keys(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const catalog::IndexEntry& index) {
  // SQLite sees a clash of two columns, and is quick at it; one with an array it does not.
  if (!create_watched(connection, collection, index)) return false;
  if (!index.unique() || index.elements.empty()) return true;
  if (has_duplicates(connection, collection, index)) return false;
  catalog::index_elements(connection, index.elements, index);
  return true;
}

std::string create_index(WriteTransaction& write, const std::string& database,
                         const std::string& name, const Index& index) {
  catalog::check_rule(index);
  const catalog::CollectionEntry& collection = write.collection(name);
  if (catalog::is_id_index(index))
    return std::string(catalog::id_index_name);  // MongoDB: every collection has it
  const auto added = add_index(write.connection(), collection, index);
  if (!added) return catalog::IndexEntry(index).name();
  refuse_keyless(write.connection(), collection, *added);
  if (!hold_keys(write.connection(), collection, added->entry))
    raise_duplicates(write.connection(), database, collection, added->entry, added->filled);
  write.catalog_may_have_changed();
  return added->entry.name();
}

void drop_index(WriteTransaction& write, const std::string& name, std::string_view index) {
  const catalog::CollectionEntry* collection = write.catalog().find(name);
  if (collection == nullptr) throw InvalidInput(26, fmt::format("there is no collection {}", name));
  const catalog::IndexEntry* entry = collection->index_named(index);
  if (entry == nullptr)
    throw InvalidInput(27, fmt::format("collection {}: there is no index {}", name, index));
  if (entry->name() == catalog::id_index_name)
    throw InvalidInput(72, fmt::format("collection {}: the index on _id cannot be dropped", name));
  drop_index(write.connection(), *collection, *entry);
  write.catalog_may_have_changed();
}

}  // namespace profilestore::store
