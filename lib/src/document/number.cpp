#include "document/number.hpp"

#include <cmath>
#include <functional>
#include <limits>

#include "document/decimal.hpp"
#include "document/integer_text.hpp"
#include "document/type.hpp"

namespace profilestore::document {
namespace {

double real_of_name(const std::string& name) {
  if (name == "NaN") return std::numeric_limits<double>::quiet_NaN();
  return (name.front() == '-' ? -1 : 1) * std::numeric_limits<double>::infinity();
}

Decimal decimal_of(const Value& value) {
  if (const auto integer = integer_of(value)) return Decimal::from_integer(*integer);
  if (const auto number = real_of(value)) return Decimal::from_real(*number);
  return *Decimal::from_text(value.begin().value().get_ref<const std::string&>());
}

double widened(const Value& value) {
  if (const auto integer = integer_of(value)) return static_cast<double>(*integer);
  return *real_of(value);
}

std::weak_ordering order_of(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(b) <=> std::isnan(a);
  return a < b   ? std::weak_ordering::less
         : a > b ? std::weak_ordering::greater
                 : std::weak_ordering::equivalent;
}

// Exact: a double of 2^53 and more may lie between two integers that round to it.
std::weak_ordering order_of(std::int64_t a, double b) {
  if (std::isnan(b)) return std::weak_ordering::greater;
  if (b >= 0x1p63) return std::weak_ordering::less;
  if (b < -0x1p63) return std::weak_ordering::greater;
  const double whole = std::trunc(b);
  const auto integer = static_cast<std::int64_t>(whole);
  return a != integer ? a <=> integer : order_of(0.0, b - whole);
}

std::weak_ordering reversed(std::weak_ordering order) { return 0 <=> order; }

std::weak_ordering order_of(const Decimal& a, const Value& b) {
  if (const auto integer = integer_of(b)) return a.compare(Decimal::from_integer(*integer));
  if (const auto number = real_of(b)) return a.compare(*number);
  return a.compare(decimal_of(b));
}

using Overflows = bool (*)(std::int64_t, std::int64_t, std::int64_t* result);

// In the wider of the two types. `overflows` is the operation on integers.
template <class Operation>
std::optional<Value> combined(const Value& a, const Value& b, Operation operation,
                              Overflows overflows) {
  const Type left = type_of(a), right = type_of(b);
  if (left == Type::decimal || right == Type::decimal)
    return Value{{"$numberDecimal", operation(decimal_of(a), decimal_of(b)).to_text()}};
  if (left == Type::real || right == Type::real) return real(operation(widened(a), widened(b)));
  std::int64_t result = 0;
  if (overflows(*integer_of(a), *integer_of(b), &result)) return std::nullopt;
  if (left == Type::int32 && right == Type::int32) return Value(result);
  return long_integer(result);
}

}  // namespace

std::optional<std::int64_t> integer_of(const Value& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (type_of(value) != Type::int64) return std::nullopt;
  return integer_of_text<std::int64_t>(value.begin().value().get_ref<const std::string&>())
      .value_or(0);
}

std::optional<double> real_of(const Value& value) {
  if (value.is_number_float()) return value.get<double>();
  if (type_of(value) != Type::real) return std::nullopt;
  return real_of_name(value.begin().value().get_ref<const std::string&>());
}

std::optional<std::int64_t> integral_of(const Value& value) {
  if (const auto integer = integer_of(value)) return integer;
  if (type_of(value) == Type::decimal) return decimal_of(value).to_integer();
  const auto number = real_of(value);
  if (!number || !(*number >= -0x1p63 && *number < 0x1p63) || std::trunc(*number) != *number)
    return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

std::string_view name_of_non_finite(double number) {
  if (std::isnan(number)) return "NaN";
  return number < 0 ? "-Infinity" : "Infinity";
}

Value real(double number) {
  if (std::isfinite(number)) return number;
  return {{"$numberDouble", name_of_non_finite(number)}};
}

Value long_integer(std::int64_t number) {
  if (!fits_int32(number)) return number;
  return {{"$numberLong", std::to_string(number)}};
}

std::optional<Value> add(const Value& a, const Value& b) {
  return combined(a, b, std::plus{}, [](std::int64_t x, std::int64_t y, std::int64_t* sum) {
    return __builtin_add_overflow(x, y, sum);
  });
}

std::optional<Value> multiply(const Value& a, const Value& b) {
  return combined(a, b, std::multiplies{},
                  [](std::int64_t x, std::int64_t y, std::int64_t* product) {
                    return __builtin_mul_overflow(x, y, product);
                  });
}

std::weak_ordering compare_numbers(const Value& a, const Value& b) {
  if (type_of(a) == Type::decimal) return order_of(decimal_of(a), b);
  if (type_of(b) == Type::decimal) return reversed(order_of(decimal_of(b), a));
  const auto left = integer_of(a), right = integer_of(b);
  if (left && right) return *left <=> *right;
  if (left) return order_of(*left, *real_of(b));
  if (right) return reversed(order_of(*right, *real_of(a)));
  return order_of(*real_of(a), *real_of(b));
}

}  // namespace profilestore::document
