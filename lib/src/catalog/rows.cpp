#include "catalog/rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/stored_rows.hpp"
#include "document/type.hpp"
#include "extjson/reader.hpp"
#include "sqlite/identifier.hpp"

namespace profilestore::catalog {
namespace {

using keys::Extract;
using keys::Part;
using keys::State;
using sqlite::Query;

bool deeper_than(const Value& value, int levels) {
  if (!value.is_array() && !document::is_plain_object(value)) return false;
  if (levels == 0) return true;
  for (const Value& inner : value)
    if (deeper_than(inner, levels - 1)) return true;
  return false;
}

// The keys of a document under one index, whose columns begin with `first`.
std::vector<keys::Key> keys_under(const IndexEntry& entry, const DocumentKeys& keys,
                                  std::size_t first) {
  for (const DocumentKeys::Elements& elements : keys.elements)
    if (elements.index == &entry) return elements.keys;
  const auto begin = keys.parts.begin() + static_cast<std::ptrdiff_t>(first);
  return {keys::Key(begin, begin + static_cast<std::ptrdiff_t>(entry.columns.size()))};
}

/// What an index says of a key.
struct Found {
  std::int64_t row;
  bool of_array;
};

std::optional<Found> find_key(sqlite::Connection& connection, const CollectionEntry& collection,
                              const IndexEntry& entry, const keys::Key& key, std::int64_t own) {
  for (const std::string& table : {collection.table, entry.elements}) {
    if (table.empty()) continue;
    Query rows(connection, fmt::format("SELECT row FROM {} WHERE {} AND row <> ?1 LIMIT 1",
                                       sqlite::identifier(table), equals(entry.columns, 2)));
    rows.bind(1, own);
    for (std::size_t i = 0; i < key.size(); ++i) rows.bind_part(static_cast<int>(i) + 2, key[i]);
    if (rows.step()) return Found{rows.integer(0), table == entry.elements};
  }
  return std::nullopt;
}

// Whether the row that the index names has the key: SQLite answers from the index alone.
bool has_key(sqlite::Connection& connection, const CollectionEntry& collection,
             const IndexEntry& entry, const keys::Key& key, const Found& found) {
  if (found.of_array) {
    StoredRows stored(connection, collection, "WHERE row = ?1");
    stored.query().bind(1, found.row);
    if (!stored.next()) return false;
    const Extract extract = entry.extract(stored.document());
    return std::ranges::find(extract.keys, key) != extract.keys.end();
  }
  Query row(connection, fmt::format("SELECT {} FROM {} WHERE row = ?1", list_of(entry.columns),
                                    sqlite::identifier(collection.table)));
  row.bind(1, found.row);
  if (!row.step()) return false;
  for (std::size_t i = 0; i < key.size(); ++i)
    if (row.part(static_cast<int>(i)) != key[i]) return false;
  return true;
}

}  // namespace

void check_bounds(const Document& document, std::size_t bytes) {
  if (deeper_than(document, max_depth))
    throw InvalidInput(17420,
                       fmt::format("the document is nested deeper than {} levels", max_depth));
  if (bytes > max_document_bytes)
    throw InvalidInput(
        17420, fmt::format("the document takes {} bytes, more than {}", bytes, max_document_bytes));
}

std::string encode(const Document& document) {
  check_bounds(document, 0);
  std::string text = document.dump();
  check_bounds(Document(), text.size());
  return text;
}

Document decode(std::string_view text) {
  try {
    return extjson::parse(text);
  } catch (const MalformedJson& fault) {
    refuse_text(fault);
  }
}

void refuse_text(const MalformedJson& fault) {
  throw Corrupt(fmt::format("a stored document cannot be read: {}", fault.what()), 0);
}

void refuse_keys(const CollectionEntry& collection, const IndexEntry& entry, const Extract& extract,
                 const Document& document) {
  if (extract.state == State::parallel)
    throw InvalidInput(171,
                       fmt::format("collection {}: cannot index parallel arrays: '{}' leads into a "
                                   "different array than an earlier path of the index {}",
                                   collection.name, extract.path, entry.name()));
  const Value* id = document::member(document, "_id");
  throw ValidationFailed(fmt::format("collection {}: '{}' is missing or null, and the unique index "
                                     "{} requires it",
                                     collection.name, extract.path, entry.name()),
                         id == nullptr ? Value() : *id,
                         {{extract.path, fmt::format("required: {}", entry.name())}});
}

DocumentKeys keys_of(const CollectionEntry& collection, const Document& document) {
  DocumentKeys keys;
  for (const IndexEntry& entry : collection.indexes) {
    Extract extract = entry.extract(document);
    if (extract.state == State::rejected || extract.state == State::parallel)
      refuse_keys(collection, entry, extract, document);
    std::ranges::move(extract.key, std::back_inserter(keys.parts));
    if (extract.state == State::several) keys.elements.push_back({&entry, std::move(extract.keys)});
  }
  return keys;
}

std::optional<std::int64_t> row_of_key(sqlite::Connection& connection,
                                       const CollectionEntry& collection, const IndexEntry& entry,
                                       const keys::Key& key, std::int64_t own) {
  const auto found = find_key(connection, collection, entry, key, own);
  if (!found) return std::nullopt;
  if (!has_key(connection, collection, entry, key, *found)) refuse_index(collection, found->row);
  return found->row;
}

std::int64_t next_row(sqlite::Connection& connection, const CollectionEntry& collection) {
  return connection.number(fmt::format("SELECT coalesce(max(row), 0) + 1 FROM {}",
                                       sqlite::identifier(collection.table)));
}

std::optional<Clash> find_clash(sqlite::Connection& connection, const CollectionEntry& collection,
                                const DocumentKeys& keys, std::int64_t own) {
  std::size_t first = 0;
  for (const IndexEntry& entry : collection.indexes) {
    if (!entry.unique()) break;  // they come last
    for (keys::Key& key : keys_under(entry, keys, first))
      if (const auto found = find_key(connection, collection, entry, key, own))
        return Clash{&entry, found->row, std::move(key)};
    first += entry.columns.size();
  }
  return std::nullopt;
}

bool may_clash_unseen(const CollectionEntry& collection, const DocumentKeys& keys) {
  return std::ranges::any_of(
             collection.indexes,
             [](const IndexEntry& entry) { return entry.unique() && !entry.elements.empty(); }) ||
         std::ranges::any_of(keys.elements,
                             [](const auto& elements) { return elements.index->unique(); });
}

DuplicateKey duplicate_key(sqlite::Connection& connection, const std::string& database,
                           const CollectionEntry& collection, const Document& document,
                           const Clash& clash) {
  StoredRows row(connection, collection, "WHERE row = ?1");
  row.query().bind(1, clash.row);
  if (!row.next()) refuse_index(collection, clash.row);
  const Document existing = row.document();
  const Value* id = document::member(existing, "_id");
  const keys::Indexer& index = clash.index->index;
  return DuplicateKey(database, collection.name, index.name(), index.key_pattern(),
                      index.key_value(document, clash.key), id == nullptr ? Value() : *id);
}

void raise_duplicate(sqlite::Connection& connection, const std::string& database,
                     const CollectionEntry& collection, const Document& document,
                     const Clash& clash) {
  throw duplicate_key(connection, database, collection, document, clash);
}

std::string list_of(const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns)
    list += (list.empty() ? "" : ", ") + sqlite::identifier(column);
  return list;
}

std::string equals(const std::vector<std::string>& columns, int first) {
  std::string condition;
  for (const std::string& column : columns)
    condition += fmt::format("{}{} = ?{}", condition.empty() ? "" : " AND ",
                             sqlite::identifier(column), first++);
  return condition;
}

}  // namespace profilestore::catalog
