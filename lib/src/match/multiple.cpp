#include "match/multiple.hpp"

// How Debian's library was built: arguments by value, rounding and flags as arguments.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <bit>
#include <string>

#include "document/decimal.hpp"
#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::match {
namespace {

using Bits = std::array<std::uint64_t, 2>;

std::string decimal_text(const Value& number) {
  if (const auto integer = document::integer_of(number))
    return document::Decimal::from_integer(*integer).to_text();
  if (const auto real = document::real_of(number))
    return document::Decimal::from_real(*real).to_text();
  return number["$numberDecimal"].get<std::string>();
}

BID_UINT128 raw(const Bits& bits) { return std::bit_cast<BID_UINT128>(bits); }

Bits bits_of(const Value& number) {
  std::string text = decimal_text(number);
  unsigned flags = 0;
  return std::bit_cast<Bits>(bid128_from_string(text.data(), BID_ROUNDING_TO_NEAREST, &flags));
}

}  // namespace

Divisor::Divisor(const Value& number) : bits_(bits_of(number)) {}

bool Divisor::is_positive() const {
  return !bid128_isNaN(raw(bits_)) && !bid128_isZero(raw(bits_)) && !bid128_isSigned(raw(bits_));
}

bool Divisor::divides(const Value& number) const {
  unsigned flags = 0;
  return bid128_isZero(bid128_fmod(raw(bits_of(number)), raw(bits_), &flags)) != 0;
}

}  // namespace profilestore::match
