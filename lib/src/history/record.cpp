#include "history/record.hpp"

#include <fmt/format.h>

#include "document/integer_text.hpp"
#include "history/merge_record.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {
namespace {

using sqlite::Query;

void bind_if_any(Query& query, int parameter, const std::optional<std::int64_t>& number) {
  if (number) query.bind(parameter, *number);
}

std::optional<std::int64_t> number_if_any(Query& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column);
}

void write_sources(sqlite::Connection& connection, const Record& record) {
  int number = 0;
  for (const SourceReport& source : record.sources) {
    Query row(connection,
              "INSERT INTO ps_sources (import, number, name, format, bytes, sha256, header) "
              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    row.bind(1, record.id).bind(2, ++number).bind(3, source.name).bind(4, source.format);
    row.bind(5, static_cast<std::int64_t>(source.bytes)).bind(6, source.sha256);
    if (!source.header.empty()) row.bind(7, source.header);
    row.run();
  }
}

std::vector<SourceReport> read_sources(sqlite::Connection& connection, std::int64_t id) {
  Query rows(
      connection,
      "SELECT name, format, bytes, sha256, coalesce(header, '') FROM ps_sources WHERE import = ?1 "
      "ORDER BY number");
  rows.bind(1, id);
  std::vector<SourceReport> sources;
  while (rows.step())
    sources.push_back({std::string(rows.text(0)),
                       std::string(rows.text(1)),
                       static_cast<std::uint64_t>(rows.integer(2)),
                       std::string(rows.text(3)),
                       {},
                       std::string(rows.text(4))});
  return sources;
}

}  // namespace

bool Record::sets_stored_aside() const { return !created_index.empty() || is_of_merge(*this); }

std::int64_t next_id(sqlite::Connection& connection) {
  return connection.number("SELECT coalesce(max(id), 0) + 1 FROM ps_imports");
}

void write_record(sqlite::Connection& connection, const Record& record) {
  const std::string started = bson::now().begin()->get<std::string>(), rules = record.rules.dump();
  Query import(connection,
               "INSERT INTO ps_imports (id, collection, started, rules, read, inserted, updated, "
               "unchanged, merged, conflicted, quarantined, first_row, last_row, made_index) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
  const Ledger& ledger = record.ledger;
  import.bind(1, record.id).bind(2, record.collection).bind(3, started).bind(4, rules);
  import.bind(5, ledger.read).bind(6, ledger.inserted).bind(7, ledger.updated);
  import.bind(8, ledger.unchanged).bind(9, ledger.merged).bind(10, ledger.conflicted);
  import.bind(11, ledger.quarantined);
  bind_if_any(import, 12, record.first_row);
  bind_if_any(import, 13, record.last_row);
  if (!record.created_index.empty()) import.bind(14, record.created_index);
  import.run();
  write_sources(connection, record);
}

namespace {

// Which imports there are: they are numbered from 1, and an undone one keeps its number.
std::string imports_in(sqlite::Connection& connection) {
  Query query(connection, "SELECT count(*), min(id), max(id) FROM ps_imports");
  if (!query.step() || query.integer(0) == 0) return "none yet";
  const std::int64_t first = query.integer(1), last = query.integer(2);
  return first == last ? std::to_string(first) : fmt::format("{} to {}", first, last);
}

}  // namespace

Record read_record(sqlite::Connection& connection, const std::string& name) {
  const auto id = document::integer_of_text<std::int64_t>(name).value_or(0);
  Query row(
      connection,
      fmt::format("SELECT collection, rules, read, inserted, updated, unchanged, merged, "
                  "conflicted, quarantined, first_row, last_row, made_index, undone, {}, started "
                  "FROM ps_imports WHERE id = ?1",
                  sqlite::own_row_is_sound("ps_imports")));
  row.bind(1, id);
  if (std::to_string(id) != name || !row.step())
    throw InvalidInput(
        2, fmt::format("the store has no import '{}'; it has {}", name, imports_in(connection)));
  sqlite::require_sound_own(connection, row, 13, "ps_imports");
  Record record{id, row.integer(0), Value::parse(row.text(1))};
  record.ledger = {row.integer(2), row.integer(3), row.integer(4), row.integer(5),
                   row.integer(6), row.integer(7), row.integer(8)};
  record.first_row = number_if_any(row, 9);
  record.last_row = number_if_any(row, 10);
  record.created_index = row.text(11);
  record.undone = row.text(12);
  record.started = row.text(14);
  record.sources = read_sources(connection, id);
  return record;
}

sources::SourceType source_type_of(const Record& record) {
  auto type = sources::SourceType::in(record.rules);
  type.array_columns = record.rules.value("arrayColumns", false);
  return type;
}

const catalog::CollectionEntry& collection_of(const catalog::Catalog& catalog,
                                              const Record& record) {
  for (const auto& [name, entry] : catalog.collections)
    if (entry.id == record.collection) return entry;
  throw InvalidInput(
      26, fmt::format("the collection of import {} no longer exists: it was dropped, and its "
                      "documents and archive with it; nothing was done",
                      record.id));
}

}  // namespace profilestore::history
