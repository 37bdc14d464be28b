#include "match/operators.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "document/number.hpp"
#include "match/operators/all.hpp"
#include "match/operators/bits.hpp"
#include "match/operators/comparison.hpp"
#include "match/operators/elem_match.hpp"
#include "match/operators/existence.hpp"
#include "match/operators/expr.hpp"
#include "match/operators/logic.hpp"
#include "match/operators/membership.hpp"
#include "match/operators/mod.hpp"
#include "match/operators/regex.hpp"
#include "match/operators/size.hpp"
#include "match/operators/types.hpp"
#include "match/refusal.hpp"
#include "match/schema/schema.hpp"

namespace profilestore::match {
namespace {

template <class Parser>
struct Entry {
  std::string_view name;
  Parser parse;
};

Node unsupported(const Operand& operand) {
  refuse_unsupported(operand.name, operand.path.text(), operand.name);
}

Node unsupported_at_top(const std::string& name, const Value&, const Scope&) {
  refuse_unsupported(name, "", name);
}

// MongoDB: a comment goes to its logs and has no part in matching.
Node parse_comment(const std::string&, const Value&, const Scope&) { return all_of({}); }

// MongoDB: the operand is the number 1, of any type.
void check_is_one(const std::string& name, const Value& value) {
  if (document::integral_of(value) != 1)
    refuse(failed_to_parse, name + " must be an integer value of 1", "", name);
}

Node parse_always_true(const std::string& name, const Value& value, const Scope&) {
  check_is_one(name, value);
  return all_of({});
}

Node parse_always_false(const std::string& name, const Value& value, const Scope&) {
  check_is_one(name, value);
  return never();
}

// MongoDB: the parts of a DBRef are fields that may stand where an operator could.
Node parse_reference(const std::string& name, const Value& value, const Scope& scope) {
  return equality(document::Path(name), value, "$eq", scope);
}

constexpr std::array field_operators{
    Entry<FieldOperator>{"$eq", parse_eq},
    Entry<FieldOperator>{"$ne", parse_ne},
    Entry<FieldOperator>{"$gt", parse_gt},
    Entry<FieldOperator>{"$gte", parse_gte},
    Entry<FieldOperator>{"$lt", parse_lt},
    Entry<FieldOperator>{"$lte", parse_lte},
    Entry<FieldOperator>{"$in", parse_in},
    Entry<FieldOperator>{"$nin", parse_nin},
    Entry<FieldOperator>{"$exists", parse_exists},
    Entry<FieldOperator>{"$not", parse_not},
    Entry<FieldOperator>{"$all", parse_all},
    Entry<FieldOperator>{"$bitsAllClear", parse_bits_all_clear},
    Entry<FieldOperator>{"$bitsAllSet", parse_bits_all_set},
    Entry<FieldOperator>{"$bitsAnyClear", parse_bits_any_clear},
    Entry<FieldOperator>{"$bitsAnySet", parse_bits_any_set},
    Entry<FieldOperator>{"$elemMatch", parse_elem_match},
    Entry<FieldOperator>{"$geoIntersects", unsupported},
    Entry<FieldOperator>{"$geoNear", unsupported},
    Entry<FieldOperator>{"$geoWithin", unsupported},
    Entry<FieldOperator>{"$maxDistance", unsupported},
    Entry<FieldOperator>{"$minDistance", unsupported},
    Entry<FieldOperator>{"$mod", parse_mod},
    Entry<FieldOperator>{"$near", unsupported},
    Entry<FieldOperator>{"$nearSphere", unsupported},
    Entry<FieldOperator>{"$options", parse_options},
    Entry<FieldOperator>{"$regex", parse_regex},
    Entry<FieldOperator>{"$size", parse_size},
    Entry<FieldOperator>{"$type", parse_type},
    Entry<FieldOperator>{"$within", unsupported},
};

constexpr std::array top_level_operators{
    Entry<TopLevelOperator>{"$and", parse_and},
    Entry<TopLevelOperator>{"$or", parse_or},
    Entry<TopLevelOperator>{"$nor", parse_nor},
    Entry<TopLevelOperator>{"$comment", parse_comment},
    Entry<TopLevelOperator>{"$alwaysFalse", parse_always_false},
    Entry<TopLevelOperator>{"$alwaysTrue", parse_always_true},
    Entry<TopLevelOperator>{"$db", parse_reference},
    Entry<TopLevelOperator>{"$id", parse_reference},
    Entry<TopLevelOperator>{"$ref", parse_reference},
    Entry<TopLevelOperator>{"$expr", parse_expr},
    Entry<TopLevelOperator>{"$jsonSchema", parse_json_schema},
    Entry<TopLevelOperator>{"$sampleRate", unsupported_at_top},
    Entry<TopLevelOperator>{"$text", unsupported_at_top},
    Entry<TopLevelOperator>{"$where", unsupported_at_top},
};

template <class Table>
auto found_in(const Table& table, std::string_view name) -> decltype(&table.front().parse) {
  const auto entry = std::ranges::find(table, name, [](const auto& e) { return e.name; });
  return entry == table.end() ? nullptr : &entry->parse;
}

}  // namespace

const FieldOperator* field_operator(const std::string& name) {
  return found_in(field_operators, name);
}

const TopLevelOperator* top_level_operator(const std::string& name) {
  return found_in(top_level_operators, name);
}

}  // namespace profilestore::match
