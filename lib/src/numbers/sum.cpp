#include "numbers/sum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "document/decimal_functions.hpp"
#include "document/number.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

using document::Decimal;
using document::Type;

__extension__ using Wide = __int128;

bool fits_int64(Wide number) {
  return number >= std::numeric_limits<std::int64_t>::min() &&
         number <= std::numeric_limits<std::int64_t>::max();
}

Decimal decimal_of_wide(Wide number) {
  if (fits_int64(number)) return Decimal::from_integer(static_cast<std::int64_t>(number));
  const auto high = static_cast<double>(number);
  const auto rest = static_cast<std::int64_t>(number - static_cast<Wide>(high));
  return document::full_decimal(high) + Decimal::from_integer(rest);
}

}  // namespace

// Knuth's sum of two, which finds exactly what rounding takes.
void CompensatedSum::add(double number) {
  plain_ += number;
  const double sum = sum_ + number, part = sum - sum_;
  rest_ += (sum_ - (sum - part)) + (number - part);
  sum_ = sum;
}

double CompensatedSum::total() const { return std::isfinite(plain_) ? sum_ + rest_ : plain_; }

Decimal CompensatedSum::decimal() const {
  if (!std::isfinite(plain_)) return Decimal::from_real(plain_);
  return document::full_decimal(sum_) + document::full_decimal(rest_);
}

void Sum::add(const Value& number) {
  const Type type = document::type_of(number);
  type_ = std::max(type_, type);
  if (const auto integer = document::integer_of(number))
    integers_ += *integer;
  else if (const auto real = document::real_of(number))
    reals_.add(*real);
  else
    decimals_ = decimals_ + decimal_of(number);
}

void Sum::add(const Sum& other) {
  type_ = std::max(type_, other.type_);
  integers_ += other.integers_;
  reals_.add(other.reals_.total());
  decimals_ = decimals_ + other.decimals_;
}

Value Sum::parts() const {
  Value parts = Value::array();
  const auto add_integer = [&](std::int64_t number) {
    parts.push_back(type_ == Type::int32 && document::fits_int32(number)
                        ? Value(number)
                        : document::long_integer(number));
  };
  Wide rest = integers_;
  for (constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(); !fits_int64(rest);) {
    add_integer(rest > 0 ? most : -most);
    rest -= rest > 0 ? most : -most;
  }
  if (rest != 0 || type_ == Type::int64) add_integer(static_cast<std::int64_t>(rest));
  if (!std::isfinite(reals_.total())) {
    parts.push_back(document::real(reals_.total()));
  } else if (type_ >= Type::real) {
    parts.push_back(document::real(reals_.sum()));
    parts.push_back(document::real(reals_.rest()));
  }
  if (type_ == Type::decimal) parts.push_back(decimal_value(decimals_));
  return parts;
}

double Sum::as_real() const {
  if (fits_int64(integers_) && reals_.total() == 0) return static_cast<double>(integers_);
  CompensatedSum sum = reals_;
  const auto high = static_cast<double>(integers_);
  sum.add(high);
  if (fits_int64(static_cast<Wide>(high)))
    sum.add(static_cast<double>(integers_ - static_cast<Wide>(high)));
  return sum.total();
}

Decimal Sum::as_decimal() const {
  return decimals_ + (reals_.decimal() + decimal_of_wide(integers_));
}

Value Sum::total() const {
  if (type_ == Type::decimal) return decimal_value(as_decimal());
  if (type_ == Type::real || !fits_int64(integers_)) return document::real(as_real());
  const auto integer = static_cast<std::int64_t>(integers_);
  return type_ == Type::int32 ? narrowest(integer) : document::long_integer(integer);
}

Value Sum::average(std::int64_t count) const {
  if (type_ == Type::decimal) return decimal_value(as_decimal() / Decimal::from_integer(count));
  return document::real(as_real() / static_cast<double>(count));
}

}  // namespace profilestore::expression
