#include "catalog/elements.hpp"

#include <fmt/format.h>

#include "sqlite/identifier.hpp"

namespace profilestore::catalog {
namespace {

using sqlite::identifier;
using sqlite::Query;

std::string insert_sql(const std::string& table, const std::vector<std::string>& columns) {
  std::string parameters;
  for (std::size_t i = 0; i < columns.size(); ++i) parameters += fmt::format(", ?{}", i + 2);
  return fmt::format("INSERT INTO {} (row, {}) VALUES (?1{})", identifier(table), list_of(columns),
                     parameters);
}

}  // namespace

void ElementsWriter::insert(std::int64_t row, const DocumentKeys& keys) {
  for (const DocumentKeys::Elements& elements : keys.elements) {
    const std::string& table = table_of(*elements.index);
    Query query(connection_, insert_sql(table, elements.index->columns));
    for (const keys::Key& key : elements.keys) {
      query.bind(1, row);
      for (std::size_t i = 0; i < key.size(); ++i) query.bind_part(static_cast<int>(i) + 2, key[i]);
      query.run();
      query.reset();
    }
  }
}

void ElementsWriter::replace(std::int64_t row, const DocumentKeys& keys) {
  remove(row);
  insert(row, keys);
}

void ElementsWriter::remove(std::int64_t first, std::int64_t last) {
  for (const IndexEntry& index : collection_.indexes) {
    if (index.elements.empty()) continue;
    Query query(connection_, fmt::format("DELETE FROM {} WHERE row BETWEEN ?1 AND ?2",
                                         identifier(index.elements)));
    query.bind(1, first).bind(2, last).run();
  }
}

const std::string& ElementsWriter::table_of(const IndexEntry& index) {
  if (!index.elements.empty()) return index.elements;
  std::string& table = made_[index.name()];
  if (table.empty()) table = elements_table(connection_, collection_, index);
  if (table.empty()) {
    table = make_elements_table(connection_, collection_, index);
    if (index.unique() && constrained_ == Constrained::at_once)
      index_elements(connection_, table, index);
    made_table_ = true;
  }
  return table;
}

}  // namespace profilestore::catalog
