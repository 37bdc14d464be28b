#include "match/schema/schema.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "document/number.hpp"
#include "document/time_limit.hpp"
#include "document/type.hpp"
#include "match/parser.hpp"
#include "match/refusal.hpp"
#include "match/schema/keywords.hpp"

namespace profilestore::match {
namespace {

constexpr std::string_view schema_name = "$jsonSchema";

struct KeywordEntry {
  std::string_view name;
  Constraint (*parse)(const Keyword&);
};

Constraint parse_text(const Keyword& keyword) {
  if (!keyword.value.is_string()) refuse_keyword(type_mismatch, keyword, "must be of type string");
  return {};
}

Constraint unsupported_keyword(const Keyword& keyword) {
  refuse_keyword(failed_to_parse, keyword, "is not currently supported");
}

constexpr std::array keywords{
    KeywordEntry{"additionalItems", parse_additional_items},
    KeywordEntry{"additionalProperties", parse_additional_properties},
    KeywordEntry{"allOf", parse_all_of},
    KeywordEntry{"anyOf", parse_any_of},
    KeywordEntry{"bsonType", parse_bson_type},
    KeywordEntry{"dependencies", parse_dependencies},
    KeywordEntry{"description", parse_text},
    KeywordEntry{"enum", parse_enum},
    KeywordEntry{"exclusiveMaximum", parse_exclusive_maximum},
    KeywordEntry{"exclusiveMinimum", parse_exclusive_minimum},
    KeywordEntry{"items", parse_items},
    KeywordEntry{"maxItems", parse_max_items},
    KeywordEntry{"maxLength", parse_max_length},
    KeywordEntry{"maxProperties", parse_max_properties},
    KeywordEntry{"maximum", parse_maximum},
    KeywordEntry{"minItems", parse_min_items},
    KeywordEntry{"minLength", parse_min_length},
    KeywordEntry{"minProperties", parse_min_properties},
    KeywordEntry{"minimum", parse_minimum},
    KeywordEntry{"multipleOf", parse_multiple_of},
    KeywordEntry{"not", parse_not_schema},
    KeywordEntry{"oneOf", parse_one_of},
    KeywordEntry{"pattern", parse_pattern},
    KeywordEntry{"patternProperties", parse_pattern_properties},
    KeywordEntry{"properties", parse_properties},
    KeywordEntry{"required", parse_required},
    KeywordEntry{"title", parse_text},
    KeywordEntry{"type", parse_json_type},
    KeywordEntry{"uniqueItems", parse_unique_items},
    // JSON Schema's own that MongoDB does not support, and MongoDB's for encryption.
    KeywordEntry{"$ref", unsupported_keyword},
    KeywordEntry{"$schema", unsupported_keyword},
    KeywordEntry{"default", unsupported_keyword},
    KeywordEntry{"definitions", unsupported_keyword},
    KeywordEntry{"encrypt", unsupported_keyword},
    KeywordEntry{"encryptMetadata", unsupported_keyword},
    KeywordEntry{"format", unsupported_keyword},
    KeywordEntry{"id", unsupported_keyword},
};

Constraint parse_keyword(const Keyword& keyword) {
  const auto entry = std::ranges::find(keywords, keyword.name, &KeywordEntry::name);
  if (entry == keywords.end())
    refuse(failed_to_parse, "Unknown $jsonSchema keyword: " + keyword.name, keyword.path,
           schema_name);
  return entry->parse(keyword);
}

}  // namespace

bool Schema::accepts(const Value& value, const Place& place) const {
  document::TimeLimit::look();
  return all_hold(constraints_, place,
                  [&](const Constraint& holds) { return holds(value, place); });
}

void refuse_keyword(int code, const Keyword& keyword, const std::string& what) {
  refuse(code, fmt::format("$jsonSchema keyword '{}' {}", keyword.name, what), keyword.path,
         schema_name);
}

std::size_t count_of(const Keyword& keyword) {
  const auto count = document::integral_of(keyword.value);
  if (!count || *count < 0)
    refuse_keyword(failed_to_parse, keyword, "must be a non-negative integer");
  return static_cast<std::size_t>(*count);
}

Schema parse_schema(const Value& schema, const std::string& path, int depth) {
  if (depth > max_tree_depth)
    refuse(fmt::format("exceeded maximum query tree depth of {}", max_tree_depth), path,
           schema_name);
  if (schema.contains("type") && schema.contains("bsonType"))
    refuse(failed_to_parse, "Cannot specify both $jsonSchema keywords 'type' and 'bsonType'", path,
           schema_name);
  Schema parsed;
  for (const auto& [name, value] : schema.items())
    if (Constraint constraint = parse_keyword({name, value, schema, path, depth}))
      parsed.add(std::move(constraint));
  return parsed;
}

Node parse_json_schema(const std::string& name, const Value& value, const Scope& scope) {
  if (!document::is_plain_object(value))
    refuse(type_mismatch, "$jsonSchema must be an object", "", name);
  const auto schema = std::make_shared<const Schema>(parse_schema(value, "", scope.depth() + 1));
  return {.kind = Node::Kind::whole,
          .accepts = [schema](const Value& document, const Place& place) {
            return schema->accepts(document, place);
          }};
}

}  // namespace profilestore::match
