#include "merge/merging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "document/type.hpp"
#include "merge/combine.hpp"

namespace profilestore::merge {
namespace {

using document::Path;

[[noreturn]] void refuse_rule(std::string_view text) {
  throw InvalidInput(
      2, fmt::format("merge: '{}' is not a rule; the rules are fill, union:FIELD, max:FIELD, "
                     "min:FIELD, newest:FIELD, longest:FIELD, concat:FIELD and group:FIELD+FIELD",
                     text));
}

std::vector<Path> fields_of(std::string_view text, bool several) {
  std::vector<Path> fields;
  for (;;) {
    const std::size_t plus = several ? text.find('+') : text.npos;
    fields.emplace_back(text.substr(0, plus));
    if (plus == text.npos) return fields;
    text.remove_prefix(plus + 1);
  }
}

// Whether `path` can be set without a value that is no object standing in its way.
bool can_be_set(const Value& document, const Path& path) {
  const Value* here = &document;
  for (std::size_t i = 0; i + 1 < path.segments().size(); ++i) {
    here = document::member(*here, path.segments()[i]);
    if (here == nullptr) return true;
    if (!document::is_plain_object(*here)) return false;
  }
  return true;
}

void erase(Value& document, const Path& path) {
  Value* here = &document;
  for (std::size_t i = 0; i + 1 < path.segments().size(); ++i) {
    if (!document::is_plain_object(*here) || !here->contains(path.segments()[i])) return;
    here = &(*here)[path.segments()[i]];
  }
  if (document::is_plain_object(*here)) here->erase(path.segments().back());
}

bool identical_or_absent(const Value* a, const Value* b) {
  return a == nullptr || b == nullptr ? a == b : document::identical(*a, *b);
}

}  // namespace

Merging::Rule Merging::parse_one(std::string_view text) {
  static const std::map<std::string_view, Kind> kinds{
      {"union", Kind::join},    {"max", Kind::greatest},    {"min", Kind::least},
      {"newest", Kind::newest}, {"longest", Kind::longest}, {"concat", Kind::concat},
      {"group", Kind::group},
  };
  const std::size_t colon = text.find(':');
  const auto kind = kinds.find(text.substr(0, colon));
  if (colon == text.npos || kind == kinds.end()) refuse_rule(text);
  std::string_view field = text.substr(colon + 1);
  Rule rule{kind->second, std::string(text), {}, ""};
  if (rule.kind == Kind::newest) rule.detail = "updatedAt";
  if (rule.kind == Kind::concat) rule.detail = "\n";
  const std::size_t at = field.find('@');
  if (at != field.npos && (rule.kind == Kind::newest || rule.kind == Kind::concat)) {
    rule.detail = field.substr(at + 1);
    field = field.substr(0, at);
  }
  rule.fields = fields_of(field, rule.kind == Kind::group);
  if (rule.kind == Kind::newest && Path(rule.detail).has_empty_segment()) refuse_rule(text);
  if (rule.kind == Kind::group && rule.fields.size() < 2) refuse_rule(text);
  for (const Path& path : rule.fields)
    if (path.has_empty_segment()) refuse_rule(text);
  return rule;
}

void Merging::add(Rule rule) {
  std::vector<const Path*> spoken_of;
  for (const Rule& other : rules_)
    for (const Path& path : other.fields) spoken_of.push_back(&path);
  for (const Path& path : rule.fields) {
    for (const Path* other : spoken_of)
      if (path.overlaps(*other))
        throw InvalidInput(2, fmt::format("merge: two rules cover '{}'; one of them is {}",
                                          path.text(), rule.name));
    spoken_of.push_back(&path);
  }
  rules_.push_back(std::move(rule));
}

Merging Merging::parse(const std::vector<std::string>& rules) {
  Merging merging;
  for (const std::string& text : rules) {
    if (text == "fill")
      merging.fill_ = true;
    else
      merging.add(parse_one(text));
  }
  // Whatever order they are given in, they do the same.
  std::ranges::sort(merging.rules_, {}, &Rule::name);
  return merging;
}

std::vector<RuleQuestion> Merging::questions() const {
  static const std::map<Kind, Need> needs{{Kind::join, Need::array},
                                          {Kind::greatest, Need::one_kind},
                                          {Kind::least, Need::one_kind},
                                          {Kind::longest, Need::length},
                                          {Kind::concat, Need::length}};
  std::vector<RuleQuestion> questions;
  if (fill_) questions.push_back({"merge", "fill", {}});
  for (const Rule& rule : rules_) {
    const auto need = needs.find(rule.kind);
    RuleQuestion question{"merge", rule.name, {}};
    for (const Path& path : rule.fields)
      question.fields.push_back({path, need == needs.end() ? Need::anything : need->second});
    if (rule.kind == Kind::newest)
      question.fields.push_back({Path(rule.detail), Need::moment, false});
    questions.push_back(std::move(question));
  }
  return questions;
}

void Merging::keep_fixed(const std::vector<Path>& fields) {
  for (const Path& field : fields)
    for (const Rule& rule : rules_)
      for (const Path& path : rule.fields)
        if (path.overlaps(field))
          throw InvalidInput(2, fmt::format("merge: '{}' would change '{}', which belongs to the "
                                            "key; a merge never changes the key",
                                            rule.name, field.text()));
  fixed_ = fields;
}

Merged Merging::merge(std::span<const Document> ranked) const {
  Merged merged{ranked.front(), {}};
  if (fill_) fill(ranked, merged);
  for (const Rule& rule : rules_)
    if (rule.kind == Kind::group)
      move_group(rule, ranked, merged);
    else
      apply(rule, ranked, merged);
  return merged;
}

// Whole top-level fields: half an address of one and half of another would be nobody's.
void Merging::fill(std::span<const Document> ranked, Merged& merged) const {
  for (std::size_t i = 1; i < ranked.size(); ++i)
    for (const auto& [name, value] : ranked[i].items()) {
      if (!has_value(&value) || has_value(document::member(merged.document, name))) continue;
      const bool fixed = std::ranges::any_of(
          fixed_, [&name = name](const Path& path) { return path.segments().front() == name; });
      const bool spoken_of = std::ranges::any_of(rules_, [&name = name](const Rule& rule) {
        return std::ranges::any_of(
            rule.fields, [&](const Path& path) { return path.segments().front() == name; });
      });
      if (fixed || spoken_of) continue;
      merged.document[name] = value;
      merged.taken.push_back({name, "fill", {i}});
    }
}

void Merging::apply(const Rule& rule, std::span<const Document> ranked, Merged& merged) {
  const Path& path = rule.fields.front();
  if (!can_be_set(merged.document, path)) return;
  std::vector<Given> given;
  for (std::size_t i = 0; i < ranked.size(); ++i)
    if (const Value* value = document::find(ranked[i], path); has_value(value))
      given.push_back({i, value});
  if (given.empty()) return;
  Combined combined;
  switch (rule.kind) {
    case Kind::join:
      combined = joined(given);
      break;
    case Kind::greatest:
      combined = greatest(given);
      break;
    case Kind::least:
      combined = least(given);
      break;
    case Kind::newest:
      combined = newest(given, ranked, Path(rule.detail));
      break;
    case Kind::longest:
      combined = longest(given);
      break;
    default:
      combined = concatenated(given, rule.detail);
  }
  if (std::ranges::count(combined.from, 0u) == std::ssize(combined.from)) return;
  document::put(merged.document, path, std::move(combined.value));
  merged.taken.push_back({path.text(), rule.name, std::move(combined.from)});
}

void Merging::move_group(const Rule& rule, std::span<const Document> ranked, Merged& merged) {
  for (const Path& path : rule.fields)
    if (!can_be_set(merged.document, path)) return;
  std::size_t best = 0, most = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const auto filled = static_cast<std::size_t>(std::ranges::count_if(
        rule.fields, [&](const Path& p) { return is_filled(document::find(ranked[i], p)); }));
    if (filled > most) {
      best = i;
      most = filled;
    }
  }
  if (best == 0) return;
  for (const Path& path : rule.fields) {
    const Value* value = document::find(ranked[best], path);
    if (identical_or_absent(value, document::find(merged.document, path))) continue;
    if (value == nullptr)
      erase(merged.document, path);
    else
      document::put(merged.document, path, *value);
    merged.taken.push_back({path.text(), rule.name, {best}});
  }
}

}  // namespace profilestore::merge
