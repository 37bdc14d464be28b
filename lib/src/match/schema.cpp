#include "match/schema.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "document/type.hpp"
#include "match/integers.hpp"
#include "match/parser.hpp"
#include "match/refusal.hpp"
#include "match/schema_keywords.hpp"

namespace profilestore::match {
namespace {

constexpr std::string_view op = "$jsonSchema";

struct Entry {
  std::string_view name;
  Constraint (*parse)(const Keyword&);
};

Constraint parse_text(const Keyword& keyword) {
  if (!keyword.value.is_string()) refuse_keyword(type_mismatch, keyword, "must be of type string");
  return {};
}

Constraint unsupported(const Keyword& keyword) {
  refuse_keyword(failed_to_parse, keyword, "is not currently supported");
}

constexpr std::array keywords{
    Entry{"additionalItems", parse_additional_items},
    Entry{"additionalProperties", parse_additional_properties},
    Entry{"allOf", parse_all_of},
    Entry{"anyOf", parse_any_of},
    Entry{"bsonType", parse_bson_type},
    Entry{"dependencies", parse_dependencies},
    Entry{"description", parse_text},
    Entry{"enum", parse_enum},
    Entry{"exclusiveMaximum", parse_exclusive_maximum},
    Entry{"exclusiveMinimum", parse_exclusive_minimum},
    Entry{"items", parse_items},
    Entry{"maxItems", parse_max_items},
    Entry{"maxLength", parse_max_length},
    Entry{"maxProperties", parse_max_properties},
    Entry{"maximum", parse_maximum},
    Entry{"minItems", parse_min_items},
    Entry{"minLength", parse_min_length},
    Entry{"minProperties", parse_min_properties},
    Entry{"minimum", parse_minimum},
    Entry{"multipleOf", parse_multiple_of},
    Entry{"not", parse_not_schema},
    Entry{"oneOf", parse_one_of},
    Entry{"pattern", parse_pattern},
    Entry{"patternProperties", parse_pattern_properties},
    Entry{"properties", parse_properties},
    Entry{"required", parse_required},
    Entry{"title", parse_text},
    Entry{"type", parse_json_type},
    Entry{"uniqueItems", parse_unique_items},
    // JSON Schema's own that MongoDB does not support, and MongoDB's for encryption.
    Entry{"$ref", unsupported},
    Entry{"$schema", unsupported},
    Entry{"default", unsupported},
    Entry{"definitions", unsupported},
    Entry{"encrypt", unsupported},
    Entry{"encryptMetadata", unsupported},
    Entry{"format", unsupported},
    Entry{"id", unsupported},
};

Constraint parse_keyword(const Keyword& keyword) {
  const auto entry = std::ranges::find(keywords, keyword.name, &Entry::name);
  if (entry == keywords.end())
    refuse(failed_to_parse, "Unknown $jsonSchema keyword: " + keyword.name, keyword.path, op);
  return entry->parse(keyword);
}

}  // namespace

bool Schema::accepts(const Value& value, const Place& place) const {
  return all_hold(constraints_, place,
                  [&](const Constraint& holds) { return holds(value, place); });
}

void refuse_keyword(int code, const Keyword& keyword, const std::string& what) {
  refuse(code, fmt::format("$jsonSchema keyword '{}' {}", keyword.name, what), keyword.path, op);
}

std::size_t count_of(const Keyword& keyword) {
  const auto count = integral(keyword.value);
  if (!count || *count < 0)
    refuse_keyword(failed_to_parse, keyword, "must be a non-negative integer");
  return static_cast<std::size_t>(*count);
}

Schema parse_schema(const Value& schema, const std::string& path, int depth) {
  if (depth > max_tree_depth)
    refuse(fmt::format("exceeded maximum query tree depth of {}", max_tree_depth), path, op);
  if (schema.contains("type") && schema.contains("bsonType"))
    refuse(failed_to_parse, "Cannot specify both $jsonSchema keywords 'type' and 'bsonType'", path,
           op);
  Schema parsed;
  for (const auto& [name, value] : schema.items())
    if (Constraint constraint = parse_keyword({name, value, schema, path, depth}))
      parsed.add(std::move(constraint));
  return parsed;
}

Node parse_json_schema(const std::string& name, const Value& value, int depth) {
  if (!document::is_plain_object(value))
    refuse(type_mismatch, "$jsonSchema must be an object", "", name);
  const auto schema = std::make_shared<const Schema>(parse_schema(value, "", depth + 1));
  return {.kind = Node::Kind::whole,
          .accepts = [schema](const Value& document, const Place& place) {
            return schema->accepts(document, place);
          }};
}

}  // namespace profilestore::match
