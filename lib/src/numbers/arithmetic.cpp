// $add, $subtract, $multiply, $divide, $mod: in the wider of the types.
#include <fmt/format.h>
#include <array>
#include <cmath>
#include <limits>

#include "document/decimal_functions.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "evaluation/refusal.hpp"
#include "numbers/families.hpp"
#include "numbers/numbers.hpp"
#include "numbers/sum.hpp"

namespace profilestore::expression {
namespace {

using document::Decimal;
using document::Type;

[[noreturn]] void refuse_types(const Arguments& arguments, const Result& a, const Result& b) {
  refuse(type_mismatch, arguments.op(),
         fmt::format("takes numbers, not {} and {}", a.type_name(), b.type_name()));
}

Type wider(const Value& a, const Value& b) {
  return std::max(document::type_of(a), document::type_of(b));
}

// MongoDB: of a double the half is rounded away from 0, of a decimal to the even neighbour.
std::int64_t millis_of_amount(const Value& amount, const std::string& op) {
  std::optional<std::int64_t> millis = document::integer_of(amount);
  if (const auto real = document::real_of(amount)) {
    if (const double whole = std::round(*real); whole >= -0x1p63 && whole < 0x1p63)
      millis = static_cast<std::int64_t>(whole);
  } else if (!millis) {
    millis = document::integer_part(
        document::rounded(decimal_of(amount), 0, document::Rounding::half_even));
  }
  if (!millis) refuse(overflow, op, "makes a date beyond what 64 bits hold");
  return *millis;
}

/// Numbers and a date, each added to the total of those before it.
class Total {
 public:
  explicit Total(const std::string& op) : op_(op) {}

  void add_number(const Value& number) {
    if (date_) return add_millis(millis_of_amount(number, op_));
    // MongoDB: from the first decimal on all are, a double as one of 15 digits.
    if (document::type_of(number) == Type::decimal && !decimals_)
      decimals_ = Decimal::from_integer(0) + decimal_of(numbers_.total());
    if (decimals_)
      decimals_ = *decimals_ + decimal_of(number);
    else
      numbers_.add(number);
  }
  void add_date(std::int64_t millis) {
    if (date_) refuse(16612, op_, "takes one date at most");
    const std::int64_t before = millis_of_amount(number(), op_);
    date_ = millis;
    add_millis(before);
  }
  Value take() const { return date_ ? document::date_of_millis(*date_) : number(); }

 private:
  Value number() const { return decimals_ ? decimal_value(*decimals_) : numbers_.total(); }
  void add_millis(std::int64_t millis) {
    if (__builtin_add_overflow(*date_, millis, &*date_))
      refuse(overflow, op_, "makes a date beyond what 64 bits hold");
  }

  const std::string& op_;
  Sum numbers_;
  std::optional<Decimal> decimals_;
  std::optional<std::int64_t> date_;
};

Result add(const Arguments& arguments) {
  Total total(arguments.op());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result value = arguments[i];
    if (value.is_number())
      total.add_number(*value);
    else if (value.is(Type::date))
      total.add_date(document::millis_of_date(*value));
    else if (value.is_nullish())
      return Value();
    else
      refuse(type_mismatch, arguments.op(),
             fmt::format("takes numbers and one date, not {}", value.type_name()));
  }
  return total.take();
}

Value difference(const Value& a, const Value& b) {
  const Type type = wider(a, b);
  if (type == Type::decimal) return decimal_value(decimal_of(a) - decimal_of(b));
  if (type == Type::real) return document::real(real_of(a) - real_of(b));
  std::int64_t integer = 0;
  if (__builtin_sub_overflow(*document::integer_of(a), *document::integer_of(b), &integer))
    return document::real(real_of(a) - real_of(b));
  return type == Type::int32 ? narrowest(integer) : document::long_integer(integer);
}

Result subtract(const Arguments& arguments) {
  const Result a = arguments[0], b = arguments[1];
  if (a.is_nullish() || b.is_nullish()) return Value();
  if (a.is_number() && b.is_number()) return difference(*a, *b);
  if (!a.is(Type::date) || !(b.is(Type::date) || b.is_number())) refuse_types(arguments, a, b);
  const std::int64_t from = document::millis_of_date(*a);
  const std::int64_t to =
      b.is_number() ? millis_of_amount(*b, arguments.op()) : document::millis_of_date(*b);
  std::int64_t millis = 0;
  if (__builtin_sub_overflow(from, to, &millis))
    refuse(overflow, arguments.op(), "overflows 64 bits of milliseconds");
  return b.is_number() ? document::date_of_millis(millis) : document::long_integer(millis);
}

// Both products are made as far as they go: an Int64 that overflows goes on as a Double.
class Product {
 public:
  void add(const Value& factor) {
    const Type type = document::type_of(factor);
    if (type == Type::decimal || type_ == Type::decimal) {
      decimal_ = (type_ == Type::decimal ? decimal_ : decimal_of(total())) * decimal_of(factor);
      type_ = Type::decimal;
      return;
    }
    real_ *= real_of(factor);
    const auto integer = document::integer_of(factor);
    if (type == Type::real || overflows_ ||
        (integer && __builtin_mul_overflow(integer_, *integer, &integer_)))
      overflows_ = true;
    type_ = std::max(type_, overflows_ ? Type::real : type);
  }
  Value total() const {
    if (type_ == Type::decimal) return decimal_value(decimal_);
    if (type_ == Type::real) return document::real(real_);
    return type_ == Type::int32 ? narrowest(integer_) : document::long_integer(integer_);
  }

 private:
  Type type_ = Type::int32;
  std::int64_t integer_ = 1;
  double real_ = 1;
  bool overflows_ = false;
  Decimal decimal_;
};

Result multiply(const Arguments& arguments) {
  Product product;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result value = arguments[i];
    if (value.is_nullish()) return Value();
    if (!value.is_number())
      refuse(type_mismatch, arguments.op(),
             fmt::format("takes numbers, not {}", value.type_name()));
    product.add(*value);
  }
  return product.total();
}

Result divide(const Arguments& arguments) {
  const Result a = arguments[0], b = arguments[1];
  if (a.is_nullish() || b.is_nullish()) return Value();
  if (!a.is_number() || !b.is_number()) refuse_types(arguments, a, b);
  if (document::compare_numbers(*b, 0) == 0) refuse(bad_value, arguments.op(), "by zero");
  if (wider(*a, *b) == Type::decimal) return decimal_value(decimal_of(*a) / decimal_of(*b));
  return document::real(real_of(*a) / real_of(*b));
}

// MongoDB: a double divisor that is an integer of 32 bits counts as one, as a shell makes doubles
// of all numbers.
Result modulo(const Arguments& arguments) {
  const Result a = arguments[0], b = arguments[1];
  if (a.is_nullish() || b.is_nullish()) return Value();
  if (!a.is_number() || !b.is_number()) {
    refuse(16611, arguments.op(),
           fmt::format("takes numbers, not {} and {}", a.type_name(), b.type_name()));
  }
  const bool decimal = wider(*a, *b) == Type::decimal;
  if (document::compare_numbers(*b, 0) == 0)
    refuse(decimal ? 5733415 : 16610, arguments.op(), "by zero");
  if (decimal) return decimal_value(document::remainder(decimal_of(*a), decimal_of(*b)));
  if (a.is(Type::real) || (b.is(Type::real) && !small_integral_of(*b)))
    return document::real(std::fmod(real_of(*a), real_of(*b)));
  const std::int64_t dividend = coerced_integer(*a), divisor = coerced_integer(*b);
  const std::int64_t rest = divisor == -1 ? 0 : dividend % divisor;
  if (a.is(Type::int64) || b.is(Type::int64)) return document::long_integer(rest);
  return narrowest(rest);
}

constexpr std::array arithmetic_table{
    Operator{.name = "$add", .act = add},
    Operator{.name = "$subtract", .least = 2, .most = 2, .act = subtract},
    Operator{.name = "$multiply", .act = multiply},
    Operator{.name = "$divide", .least = 2, .most = 2, .act = divide},
    Operator{.name = "$mod", .least = 2, .most = 2, .act = modulo},
};

}  // namespace

Family arithmetic_operators() { return arithmetic_table; }

}  // namespace profilestore::expression
