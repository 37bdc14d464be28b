// $type, $isNumber, $literal, $tsSecond, $tsIncrement.
#include <fmt/format.h>
#include <array>

#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

Result type_name_of(const Arguments& arguments) {
  return Value(std::string(arguments[0].type_name()));
}

Result is_number_value(const Arguments& arguments) { return Value(arguments[0].is_number()); }

NodePtr parse_literal(const Parser&, const std::string&, const Value& operand) {
  return constant_node(operand);
}

constexpr char seconds[] = "t", increment[] = "i";

template <const char* member>
Result timestamp_part(const Arguments& arguments) {
  const Result value = arguments[0];
  if (value.is_nullish()) return Value();
  if (!value.is(document::Type::timestamp))
    refuse(5687301, arguments.op(), fmt::format("takes a timestamp, not {}", value.type_name()));
  return document::long_integer(value->begin().value().at(member).get<std::int64_t>());
}

constexpr std::array type_table{
    Operator{.name = "$type", .least = 1, .most = 1, .act = type_name_of},
    Operator{.name = "$isNumber", .least = 1, .most = 1, .act = is_number_value},
    Operator{.name = "$literal", .parse = parse_literal},
    Operator{.name = "$const", .parse = parse_literal},
    Operator{.name = "$tsSecond", .least = 1, .most = 1, .act = timestamp_part<seconds>},
    Operator{.name = "$tsIncrement", .least = 1, .most = 1, .act = timestamp_part<increment>},
};

}  // namespace

Family type_operators() { return type_table; }

}  // namespace profilestore::expression
