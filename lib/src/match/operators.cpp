#include "match/operators.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "match/comparison.hpp"
#include "match/existence.hpp"
#include "match/logic.hpp"
#include "match/membership.hpp"
#include "match/refusal.hpp"

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

Node unsupported_at_top(const std::string& name, const Value&, int) {
  refuse_unsupported(name, "", name);
}

// MongoDB: a comment goes to its logs and has no part in matching.
Node parse_comment(const std::string&, const Value&, int) { return all_of({}); }

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
    Entry<FieldOperator>{"$all", unsupported},
    Entry<FieldOperator>{"$bitsAllClear", unsupported},
    Entry<FieldOperator>{"$bitsAllSet", unsupported},
    Entry<FieldOperator>{"$bitsAnyClear", unsupported},
    Entry<FieldOperator>{"$bitsAnySet", unsupported},
    Entry<FieldOperator>{"$elemMatch", unsupported},
    Entry<FieldOperator>{"$geoIntersects", unsupported},
    Entry<FieldOperator>{"$geoNear", unsupported},
    Entry<FieldOperator>{"$geoWithin", unsupported},
    Entry<FieldOperator>{"$maxDistance", unsupported},
    Entry<FieldOperator>{"$minDistance", unsupported},
    Entry<FieldOperator>{"$mod", unsupported},
    Entry<FieldOperator>{"$near", unsupported},
    Entry<FieldOperator>{"$nearSphere", unsupported},
    Entry<FieldOperator>{"$options", unsupported},
    Entry<FieldOperator>{"$regex", unsupported},
    Entry<FieldOperator>{"$size", unsupported},
    Entry<FieldOperator>{"$type", unsupported},
    Entry<FieldOperator>{"$within", unsupported},
};

constexpr std::array top_level_operators{
    Entry<TopLevelOperator>{"$and", parse_and},
    Entry<TopLevelOperator>{"$or", parse_or},
    Entry<TopLevelOperator>{"$nor", parse_nor},
    Entry<TopLevelOperator>{"$comment", parse_comment},
    Entry<TopLevelOperator>{"$alwaysFalse", unsupported_at_top},
    Entry<TopLevelOperator>{"$alwaysTrue", unsupported_at_top},
    Entry<TopLevelOperator>{"$expr", unsupported_at_top},
    Entry<TopLevelOperator>{"$jsonSchema", unsupported_at_top},
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
