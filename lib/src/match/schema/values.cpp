// The keywords of $jsonSchema that speak of any value.
#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string_view>

#include "document/type.hpp"
#include "match/operators/types.hpp"
#include "match/refusal.hpp"
#include "match/schema/keywords.hpp"
#include "match/unordered.hpp"

namespace profilestore::match {
namespace {

using document::Type;

bool add_json_type(TypeSet& types, const std::string& alias) {
  // MongoDB: `integer` is the one of JSON Schema's types that it has not.
  constexpr std::array known{"object", "array", "number", "string", "null"};
  if (alias == "boolean") return types.add_alias("bool");
  return std::ranges::find(known, alias) != known.end() && types.add_alias(alias);
}

bool add_bson_type(TypeSet& types, const std::string& alias) { return types.add_alias(alias); }

Constraint parse_types(const Keyword& keyword, bool (*add)(TypeSet&, const std::string&)) {
  TypeSet types;
  std::set<std::string> named;
  const auto add_one = [&](const Value& alias) {
    if (!alias.is_string())
      refuse_keyword(type_mismatch, keyword, "must be a string or an array of strings");
    if (alias == "integer")
      refuse_keyword(failed_to_parse, keyword, "does not support type 'integer'");
    if (!add(types, alias.get_ref<const std::string&>()))
      refuse_keyword(bad_value, keyword, "names an unknown type");
    if (!named.insert(alias.get<std::string>()).second)
      refuse_keyword(failed_to_parse, keyword, "has a duplicate value");
  };
  if (keyword.value.is_array())
    for (const Value& alias : keyword.value) add_one(alias);
  else
    add_one(keyword.value);
  if (types.empty()) refuse_keyword(failed_to_parse, keyword, "must name at least one type");
  return constraint(rule_of(keyword),
                    [types](const Value& value) { return types.has(document::type_of(value)); });
}

using Schemas = std::vector<Schema>;

std::shared_ptr<const Schemas> parse_schemas(const Keyword& keyword) {
  if (!keyword.value.is_array()) refuse_keyword(type_mismatch, keyword, "must be an array");
  if (keyword.value.empty()) refuse_keyword(bad_value, keyword, "must be a non-empty array");
  Schemas schemas;
  for (const Value& schema : keyword.value) {
    if (!document::is_plain_object(schema))
      refuse_keyword(type_mismatch, keyword, "must be an array of objects");
    schemas.push_back(parse_schema(schema, keyword.path, keyword.depth + 1));
  }
  return std::make_shared<const Schemas>(std::move(schemas));
}

auto accepting(const Value& value) {
  return [&value](const Schema& schema) { return schema.accepts(value); };
}

}  // namespace

Constraint parse_json_type(const Keyword& keyword) { return parse_types(keyword, add_json_type); }
Constraint parse_bson_type(const Keyword& keyword) { return parse_types(keyword, add_bson_type); }

Constraint parse_enum(const Keyword& keyword) {
  if (!keyword.value.is_array()) refuse_keyword(type_mismatch, keyword, "must be an array");
  if (keyword.value.empty()) refuse_keyword(failed_to_parse, keyword, "cannot be an empty array");
  UnorderedSet values;
  for (const Value& value : keyword.value)
    if (!values.insert(value))
      refuse_keyword(failed_to_parse, keyword, "array cannot contain duplicate values");
  return constraint(rule_of(keyword),
                    [values](const Value& value) { return values.contains(value); });
}

Constraint parse_all_of(const Keyword& keyword) {
  return [schemas = parse_schemas(keyword)](const Value& value, const Place& place) {
    return all_hold(*schemas, place,
                    [&](const Schema& schema) { return schema.accepts(value, place); });
  };
}

Constraint parse_any_of(const Keyword& keyword) {
  return constraint(keyword.name, [schemas = parse_schemas(keyword)](const Value& value) {
    return std::ranges::any_of(*schemas, accepting(value));
  });
}

Constraint parse_one_of(const Keyword& keyword) {
  return constraint(keyword.name, [schemas = parse_schemas(keyword)](const Value& value) {
    return std::ranges::count_if(*schemas, accepting(value)) == 1;
  });
}

Constraint parse_not_schema(const Keyword& keyword) {
  if (!document::is_plain_object(keyword.value))
    refuse_keyword(type_mismatch, keyword, "must be an object");
  const auto schema =
      std::make_shared<const Schema>(parse_schema(keyword.value, keyword.path, keyword.depth + 1));
  return constraint(keyword.name, [schema](const Value& value) { return !schema->accepts(value); });
}

}  // namespace profilestore::match
