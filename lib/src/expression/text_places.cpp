// $substr, $substrBytes, $substrCP, $indexOfBytes, $indexOfCP: parts of strings by their places.
#include <fmt/format.h>
#include <array>

#include "document/text.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"
#include "expression/text_search.hpp"
#include "expression/texts.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

std::int64_t byte_place(const Result& value, int code, const std::string& op) {
  if (!value.is_number())
    refuse(code, op, fmt::format("takes numbers as its places, not {}", value.type_name()));
  const double nearest = real_of(*value);
  if (!(nearest >= -0x1p63 && nearest < 0x1p63) && !document::integer_of(*value))
    refuse(31109, op, "takes places that 64 bits hold");
  return coerced_integer(*value);
}

Result substr_bytes(const Arguments& arguments) {
  const std::string& op = arguments.op();
  const Result value = arguments[0], start = arguments[1], length = arguments[2];
  const std::string text = coerced_text(value, op);
  const std::int64_t first = byte_place(start, 16034, op), count = byte_place(length, 16035, op);
  if (first < 0) refuse(50752, op, "takes no negative start");
  const auto begin = static_cast<std::size_t>(first);
  if (begin >= text.size()) return Value("");
  if (document::continues(text[begin])) refuse(28656, op, "begins within a character");
  // MongoDB: a negative length is all that is left.
  const std::size_t left = text.size() - begin;
  const std::size_t size = count < 0 ? left : std::min(left, static_cast<std::size_t>(count));
  if (size < left && document::continues(text[begin + size]))
    refuse(28657, op, "ends within a character");
  return Value(text.substr(begin, size));
}

std::size_t code_point_place(const Result& value, int no_number, int negative,
                             const std::string& op) {
  if (!value.is_number())
    refuse(no_number, op, fmt::format("takes numbers as its places, not {}", value.type_name()));
  const auto integer = small_integral_of(*value);
  if (!integer) refuse(no_number + 1, op, "takes whole numbers of 32 bits as its places");
  if (*integer < 0) refuse(negative, op, "takes no negative place");
  return static_cast<std::size_t>(*integer);
}

Result substr_code_points(const Arguments& arguments) {
  const std::string& op = arguments.op();
  const Result value = arguments[0], start = arguments[1], length = arguments[2];
  const std::string text = coerced_text(value, op);
  const std::size_t first = code_point_place(start, 34450, 34455, op);
  const std::size_t count = code_point_place(length, 34452, 34454, op);
  const std::size_t begin = document::byte_of_code_point(text, first);
  const std::string_view rest = std::string_view(text).substr(begin);
  return Value(std::string(rest.substr(0, document::byte_of_code_point(rest, count))));
}

std::optional<std::size_t> search_place(const Arguments& arguments, std::size_t i) {
  if (i >= arguments.size()) return std::nullopt;
  const Result place = arguments[i];
  const auto integer = place ? small_integral_of(*place) : std::nullopt;
  if (!integer)
    refuse(40096, arguments.op(),
           fmt::format("takes whole numbers of 32 bits as its places, not {}", place.type_name()));
  if (*integer < 0) refuse(40097, arguments.op(), "takes no negative place");
  return static_cast<std::size_t>(*integer);
}

// The input, what is looked for, and the bounds: in bytes or in code points.
template <int no_string, bool in_code_points>
Result index_of_text(const Arguments& arguments) {
  const Result input = arguments[0];
  if (input.is_nullish()) return Value();
  if (!input.is_string())
    refuse(no_string, arguments.op(), fmt::format("takes strings, not {}", input.type_name()));
  const Result wanted = arguments[1];
  if (!wanted.is_string())
    refuse(no_string + 1, arguments.op(), fmt::format("takes strings, not {}", wanted.type_name()));
  const std::string_view text = input.text();
  const auto first = search_place(arguments, 2), last = search_place(arguments, 3);
  const std::size_t size = in_code_points ? document::code_points(text) : text.size();
  const std::size_t start = first.value_or(0), end = std::min(size, last.value_or(size));
  if (start > size || end < start) return Value(-1);
  const std::size_t from = in_code_points ? document::byte_of_code_point(text, start) : start;
  const std::size_t to = in_code_points ? document::byte_of_code_point(text, end) : end;
  // MongoDB: of code points the end bounds where it begins, of bytes where it ends; and what is
  // empty is nowhere behind the last code point.
  const bool whole = text.empty() && wanted.text().empty();
  const std::size_t found =
      place_of(wanted.text(), in_code_points ? text : text.substr(0, to), from);
  if (found == text.npos || (in_code_points && found >= to && !whole)) return Value(-1);
  const std::size_t at = in_code_points ? document::code_points(text.substr(0, found)) : found;
  return Value(static_cast<std::int64_t>(at));
}

constexpr std::array text_place_table{
    Operator{.name = "$substr", .least = 3, .most = 3, .act = substr_bytes},
    Operator{.name = "$substrBytes", .least = 3, .most = 3, .act = substr_bytes},
    Operator{.name = "$substrCP", .least = 3, .most = 3, .act = substr_code_points},
    Operator{.name = "$indexOfBytes", .least = 2, .most = 4, .act = index_of_text<40091, false>},
    Operator{.name = "$indexOfCP", .least = 2, .most = 4, .act = index_of_text<40093, true>},
};

}  // namespace

Family text_place_operators() { return text_place_table; }

}  // namespace profilestore::expression
