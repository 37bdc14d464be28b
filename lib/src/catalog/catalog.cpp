#include "catalog/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "catalog/condition.hpp"
#include "catalog/hinted_terms.hpp"
#include "extjson/reader.hpp"
#include "sqlite/own_rows.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::catalog {
namespace {

using sqlite::Query;

std::vector<std::string> strings_of(std::string_view json) {
  return Value::parse(json).get<std::vector<std::string>>();
}

/// The columns of sql_of_indexes(): those of the table, their sum, and what ps_expiry says.
struct IndexColumn {
  static constexpr int name = 1, paths = 2, missing = 3, columns = 4, is_unique = 5, directions = 6,
                       elements = 7, condition = 8, collation = 9, normalise = 11, count = 12,
                       seconds = 13, expiry_is_sound = 14;
};

Paths paths_of(Query& row) {
  std::vector<IndexPath> paths;
  for (std::string& path : strings_of(row.text(IndexColumn::paths)))
    paths.emplace_back(std::move(path));
  if (!row.is_null(IndexColumn::directions)) {
    const auto directions = Value::parse(row.text(IndexColumn::directions)).get<std::vector<int>>();
    for (std::size_t i = 0; i < paths.size(); ++i) paths[i].direction = directions.at(i);
  }
  return Paths(std::move(paths));
}

Index normalised(Index rule) {
  rule.where = rule.where.empty() ? Document() : extjson::normalise_value(rule.where);
  return rule;
}

// Not collation_of(): another ICU may know other locales, and a store must open with it.
Collation stored_collation(std::string_view text) {
  const Document stored = Value::parse(text);
  return {.strength = stored.at("strength").get<int>(),
          .case_level = stored.value("caseLevel", false),
          .locale = stored.at("locale").get<std::string>()};
}

IndexEntry read_index(Query& row) {
  using Column = IndexColumn;
  Index rule{paths_of(row), row.integer(Column::is_unique) != 0,
             missing_of(row.text(Column::missing)).value(), std::string(row.text(Column::name))};
  if (!row.is_null(Column::condition)) rule.where = Value::parse(row.text(Column::condition));
  if (!row.is_null(Column::collation))
    rule.collation = stored_collation(row.text(Column::collation));
  if (!row.is_null(Column::normalise))
    rule.normalise = normalise_of(Value::parse(row.text(Column::normalise)));
  if (!row.is_null(Column::seconds))
    rule.expire_after = std::chrono::seconds(row.integer(Column::seconds));
  return IndexEntry(std::move(rule), strings_of(row.text(Column::columns)),
                    std::string(row.text(Column::elements)));
}

// Of a damaged row: throws, or leaves it out and says so.
bool is_left_out(sqlite::Connection& connection, bool sound, std::string_view table,
                 std::string_view what, Damage* damage) {
  if (sound) return false;
  if (damage == nullptr) sqlite::refuse_unsound_own(connection, table);
  damage->push_back(
      fmt::format("the store's record of {} is damaged ({}); it was left out", what, table));
  return true;
}

/// What a store that salvage reads may not have: it may be older, or have lost a table.
struct Parts {
  bool expiry = false, change_logs = false;
};

// Few stores have an expiry: to prepare a join with it takes as long as all else of a catalog.
Parts parts_of(sqlite::Connection& connection) {
  return {sqlite::has_object(connection, "ps_expiry") &&
              connection.number("SELECT EXISTS (SELECT 1 FROM ps_expiry)") != 0,
          sqlite::has_object(connection, "ps_change_logs")};
}

std::string sql_of_indexes(bool with_expiry) {
  return fmt::format(
      "SELECT one.collection, one.name, paths, missing, columns, is_unique, directions, elements, "
      "condition, collation, collation_version, normalise, one.sum, {} "
      "WHERE one.collection = ?1 ORDER BY one.name <> '_id_', is_unique DESC, one.name",
      with_expiry
          ? fmt::format("seconds, expiry.name IS NULL OR {} FROM ps_indexes AS one "
                        "LEFT JOIN ps_expiry AS expiry ON expiry.collection = one.collection AND "
                        "expiry.name = one.name",
                        sqlite::own_row_is_sound("ps_expiry", "expiry"))
          : "NULL, true FROM ps_indexes AS one");
}

std::vector<IndexEntry> read_indexes(sqlite::Connection& connection, std::int64_t collection,
                                     bool with_expiry, Damage* damage) {
  static const std::string without = sql_of_indexes(false), with = sql_of_indexes(true);
  Query rows(connection, with_expiry ? with : without);
  rows.bind(1, collection);
  std::vector<IndexEntry> indexes;
  while (rows.step()) {
    if (is_left_out(connection, sqlite::is_sound_own(rows, 0, IndexColumn::count), "ps_indexes",
                    fmt::format("an index of collection number {}", collection), damage))
      continue;
    if (is_left_out(connection, rows.integer(IndexColumn::expiry_is_sound) != 0, "ps_expiry",
                    fmt::format("when documents of collection number {} expire", collection),
                    damage))
      continue;
    indexes.push_back(read_index(rows));
  }
  return indexes;
}

std::shared_ptr<const ParsedValidator> read_validator(Query& row) {
  if (row.is_null(4)) return nullptr;
  return std::make_shared<const ParsedValidator>(
      Validator{Value::parse(row.text(4)), validation_level_of(row.text(5)).value(),
                validation_action_of(row.text(6)).value()});
}

void read_change_logs(sqlite::Connection& connection, Catalog& catalog, Damage* damage) {
  Query rows(
      connection,
      "SELECT collection, max_changes, max_age, sum FROM ps_change_logs ORDER BY collection");
  while (rows.step()) {
    if (is_left_out(connection, sqlite::is_sound_own(rows, 0, 3), "ps_change_logs",
                    fmt::format("the log of changes of collection number {}", rows.integer(0)),
                    damage))
      continue;
    for (auto& [name, collection] : catalog.collections)
      if (collection.id == rows.integer(0))
        collection.change_log = {rows.integer(1), std::chrono::seconds(rows.integer(2))};
  }
}

}  // namespace

IndexEntry::IndexEntry(Index rule, std::vector<std::string> key_columns, std::string elements_table)
    : index(normalised(std::move(rule))),
      columns(std::move(key_columns)),
      elements(std::move(elements_table)),
      hinted(hinted_terms(index)) {
  if (index.rule().where.is_null()) return;
  where = match::Filter::parse(index.rule().where);
  if (index.rule().collation) where = match::Filter::parse(collated_condition(index));
}

bool IndexEntry::covers(const Document& document) const {
  if (!where) return true;
  if (!index.rule().collation) return where->matches(document);
  Document read = Document::object();
  for (const std::string& field : fields_of_condition(index.rule().where))
    if (const auto found = document.find(field); found != document.end())
      read[field] = index.collated(*found);
  return where->matches(read);
}

keys::Extract IndexEntry::extract(const Document& document) const {
  if (!covers(document)) return {keys::State::exempt, keys::Key(index.size())};
  return index.extract(document);
}

const IndexEntry* CollectionEntry::index_named(std::string_view index) const {
  const auto found = std::find_if(indexes.begin(), indexes.end(), [&](const IndexEntry& entry) {
    return entry.index.name() == index;
  });
  return found == indexes.end() ? nullptr : &*found;
}

const IndexEntry* CollectionEntry::unique_over(const Paths& paths) const {
  const IndexEntry* found = nullptr;
  for (const IndexEntry& entry : indexes) {
    if (!entry.unique() || !entry.index.rule().paths.same_as(paths)) continue;
    if (!entry.index.rule().normalise.empty()) return &entry;
    if (found == nullptr) found = &entry;
  }
  return found;
}

std::vector<std::string> CollectionEntry::columns() const {
  std::vector<std::string> all;
  for (const IndexEntry& entry : indexes)
    all.insert(all.end(), entry.columns.begin(), entry.columns.end());
  return all;
}

const CollectionEntry* Catalog::find(std::string_view name) const {
  const auto found = collections.find(name);
  return found == collections.end() ? nullptr : &found->second;
}

const CollectionEntry& Catalog::existing(std::string_view name) const {
  if (const CollectionEntry* found = find(name)) return *found;
  throw InvalidInput(26, fmt::format("there is no collection {}", name));
}

std::shared_ptr<const Catalog> load_catalog(sqlite::Connection& connection, Damage* damage) {
  auto catalog = std::make_shared<Catalog>();
  catalog->schema_version = connection.number("PRAGMA schema_version");
  const Parts parts = parts_of(connection);
  Query rows(connection,
             "SELECT id, name, table_name, timestamps, validator, validation_level, "
             "validation_action, sum FROM ps_collections ORDER BY name");
  while (rows.step()) {
    if (is_left_out(connection, sqlite::is_sound_own(rows, 0, 7), "ps_collections",
                    fmt::format("collection number {}", rows.integer(0)), damage))
      continue;
    CollectionEntry entry{rows.integer(0),
                          std::string(rows.text(1)),
                          std::string(rows.text(2)),
                          rows.integer(3) != 0,
                          read_indexes(connection, rows.integer(0), parts.expiry, damage),
                          read_validator(rows)};
    catalog->expires |= std::ranges::any_of(entry.indexes, [](const IndexEntry& index) {
      return index.index.rule().expire_after.has_value();
    });
    catalog->collections.emplace(entry.name, std::move(entry));
  }
  if (parts.change_logs) read_change_logs(connection, *catalog, damage);
  return catalog;
}

Index id_index() { return {"_id", true, Missing::collide, std::string(id_index_name)}; }

bool is_id_index(const Index& index) { return index.paths == Paths("_id"); }

std::int64_t schema_version(sqlite::Connection& connection) {
  return connection.number("PRAGMA schema_version");
}

bool is_current(const std::shared_ptr<const Catalog>& catalog, std::int64_t schema_version) {
  return catalog && catalog->schema_version == schema_version;
}

}  // namespace profilestore::catalog
