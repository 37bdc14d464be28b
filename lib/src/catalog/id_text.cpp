#include "catalog/id_text.hpp"

#include "catalog/rows.hpp"
#include "extjson/normal_fields.hpp"

namespace profilestore::catalog {

std::string id_text(std::string_view document) {
  std::size_t at = 0;
  const auto first = extjson::next_field(document, at);
  if (first && first->name == "_id") return std::string(first->value);
  return decode(document).at("_id").dump();
}

}  // namespace profilestore::catalog
