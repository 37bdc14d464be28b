#include "crud/row_statements.hpp"

#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::crud {
namespace {

using sqlite::identifier;
using sqlite::Query;

constexpr int first_key = 4;  // the parameters before are row, text, sum

std::string parameter(std::size_t column) {
  return '?' + std::to_string(column + static_cast<std::size_t>(first_key));
}

std::string insert_sql(const catalog::CollectionEntry& collection) {
  const auto columns = collection.columns();
  std::string sql = "INSERT INTO ";
  sql.append(identifier(collection.table)).append("(row, doc, sum, ");
  sql.append(catalog::list_of(columns)).append(") VALUES (?1, ?2, ?3");
  for (std::size_t i = 0; i < columns.size(); ++i) sql.append(", ").append(parameter(i));
  return sql += ')';
}

std::string update_sql(const catalog::CollectionEntry& collection,
                       const std::vector<bool>& columns) {
  std::string sql = "UPDATE ";
  sql.append(identifier(collection.table)).append(" SET doc = ?2, sum = ?3");
  std::size_t column = 0;
  for (const catalog::IndexEntry& entry : collection.indexes)
    for (const std::string& name : entry.columns) {
      if (columns[column])
        sql.append(", ").append(identifier(name)).append(" = ").append(parameter(column));
      ++column;
    }
  return sql += " WHERE row = ?1";
}

void bind(Query& query, const NewRow& row) {
  query.bind(1, row.row).bind(2, row.text).bind(3, row.sum);
}

void bind_key(Query& query, const catalog::DocumentKeys& keys, std::size_t column) {
  query.bind_part(static_cast<int>(column) + first_key, keys.parts[column]);
}

}  // namespace

InsertStatement::InsertStatement(sqlite::Connection& connection,
                                 const catalog::CollectionEntry& collection)
    : query_(connection, insert_sql(collection)) {}

// Ended at once: a savepoint can't be released while a statement that writes is in use.
int InsertStatement::run(const NewRow& row, const catalog::DocumentKeys& keys) {
  bind(query_, row);
  for (std::size_t i = 0; i < keys.parts.size(); ++i) bind_key(query_, keys, i);
  const int code = query_.try_step();
  query_.reset();
  return code;
}

int insert_row(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const NewRow& row, const catalog::DocumentKeys& keys) {
  return InsertStatement(connection, collection).run(row, keys);
}

int update_row(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const NewRow& row, const std::vector<bool>& columns,
               const catalog::DocumentKeys* keys) {
  Query query(connection, update_sql(collection, columns));
  bind(query, row);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i]) bind_key(query, *keys, i);
  return query.try_step();
}

}  // namespace profilestore::crud
