// Arithmetic on values of MongoDB's four numeric types.
#pragma once

#include <compare>
#include <optional>
#include <profilestore/document.hpp>
#include <string_view>

namespace profilestore::document {

/// The integer that a number in normal form stands for, if it is Int32 or Int64.
std::optional<std::int64_t> integer_of(const Value& value);

/// The double that a Double in normal form stands for, the non-finite wrappers included.
std::optional<double> real_of(const Value& value);

/// The 64-bit integer that `value` equals: 5, 5.0, Decimal 5.00. Nothing if it equals none or is no
/// number.
std::optional<std::int64_t> integral_of(const Value& value);

/// "NaN", "Infinity" or "-Infinity". REQUIRES: `number` is not finite.
std::string_view name_of_non_finite(double number);

/// A Double in normal form; NaN and the infinities in their wrapper.
Value real(double number);

/// An Int64 in normal form: bare if it does not fit 32 bits, else in its wrapper.
Value long_integer(std::int64_t number);

/// The sum, in the wider of the two types (Int32 < Int64 < Double < Decimal128). An Int32 sum that
/// overflows is an Int64. Nothing if an Int64 sum overflows. REQUIRES: both are numbers.
std::optional<Value> add(const Value& a, const Value& b);

/// The product, by the rules of add().
std::optional<Value> multiply(const Value& a, const Value& b);

/// REQUIRES: both are numbers.
std::weak_ordering compare_numbers(const Value& a, const Value& b);

}  // namespace profilestore::document
