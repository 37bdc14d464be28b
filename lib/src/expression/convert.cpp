// $convert, and $toInt and its kin, which are $convert with a type that is given.
#include <fmt/format.h>
#include <array>
#include <profilestore/error.hpp>

#include "evaluation/refusal.hpp"
#include "expression/conversion.hpp"
#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

using document::Type;

constexpr std::array convert_parameters{Parameter{"input", failed_to_parse},
                                        Parameter{"to", failed_to_parse},
                                        Parameter{"format"},
                                        Parameter{"onError"},
                                        Parameter{"onNull"},
                                        Parameter{"byteOrder"},
                                        Parameter{"base"}};
constexpr Named convert_arguments{failed_to_parse, failed_to_parse, convert_parameters};
enum : std::size_t { input_part, to_part, format_name_part, on_failure_part, on_nothing_part };

Result convert(const Arguments& arguments) {
  const std::string& op = arguments.op();
  const Result input = arguments[input_part], to = arguments[to_part];
  const auto format = binary_format_of(arguments[format_name_part], op);
  std::optional<Target> target;
  if (!to.is_nullish()) target = target_of(to, op);
  if (input.is_nullish())
    return arguments.given(on_nothing_part) ? arguments[on_nothing_part] : Result(Value());
  if (!target) return Value();
  try {
    return converted(input, *target, format, op);
  } catch (const InvalidExpression& failure) {
    if (failure.code() != conversion_failure || !arguments.given(on_failure_part)) throw;
  }
  return arguments[on_failure_part];
}

NodePtr parse_convert(const Parser& parser, const std::string& name, const Value& operand) {
  const auto parts = named_operands(name, operand, convert_arguments);
  for (const std::size_t i : {5, 6})
    if (parts[i] != nullptr)
      refuse_unsupported(fmt::format("'{}' of {}", convert_parameters[i].name, name),
                         "numbers are read in decimal, and are not made of bytes");
  auto arguments = named_arguments(parser, name, operand, convert_arguments);
  return parser.call(name, convert, std::move(arguments));
}

template <Type type>
Result convert_to(const Arguments& arguments) {
  const Result input = arguments[0];
  if (input.is_nullish()) return Value();
  return converted(input, {.type = type}, BinaryFormat::automatic, arguments.op());
}

Result to_uuid(const Arguments& arguments) {
  const Result input = arguments[0];
  if (input.is_nullish()) return Value();
  constexpr int subtype = 4;
  return converted_to_bytes(input, subtype, BinaryFormat::uuid, arguments.op());
}

template <Type type>
constexpr Operator conversion_operator(std::string_view name) {
  return {.name = name, .least = 1, .most = 1, .act = convert_to<type>};
}

constexpr std::array conversion_table{
    Operator{.name = "$convert", .parse = parse_convert},
    conversion_operator<Type::boolean>("$toBool"),
    conversion_operator<Type::date>("$toDate"),
    conversion_operator<Type::decimal>("$toDecimal"),
    conversion_operator<Type::real>("$toDouble"),
    conversion_operator<Type::int32>("$toInt"),
    conversion_operator<Type::int64>("$toLong"),
    conversion_operator<Type::object_id>("$toObjectId"),
    conversion_operator<Type::string>("$toString"),
    Operator{.name = "$toUUID", .least = 1, .most = 1, .act = to_uuid},
};

}  // namespace

Family conversion_operators() { return conversion_table; }

}  // namespace profilestore::expression
