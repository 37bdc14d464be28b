// $regexMatch, $regexFind, $regexFindAll.
#include <fmt/format.h>
#include <array>
#include <optional>

#include "document/pattern.hpp"
#include "document/text.hpp"
#include "document/time_limit.hpp"
#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

using document::Pattern;
using document::PatternFault;
using document::Type;

constexpr std::array pattern_parameters{Parameter{"input", 31022}, Parameter{"regex", 31023},
                                        Parameter{"options"}};
constexpr Named pattern_arguments{51103, 31024, pattern_parameters};

[[noreturn]] void refuse_pattern(const PatternFault& fault, const std::string& op) {
  switch (fault.kind()) {
    case PatternFault::Kind::nul:
      refuse(51109, op, fault.what());
    case PatternFault::Kind::option:
      refuse(51108, op, fault.what());
    case PatternFault::Kind::too_long:
    case PatternFault::Kind::syntax:
      refuse(51111, op, fault.what());
    case PatternFault::Kind::run:
      break;
  }
  refuse(51156, op, fault.what());
}

// Nothing: the regex is nullish, and nothing matches.
std::optional<Pattern> pattern_of(const Result& regex, const Result& options,
                                  const std::string& op) {
  if (!options.is_nullish() && !options.is_string())
    refuse(51106, op, fmt::format("takes a string as its options, not {}", options.type_name()));
  std::string letters = options.is_nullish() ? "" : options.text();
  if (regex.is_nullish()) return std::nullopt;
  std::string text;
  if (regex.is_string()) {
    text = regex.text();
  } else if (regex.is(Type::regex)) {
    const Value& inside = regex->begin().value();
    text = inside.at("pattern").get<std::string>();
    const auto own = inside.at("options").get<std::string>();
    if (!own.empty() && !options.is_nullish()) refuse(51107, op, "has options in two places");
    if (!own.empty()) letters = own;
  } else {
    refuse(51105, op,
           fmt::format("takes a string or a regular expression as its regex, not {}",
                       regex.type_name()));
  }
  try {
    return Pattern(text, letters);
  } catch (const PatternFault& fault) {
    refuse_pattern(fault, op);
  }
}

std::string part_of(const std::string& text, const Pattern::Span& span) {
  return text.substr(span.begin, span.end - span.begin);
}

// {match, idx, captures}; `index` counts code points.
Value described(const std::string& text, const Pattern::Found& found, std::size_t index) {
  Value captures = Value::array();
  for (std::size_t i = 1; i < found.size(); ++i)
    captures.push_back(found[i] ? Value(part_of(text, *found[i])) : Value());
  return {{"match", part_of(text, *found[0])},
          {"idx", static_cast<std::int64_t>(index)},
          {"captures", std::move(captures)}};
}

// What each of the operators makes of a pattern and a text. Throws PatternFault.
using Search = Result (*)(const Pattern& pattern, const std::string& text, const std::string& op);

Result is_found(const Pattern& pattern, const std::string& text, const std::string&) {
  return Value(pattern.found_in(text));
}

Result first_found(const Pattern& pattern, const std::string& text, const std::string&) {
  const auto found = pattern.find(text);
  if (!found) return Value();
  const std::string_view before = std::string_view(text).substr(0, (*found)[0]->begin);
  return described(text, *found, document::code_points(before));
}

Result all_found(const Pattern& pattern, const std::string& text, const std::string& op) {
  ArrayBuilder all(op);
  std::size_t at = 0, counted = 0, index = 0;
  do {
    document::TimeLimit::look();
    const auto found = pattern.find(text, at);
    if (!found) break;
    const Pattern::Span match = *(*found)[0];
    index += document::code_points(std::string_view(text).substr(counted, match.begin - counted));
    counted = match.begin;
    all.add(described(text, *found, index));
    at = match.end;
    // Behind an empty match the search goes on with the next character.
    if (match.end == match.begin)
      at += std::max<std::size_t>(
          1, document::byte_of_code_point(std::string_view(text).substr(at), 1));
  } while (at < text.size());
  return all.take();
}

Value nothing_found(Search search) {
  if (search == is_found) return false;
  return search == first_found ? Value() : Value::array();
}

template <Search search>
NodePtr parse_regex(const Parser& parser, const std::string& name, const Value& operand) {
  auto arguments = named_arguments(parser, name, operand, pattern_arguments);
  const auto is_constant = [](const NodePtr& node) { return !node || node->is_constant(); };
  const auto constant = [](const NodePtr& node) {
    return node && *node->constant ? Result(**node->constant) : Result();
  };
  // A constant pattern is compiled once.
  const bool known = is_constant(arguments[1]) && is_constant(arguments[2]);
  std::optional<Pattern> compiled;
  if (known) compiled = pattern_of(constant(arguments[1]), constant(arguments[2]), name);
  const auto act = [known, compiled](const Arguments& all) -> Result {
    const Result input = all[0];
    if (!input.is_nullish() && !input.is_string())
      refuse(51104, all.op(),
             fmt::format("takes a string as its input, not {}", input.type_name()));
    const auto pattern = known ? compiled : pattern_of(all[1], all[2], all.op());
    if (!pattern || input.is_nullish()) return nothing_found(search);
    try {
      return search(*pattern, input.text(), all.op());
    } catch (const PatternFault& fault) {
      refuse_pattern(fault, all.op());
    }
  };
  return parser.call(name, act, std::move(arguments));
}

constexpr std::array regex_table{
    Operator{.name = "$regexMatch", .parse = parse_regex<is_found>},
    Operator{.name = "$regexFind", .parse = parse_regex<first_found>},
    Operator{.name = "$regexFindAll", .parse = parse_regex<all_found>},
};

}  // namespace

Family regex_operators() { return regex_table; }

}  // namespace profilestore::expression
