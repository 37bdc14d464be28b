// $split, $trim, $ltrim, $rtrim, $replaceOne, $replaceAll.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <vector>

#include "document/text.hpp"
#include "document/time_limit.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"
#include "expression/text_search.hpp"

namespace profilestore::expression {
namespace {

void check_is_text(const Arguments& arguments, const Result& value, int code,
                   std::string_view which) {
  if (!value.is_nullish() && !value.is_string())
    refuse(code, arguments.op(),
           fmt::format("takes a string as its {}, not {}", which, value.type_name()));
}

Result split(const Arguments& arguments) {
  const Result input = arguments[0], separator = arguments[1];
  if (input.is_nullish() || separator.is_nullish()) return Value();
  check_is_text(arguments, input, 40085, "input");
  check_is_text(arguments, separator, 40086, "separator");
  const std::string_view text = input.text(), between = separator.text();
  if (between.empty()) refuse(40087, arguments.op(), "takes a separator that is not empty");
  ArrayBuilder parts(arguments.op());
  std::size_t at = 0;
  for (std::size_t next; (next = place_of(between, text, at)) != text.npos;
       at = next + between.size())
    parts.add(std::string(text.substr(at, next - at)));
  parts.add(std::string(text.substr(at)));
  return parts.take();
}

using Characters = std::vector<std::string_view>;

Characters characters_of(std::string_view text) {
  Characters all;
  while (!text.empty()) {
    const std::size_t size = document::byte_of_code_point(text, 1);
    all.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return all;
}

// MongoDB's list: NUL, ASCII's white space, no-break space, Ogham's and those of U+2000 to U+200A.
const Characters& white_space() {
  using namespace std::string_view_literals;
  static const Characters all{"\0"sv,         " ",
                              "\t",           "\n",
                              "\v",           "\f",
                              "\r",           "\xC2\xA0",
                              "\xE1\x9A\x80", "\xE2\x80\x80",
                              "\xE2\x80\x81", "\xE2\x80\x82",
                              "\xE2\x80\x83", "\xE2\x80\x84",
                              "\xE2\x80\x85", "\xE2\x80\x86",
                              "\xE2\x80\x87", "\xE2\x80\x88",
                              "\xE2\x80\x89", "\xE2\x80\x8A"};
  return all;
}

bool trim_begin(std::string_view& text, const Characters& characters) {
  for (const std::string_view character : characters)
    if (text.starts_with(character)) return text.remove_prefix(character.size()), true;
  return false;
}

bool trim_end(std::string_view& text, const Characters& characters) {
  for (const std::string_view character : characters)
    if (text.ends_with(character)) return text.remove_suffix(character.size()), true;
  return false;
}

constexpr std::array trim_parameters{Parameter{"input", 50695}, Parameter{"chars"}};
constexpr Named trim_arguments{50696, 50694, trim_parameters};

template <bool at_begin, bool at_end>
Result trim(const Arguments& arguments) {
  const Result input = arguments[0];
  if (input.is_nullish()) return Value();
  check_is_text(arguments, input, 50699, "input");
  const Result chars = arguments[1];
  if (arguments.given(1) && chars.is_nullish()) return Value();
  check_is_text(arguments, chars, 50700, "chars");
  const Characters given = arguments.given(1) ? characters_of(chars.text()) : Characters();
  const Characters& characters = arguments.given(1) ? given : white_space();
  std::string_view text = input.text();
  if (at_begin)
    while (trim_begin(text, characters)) document::TimeLimit::look();
  if (at_end)
    while (trim_end(text, characters)) document::TimeLimit::look();
  return Value(std::string(text));
}

constexpr std::array replace_parameters{Parameter{"input", 51749}, Parameter{"find", 51748},
                                        Parameter{"replacement", 51747}};
constexpr Named replace_arguments{51751, 51750, replace_parameters};

std::string with_all_replaced(std::string_view text, std::string_view wanted,
                              std::string_view replacement, const std::string& op) {
  std::string result;
  std::size_t at = 0;
  const auto append = [&](std::string_view part) {
    result += part;
    check_text_size(result.size(), op);
  };
  while (at <= text.size()) {
    const std::size_t found = place_of(wanted, text, at);
    if (found == text.npos) break;
    append(text.substr(at, found - at));
    append(replacement);
    at = found + wanted.size();
    if (!wanted.empty()) continue;
    // What is empty is found before each character and at the end.
    const std::size_t next = at + document::byte_of_code_point(text.substr(at), 1);
    append(text.substr(at, next - at));
    if (at == text.size()) return result;
    at = next;
  }
  append(text.substr(std::min(at, text.size())));
  return result;
}

template <bool all>
Result replace(const Arguments& arguments) {
  const Result input = arguments[0], find = arguments[1], replacement = arguments[2];
  check_is_text(arguments, input, 10503904, "input");
  check_is_text(arguments, find, 10503903, "find");
  check_is_text(arguments, replacement, 10503902, "replacement");
  if (input.is_nullish() || find.is_nullish() || replacement.is_nullish()) return Value();
  const std::string &text = input.text(), &wanted = find.text();
  if (all) return Value(with_all_replaced(text, wanted, replacement.text(), arguments.op()));
  const std::size_t found = place_of(wanted, text);
  if (found == text.npos) return Value(text);
  check_text_size(text.size() + replacement.text().size(), arguments.op());
  return Value(text.substr(0, found) + replacement.text() + text.substr(found + wanted.size()));
}

constexpr std::array text_part_table{
    Operator{.name = "$split", .least = 2, .most = 2, .act = split},
    Operator{.name = "$trim", .act = trim<true, true>, .named = &trim_arguments},
    Operator{.name = "$ltrim", .act = trim<true, false>, .named = &trim_arguments},
    Operator{.name = "$rtrim", .act = trim<false, true>, .named = &trim_arguments},
    Operator{.name = "$replaceOne", .act = replace<false>, .named = &replace_arguments},
    Operator{.name = "$replaceAll", .act = replace<true>, .named = &replace_arguments},
};

}  // namespace

Family text_part_operators() { return text_part_table; }

}  // namespace profilestore::expression
