#include "import/made_index.hpp"

namespace profilestore::importing {

Value description_of(const Index& rule) {
  Value key = Value::object();
  for (std::size_t i = 0; i < rule.paths.size(); ++i) key[rule.paths[i]] = rule.paths.direction(i);
  Value description{
      {"name", rule.name}, {"key", key}, {"missing", std::string(name_of(rule.missing))}};
  if (!rule.where.empty()) description["where"] = rule.where;
  if (rule.collation) description["collation"] = document_of(*rule.collation);
  return description;
}

}  // namespace profilestore::importing
