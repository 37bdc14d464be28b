// The keywords of $jsonSchema that speak of arrays.
#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

#include "document/type.hpp"
#include "match/refusal.hpp"
#include "match/schema/keywords.hpp"
#include "match/unordered.hpp"

namespace profilestore::match {
namespace {

Schema parse_item_schema(const Keyword& keyword, const Value& schema) {
  return parse_schema(schema, keyword.path, keyword.depth + 1);
}

std::vector<std::size_t> places(std::size_t first, std::size_t end) {
  std::vector<std::size_t> places(end - first);
  std::iota(places.begin(), places.end(), first);
  return places;
}

/// Every element from `first` on.
Constraint from(std::size_t first, Schema schema) {
  return [first, schema = std::make_shared<const Schema>(std::move(schema))](const Value& value,
                                                                             const Place& place) {
    if (!value.is_array() || value.size() <= first) return true;
    return all_hold(places(first, value.size()), place,
                    [&](std::size_t i) { return schema->accepts(value[i], place.at(i)); });
  };
}

/// The elements at the beginning, each by the schema at its place.
Constraint in_turn(std::vector<Schema> schemas) {
  return [schemas = std::make_shared<const std::vector<Schema>>(std::move(schemas))](
             const Value& value, const Place& place) {
    if (!value.is_array()) return true;
    const std::size_t known = std::min(value.size(), schemas->size());
    return all_hold(places(0, known), place,
                    [&](std::size_t i) { return (*schemas)[i].accepts(value[i], place.at(i)); });
  };
}

}  // namespace

Constraint parse_min_items(const Keyword& keyword) {
  return constraint(rule_of(keyword), [least = count_of(keyword)](const Value& value) {
    return !value.is_array() || value.size() >= least;
  });
}

Constraint parse_max_items(const Keyword& keyword) {
  return constraint(rule_of(keyword), [most = count_of(keyword)](const Value& value) {
    return !value.is_array() || value.size() <= most;
  });
}

Constraint parse_unique_items(const Keyword& keyword) {
  if (!keyword.value.is_boolean()) refuse_keyword(type_mismatch, keyword, "must be a boolean");
  if (!keyword.value.get<bool>()) return {};
  return constraint(keyword.name,
                    [](const Value& value) { return !value.is_array() || all_differ(value); });
}

Constraint parse_items(const Keyword& keyword) {
  if (document::is_plain_object(keyword.value))
    return from(0, parse_item_schema(keyword, keyword.value));
  if (!keyword.value.is_array())
    refuse_keyword(type_mismatch, keyword, "must be an array or an object");
  std::vector<Schema> schemas;
  for (const Value& schema : keyword.value) {
    if (!document::is_plain_object(schema))
      refuse_keyword(type_mismatch, keyword,
                     "requires that each element of the array is an object");
    schemas.push_back(parse_item_schema(keyword, schema));
  }
  return in_turn(std::move(schemas));
}

Constraint parse_additional_items(const Keyword& keyword) {
  const bool is_schema = document::is_plain_object(keyword.value);
  if (!is_schema && !keyword.value.is_boolean())
    refuse_keyword(type_mismatch, keyword, "must be either an object or a boolean");
  Schema schema;
  if (is_schema)
    schema = parse_item_schema(keyword, keyword.value);
  else if (!keyword.value.get<bool>())
    schema.add(constraint(keyword.name, [](const Value&) { return false; }));
  // Without a list of items there are no additional ones.
  const auto items = keyword.schema.find("items");
  if (items == keyword.schema.end() || !items->is_array()) return {};
  return from(items->size(), std::move(schema));
}

}  // namespace profilestore::match
