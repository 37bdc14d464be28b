// $bitAnd, $bitOr, $bitXor, $bitNot: of Int32 and Int64.
#include <fmt/format.h>
#include <array>

#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/families.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

using document::Type;

Value integer_of_width(std::int64_t integer, bool wide) {
  return wide ? document::long_integer(integer) : narrowest(integer);
}

void check_is_integer(const Arguments& arguments, const Result& value) {
  if (!value.is(Type::int32) && !value.is(Type::int64))
    refuse(type_mismatch, arguments.op(),
           fmt::format("takes int and long only, not {}", value.type_name()));
}

template <class Operation, std::int64_t start>
Result joined_bits(const Arguments& arguments) {
  std::int64_t bits = start;
  bool wide = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result value = arguments[i];
    if (value.is_nullish()) return Value();
    check_is_integer(arguments, value);
    bits = Operation{}(bits, *document::integer_of(*value));
    wide |= value.is(Type::int64);
  }
  return integer_of_width(bits, wide);
}

Result inverted_bits(const Arguments& arguments) {
  const Result value = arguments[0];
  if (value.is_nullish()) return Value();
  check_is_integer(arguments, value);
  return integer_of_width(~*document::integer_of(*value), value.is(Type::int64));
}

constexpr std::array bit_table{
    Operator{.name = "$bitAnd", .act = joined_bits<std::bit_and<std::int64_t>, -1>},
    Operator{.name = "$bitOr", .act = joined_bits<std::bit_or<std::int64_t>, 0>},
    Operator{.name = "$bitXor", .act = joined_bits<std::bit_xor<std::int64_t>, 0>},
    Operator{.name = "$bitNot", .least = 1, .most = 1, .act = inverted_bits},
};

}  // namespace

Family bit_operators() { return bit_table; }

}  // namespace profilestore::expression
