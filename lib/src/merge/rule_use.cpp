#include "merge/rule_use.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "document/number.hpp"
#include "document/type.hpp"
#include "merge/combine.hpp"
#include "merge/rules.hpp"

namespace profilestore::merge {
namespace {

using document::Type;

// Whether a path leads to something, arrays entered as the paths of keys enter them.
bool leads_somewhere(const Value& value, std::span<const std::string> segments) {
  if (segments.empty()) return true;
  if (document::is_plain_object(value)) {
    const Value* next = document::member(value, segments.front());
    return next != nullptr && leads_somewhere(*next, segments.subspan(1));
  }
  return value.is_array() && std::ranges::any_of(value, [&](const Value& element) {
           return document::is_plain_object(element) && leads_somewhere(element, segments);
         });
}

std::string example_of(const Value& value) {
  constexpr std::size_t longest = 40;
  std::string text = value.dump();
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::size_t kind_of(const Value& value) {
  if (value.is_string()) return 1;
  return document::is_number(document::type_of(value)) ? 0 : 2;
}

bool is_readable(const Value& value, const AskedField& field) {
  switch (field.need) {
    case Need::moment:
      return document::type_of(value) == Type::date || moment_of(value).has_value();
    case Need::array:
      return value.is_array();
    case Need::length:
      return value.is_string() || value.is_array();
    case Need::number:
      return document::is_number(document::type_of(value));
    case Need::listed:
      return field.takes(value);
    default:
      return true;
  }
}

void take_value(const Value& value, const AskedField& field, RuleCount& counted) {
  if (field.need == Need::one_kind) {
    const std::size_t kind = kind_of(value);
    if (counted.kinds[kind]++ == 0) counted.kind_examples[kind] = example_of(value);
  } else if (!is_readable(value, field)) {
    if (counted.unreadable++ == 0) counted.example = example_of(value);
  }
}

}  // namespace

void RuleCount::add(const RuleCount& later) {
  documents += later.documents;
  // A part without documents has counted nothing, not even which fields are asked for.
  if (has_field.size() < later.has_field.size()) has_field.resize(later.has_field.size());
  for (std::size_t i = 0; i < later.has_field.size(); ++i) has_field[i] += later.has_field[i];
  if (unreadable == 0) example = later.example;
  unreadable += later.unreadable;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i] == 0) kind_examples[i] = later.kind_examples[i];
    kinds[i] += later.kinds[i];
  }
}

void RuleCount::settle() {
  const auto most = std::ranges::max_element(kinds) - kinds.begin();
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (static_cast<std::ptrdiff_t>(i) == most || kinds[i] == 0) continue;
    if (unreadable == 0) example = kind_examples[i];
    unreadable += kinds[i];
  }
}

std::string why_never(const RuleQuestion& question, const RuleCount& counted) {
  if (question.fields.empty()) return "";
  const auto& [path, need, speaks, takes] = question.fields.front();
  if (need == Need::referenced && counted.documents == 0)
    return "no document of these is referred to there";
  const bool reads_none = counted.documents > 0 && counted.unreadable == counted.documents;
  if (need == Need::number && reads_none)
    return fmt::format("no value of '{}' is a number; one is {}", path.text(), counted.example);
  if (need == Need::listed && reads_none)
    return fmt::format("no value of '{}' is in its list; one is {}", path.text(), counted.example);
  return "";
}

void count(const RuleQuestion& question, const Document& fields, RuleCount& counted) {
  counted.has_field.resize(question.fields.size());
  bool applies = question.fields.empty();
  for (std::size_t i = 0; i < question.fields.size(); ++i) {
    const AskedField& field = question.fields[i];
    if (leads_somewhere(fields, field.path.segments())) ++counted.has_field[i];
    const Value* value = document::find(fields, field.path);
    if (!has_value(value)) continue;
    applies = applies || (field.speaks && (field.need != Need::referenced || field.takes(*value)));
    take_value(*value, field, counted);
  }
  counted.documents += applies ? 1 : 0;
}

}  // namespace profilestore::merge
