// The $slice of a find, which is that of the field itself; another is the expression of that name.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <string>

namespace profilestore::read {

/// $slice: {n} or {skip, n}. Negative: from the end.
struct Slice {
  std::optional<std::int64_t> skip;
  std::int64_t count;
};

[[noreturn]] void refuse_projection(int code, const std::string& message);

/// {$slice: n} or {$slice: [skip, n]} of the field at `path`; n is any number, truncated, and NaN
/// is 0. Throws InvalidInput (28667, 28724).
Slice slice_of(const std::string& path, const Value& operand);

/// Whether the operand begins with an expression, not with a number.
bool is_slice_expression(const Value& operand);

/// MongoDB: [skip, count] clamped to the array, both counted from the end where they are negative.
Value sliced(const Value& array, const Slice& slice);

}  // namespace profilestore::read
