// Numbers of MongoDB's four types as operators need them.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>

#include "document/decimal.hpp"
#include "document/number.hpp"
#include "evaluation/result.hpp"

namespace profilestore::expression {

// REQUIRES of all: the value is a number.
double real_of(const Value& number);
document::Decimal decimal_of(const Value& number);

Value decimal_value(const document::Decimal& number);

/// The Int32 or, if it does not fit, the Int64. MongoDB: createIntOrLong.
inline Value narrowest(std::int64_t number) { return Value(number); }

using document::integral_of;

/// As document::integral_of(), in 32 bits. MongoDB: Value::integral.
std::optional<std::int32_t> small_integral_of(const Value& value);

/// Truncated toward zero, clamped to 64 bits; 0 for NaN. MongoDB: coerceToLong.
std::int64_t coerced_integer(const Value& number);

}  // namespace profilestore::expression
