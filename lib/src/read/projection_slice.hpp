// The two $slices of a projection: of the field itself, and the expression of that name over any
// field.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <string>

#include "document/path.hpp"

namespace profilestore::read {

/// $slice: {n} or {skip, n}. Negative: from the end.
struct Slice {
  std::optional<std::int64_t> skip;
  std::int64_t count;
};

/// {$slice: ["$path", n]} or {$slice: ["$path", skip, n]}.
struct SliceExpression {
  document::Path path = document::Path("");
  Slice slice = {};
};

[[noreturn]] void refuse_projection(int code, const std::string& message);

/// {$slice: n} or {$slice: [skip, n]} of the field at `path`; n is any number, truncated, and NaN
/// is 0. Throws InvalidInput (28667, 28724).
Slice slice_of(const std::string& path, const Value& operand);

/// Whether the operand begins with an expression, not with a number.
bool is_slice_expression(const Value& operand);

/// Throws InvalidInput for an expression that is no path, or a wrong number (2, 28667, 28725 to
/// 28729). REQUIRES: is_slice_expression(operand).
SliceExpression slice_expression(const std::string& path, const Value& operand);

/// MongoDB: [skip, count] clamped to the array, both counted from the end where they are negative.
Value sliced(const Value& array, const Slice& slice);

/// What the expression gives of `document`: null if there is nothing at its path. Throws
/// InvalidInput (28724) if something else than an array is.
Value sliced(const Document& document, const SliceExpression& expression);

}  // namespace profilestore::read
