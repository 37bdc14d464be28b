#include "read/projection_slice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <profilestore/error.hpp>

#include "document/number.hpp"
#include "document/type.hpp"
#include "match/integers.hpp"

namespace profilestore::read {
namespace {

// MongoDB's numbers.
constexpr int wrong_operands = 28667, no_array = 28724;

constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();

bool is_number(const Value& value) { return document::is_number(document::type_of(value)); }

// MongoDB: BSONElement::numberInt. REQUIRES: `value` is a number.
std::int64_t clamped(const Value& value) {
  if (const auto whole = match::truncated(value)) return std::clamp(*whole, -most, most);
  const bool negative = value.is_number_float() ? value.get<double>() < 0
                                                : value.dump().find("\"-") != std::string::npos;
  const bool is_nan = value.is_object() && value.begin()->get<std::string>() == "NaN";
  return is_nan ? 0 : negative ? -most : most;
}

}  // namespace

void refuse_projection(int code, const std::string& message) { throw InvalidInput(code, message); }

Slice slice_of(const std::string& path, const Value& operand) {
  if (is_number(operand)) return {std::nullopt, clamped(operand)};
  if (!operand.is_array())
    refuse_projection(
        wrong_operands,
        fmt::format("projection: $slice of '{}' takes a number, or [skip, count]", path));
  if (operand.size() != 2 || !is_number(operand[0]) || !is_number(operand[1]))
    refuse_projection(no_array,
                      fmt::format("projection: $slice of '{}' takes [skip, count]", path));
  const Slice slice{clamped(operand[0]), clamped(operand[1])};
  if (slice.count <= 0)
    refuse_projection(
        no_array, fmt::format("projection: the count of $slice of '{}' must be positive", path));
  return slice;
}

bool is_slice_expression(const Value& operand) {
  if (!operand.is_array() || operand.empty()) return false;
  const Value& first = operand.front();
  return (first.is_string() && first.get_ref<const std::string&>().starts_with('$')) ||
         first.is_array() || document::is_plain_object(first);
}

Value sliced(const Value& array, const Slice& slice) {
  const auto size = static_cast<std::int64_t>(array.size());
  std::int64_t skip = slice.skip.value_or(slice.count < 0 ? slice.count : 0);
  if (skip < 0) skip = std::max<std::int64_t>(size + std::max(skip, -size), 0);
  skip = std::min(skip, size);
  const std::int64_t wanted = slice.count < 0 ? size : slice.count;
  const std::int64_t count = std::min(wanted, size - skip);
  return Value(Value::array_t(array.begin() + skip, array.begin() + skip + count));
}

}  // namespace profilestore::read
