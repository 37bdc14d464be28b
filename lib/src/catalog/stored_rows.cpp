#include "catalog/stored_rows.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "document/time_limit.hpp"
#include "sqlite/digest_blob.hpp"
#include "sqlite/identifier.hpp"

namespace profilestore::catalog {
namespace {

constexpr const char* what_to_do =
    "nothing was done. `profilestore check` lists all damage, and `check --repair` mends what can "
    "be mended; restore the rest from a backup";

[[noreturn]] void refuse(const CollectionEntry& collection, std::int64_t row,
                         std::string_view what) {
  throw Corrupt(
      fmt::format("collection {}, row {}: {}; {}", collection.name, row, what, what_to_do), 0);
}

std::string select(const CollectionEntry& collection, std::string_view tail) {
  std::string sql;
  sql.reserve(collection.table.size() + tail.size() + 64);
  sql.append("SELECT ").append(stored_columns).append(" FROM ");
  sqlite::append_identifier(sql, collection.table);
  return sql.append(1, ' ').append(tail);
}

constexpr std::string_view in_row_order = "ORDER BY row";
constexpr std::string_view in_row_order_limited = "ORDER BY row LIMIT ";

}  // namespace

sqlite::StoredRow read_row(sqlite::Query& query, int first) {
  sqlite::StoredRow row{query.integer(first), query.text(first + 1), query.blob(first + 2)};
  if (!query.is_null(first + 3)) row.sum = query.integer(first + 3);
  return row;
}

bool is_sound(const CollectionEntry& collection, const sqlite::StoredRow& row) {
  return row.sum == sqlite::sum_of(collection.id, row);
}

void require_sound(const CollectionEntry& collection, const sqlite::StoredRow& row) {
  if (is_sound(collection, row)) return;
  refuse(collection, row.row,
         row.sum ? "the document is damaged: it does not have the digest it was stored with"
                 : "the document has no digest: something other than this library wrote it");
}

Document document_in(const CollectionEntry& collection, const sqlite::StoredRow& row) {
  require_sound(collection, row);
  return decode(row.text);
}

void refuse_index(const CollectionEntry& collection, std::int64_t row) {
  refuse(collection, row, "an index is damaged: it names this row for a key that is not its own");
}

void refuse_order(const CollectionEntry& collection, std::int64_t row) {
  refuse(collection, row,
         "the pages of the collection or of an index are damaged: the row comes twice, or out of "
         "its order");
}

StoredRows::StoredRows(sqlite::Connection& connection, const CollectionEntry& collection,
                       std::string_view tail)
    : collection_(collection),
      query_(connection, select(collection, tail)),
      ascends_(tail.ends_with(in_row_order) || tail.find(in_row_order_limited) != tail.npos) {}

bool StoredRows::next() {
  document::TimeLimit::look();
  if (!query_.step()) return false;
  take_row();
  return true;
}

std::optional<bool> StoredRows::next_at(std::int64_t schema_version) {
  document::TimeLimit::look();
  if (!query_.is_of_schema(schema_version)) return std::nullopt;
  const auto found = query_.step_if_prepared();
  if (!found || !query_.is_of_schema(schema_version)) return std::nullopt;
  if (*found) take_row();
  return found;
}

void StoredRows::take_row() {
  present_ = read_row(query_);
  if (ascends_ && last_ && present_.row <= *last_) refuse_order(collection_, present_.row);
  last_ = present_.row;
  require_sound(collection_, present_);
}

Document StoredRows::document() const { return decode(present_.text); }

std::optional<document::Digest> StoredRows::origin() const {
  if (present_.origin.empty()) return std::nullopt;
  return sqlite::digest_in(present_.origin);
}

}  // namespace profilestore::catalog
