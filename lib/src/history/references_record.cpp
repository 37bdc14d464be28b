#include "history/references_record.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "history/later_imports.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::history {

Value rules_of_references(const catalog::CollectionEntry& to, Value followed, Value in) {
  return {{"references", to.name},           {"to", to.id},
          {"followed", std::move(followed)}, {"in", std::move(in)},
          {"unique", Value::array()},        {"keep", ""}};
}

bool is_of_references(const Record& record) { return record.rules.contains("references"); }

std::vector<std::string> references_by(sqlite::Connection& connection, const Record& record) {
  sqlite::Query rows(
      connection,
      fmt::format("SELECT id, rules, {} FROM ps_imports WHERE id > ?1 AND {} AND "
                  "NOT {} ORDER BY id",
                  sqlite::own_row_is_sound("ps_imports"), of_references, is_taken_back));
  rows.bind(1, record.id);
  std::vector<std::string> all;
  while (rows.step()) {
    sqlite::require_sound_own(connection, rows, 2, "ps_imports");
    const Value rules = Value::parse(rows.text(1));
    const Value& followed = rules.at("followed");
    const bool from_here = std::any_of(followed.begin(), followed.end(),
                                       [&](const Value& one) { return one == record.id; });
    if (from_here && rules.at("to") == record.collection)
      all.push_back(std::to_string(rows.integer(0)));
  }
  return all;
}

}  // namespace profilestore::history
