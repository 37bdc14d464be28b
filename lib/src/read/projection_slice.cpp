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
constexpr int unsupported = 2, wrong_operands = 28667, no_array = 28724;
constexpr int no_number = 28725, no_whole_number = 28726, not_positive = 28729;

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

std::int64_t whole_of(const std::string& path, const Value& value) {
  if (!is_number(value))
    refuse_projection(no_number, fmt::format("projection: $slice of '{}' takes numbers", path));
  const auto whole = match::integral(value);
  if (!whole || *whole < -most - 1 || *whole > most)
    refuse_projection(no_whole_number,
                      fmt::format("projection: $slice of '{}' takes 32-bit integers", path));
  return *whole;
}

// An array on the way gives the values of its elements. A null pointer: there is nothing.
std::optional<Value> value_at(const Value& holder, const document::Path& path, std::size_t depth) {
  if (depth == path.segments().size()) return holder;
  if (holder.is_array()) {
    Value values = Value::array();
    for (const Value& element : holder)
      if (document::is_plain_object(element))
        if (auto value = value_at(element, path, depth)) values.push_back(*std::move(value));
    return values;
  }
  const Value* next = document::member(holder, path.segments()[depth]);
  return next == nullptr ? std::nullopt : value_at(*next, path, depth + 1);
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

SliceExpression slice_expression(const std::string& path, const Value& operand) {
  const std::string text = operand.front().is_string() ? operand.front().get<std::string>() : "";
  if (text.size() < 2 || text.starts_with("$$"))
    refuse_projection(unsupported,
                      fmt::format("projection: $slice of '{}': of expressions only a field such as "
                                  "\"$tags\" is supported",
                                  path));
  if (operand.size() != 2 && operand.size() != 3)
    refuse_projection(
        wrong_operands,
        fmt::format("projection: the expression $slice of '{}' takes 2 or 3 operands", path));
  SliceExpression expression{document::Path(text.substr(1))};
  expression.slice.count = whole_of(path, operand.back());
  if (operand.size() == 2) return expression;
  expression.slice.skip = whole_of(path, operand[1]);
  if (expression.slice.count <= 0)
    refuse_projection(
        not_positive,
        fmt::format("projection: the count of $slice of '{}' must be positive", path));
  return expression;
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

Value sliced(const Document& document, const SliceExpression& expression) {
  const auto value = value_at(document, expression.path, 0);
  if (!value || value->is_null()) return nullptr;
  if (!value->is_array()) throw InvalidInput(no_array, "First argument to $slice must be an array");
  return sliced(*value, expression.slice);
}

}  // namespace profilestore::read
