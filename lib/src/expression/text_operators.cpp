// $concat, $toLower, $toUpper, $strcasecmp, $strLenBytes, $strLenCP: strings as a whole.
#include <fmt/format.h>
#include <array>

#include "document/text.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"
#include "expression/texts.hpp"

namespace profilestore::expression {
namespace {

Result concat(const Arguments& arguments) {
  std::string joined;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Result part = arguments[i];
    if (part.is_nullish()) return Value();
    if (!part.is_string())
      refuse(16702, arguments.op(), fmt::format("takes strings only, not {}", part.type_name()));
    joined += part.text();
    check_text_size(joined.size(), arguments.op());
  }
  return Value(std::move(joined));
}

template <std::string (*form)(std::string)>
Result in_case(const Arguments& arguments) {
  return Value(form(coerced_text(arguments[0], arguments.op())));
}

Result strcasecmp_of(const Arguments& arguments) {
  const std::string a = document::ascii_upper(coerced_text(arguments[0], arguments.op()));
  const std::string b = document::ascii_upper(coerced_text(arguments[1], arguments.op()));
  const int order = a.compare(b);
  return Value(order < 0 ? -1 : order > 0 ? 1 : 0);
}

template <int no_string, std::size_t (*length)(std::string_view)>
Result length_of_text(const Arguments& arguments) {
  const Result text = arguments[0];
  if (!text.is_string())
    refuse(no_string, arguments.op(), fmt::format("takes a string, not {}", text.type_name()));
  return Value(static_cast<std::int64_t>(length(text.text())));
}

std::size_t bytes_of(std::string_view text) { return text.size(); }

constexpr std::array text_table{
    Operator{.name = "$concat", .act = concat},
    Operator{.name = "$toLower", .least = 1, .most = 1, .act = in_case<document::ascii_lower>},
    Operator{.name = "$toUpper", .least = 1, .most = 1, .act = in_case<document::ascii_upper>},
    Operator{.name = "$strcasecmp", .least = 2, .most = 2, .act = strcasecmp_of},
    Operator{.name = "$strLenBytes", .least = 1, .most = 1, .act = length_of_text<34473, bytes_of>},
    Operator{.name = "$strLenCP",
             .least = 1,
             .most = 1,
             .act = length_of_text<34471, document::code_points>},
};

}  // namespace

Family text_operators() { return text_table; }

}  // namespace profilestore::expression
