#include "merge/merging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "document/type.hpp"
#include "merge/fill.hpp"

namespace profilestore::merge {
namespace {

using document::Path;

constexpr std::string_view list_hint =
    ". The values of a list are separated by '>', and have neither a comma, which ends a rule, nor "
    "themselves twice";

[[noreturn]] void refuse_rule(std::string_view text) {
  const bool lists = text.find('>') != text.npos;
  throw InvalidInput(
      2, fmt::format("merge: '{}' is not a rule; the rules are fill, union:FIELD[@KEY], max:FIELD, "
                     "min:FIELD, newest:FIELD, longest:FIELD, concat:FIELD, sum:FIELD, "
                     "rank:FIELD=BEST>NEXT>… and group:FIELD+FIELD{}",
                     text, lists ? list_hint : ""));
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
      {"sum", Kind::sum},       {"rank", Kind::rank},       {"group", Kind::group},
  };
  const std::size_t colon = text.find(':');
  const auto kind = kinds.find(text.substr(0, colon));
  if (colon == text.npos || kind == kinds.end()) refuse_rule(text);
  std::string_view field = text.substr(colon + 1);
  Rule rule{kind->second, std::string(text), {}, ""};
  if (rule.kind == Kind::rank) {
    const auto ranked = ranked_field_of(field);
    if (!ranked) refuse_rule(text);
    rule.fields.push_back(ranked->path);
    rule.ranking = ranked->ranking;
    return rule;
  }
  take_detail(rule, field);
  rule.fields = fields_of(field, rule.kind == Kind::group);
  const bool names_field = rule.kind == Kind::newest || rule.kind == Kind::join_by;
  if (names_field && Path(rule.detail).has_empty_segment()) refuse_rule(text);
  if (rule.kind == Kind::group && rule.fields.size() < 2) refuse_rule(text);
  for (const Path& path : rule.fields)
    if (path.has_empty_segment()) refuse_rule(text);
  return rule;
}

// What follows an @, which is then no part of the field.
void Merging::take_detail(Rule& rule, std::string_view& field) {
  if (rule.kind == Kind::newest) rule.detail = "updatedAt";
  if (rule.kind == Kind::concat) rule.detail = "\n";
  const std::size_t at = field.find('@');
  if (at == field.npos) return;
  if (rule.kind == Kind::join) rule.kind = Kind::join_by;
  if (rule.kind != Kind::newest && rule.kind != Kind::concat && rule.kind != Kind::join_by) return;
  rule.detail = field.substr(at + 1);
  field = field.substr(0, at);
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
  std::vector<RuleQuestion> questions;
  if (fill_) questions.push_back({"merge", "fill", {}});
  for (const Rule& rule : rules_) questions.push_back(question_of(rule));
  return questions;
}

RuleQuestion Merging::question_of(const Rule& rule) {
  static const std::map<Kind, Need> needs{
      {Kind::join, Need::array},        {Kind::join_by, Need::array},
      {Kind::greatest, Need::one_kind}, {Kind::least, Need::one_kind},
      {Kind::longest, Need::length},    {Kind::concat, Need::length},
      {Kind::sum, Need::number},        {Kind::rank, Need::listed}};
  const auto need = needs.find(rule.kind);
  RuleQuestion question{"merge", rule.name, {}};
  for (const Path& path : rule.fields)
    question.fields.push_back({path, need == needs.end() ? Need::anything : need->second});
  if (rule.ranking)
    question.fields.front().takes = [ranking = rule.ranking](const Value& value) {
      return ranking->score(value) > 0;
    };
  if (rule.kind == Kind::newest)
    question.fields.push_back({Path(rule.detail), Need::moment, false});
  if (rule.kind == Kind::join_by)
    question.fields.push_back(
        {Path(rule.fields.front().text() + "." + rule.detail), Need::anything, false});
  return question;
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

bool Merging::sums() const {
  return std::ranges::any_of(rules_, [](const Rule& rule) { return rule.kind == Kind::sum; });
}

Merged Merging::merge(std::span<const Document> ranked,
                      std::span<const std::uint32_t> versions) const {
  Merged merged{ranked.front(), {}};
  if (fill_) fill(ranked, merged);
  for (const Rule& rule : rules_)
    if (rule.kind == Kind::group)
      move_group(rule, ranked, merged);
    else
      apply(rule, ranked, versions, merged);
  return merged;
}

// Half a sub-document of one and half of another: fields that belong together are a group.
void Merging::fill(std::span<const Document> ranked, Merged& merged) const {
  std::vector<Path> left = fixed_;
  for (const Rule& rule : rules_)
    for (const Path& path : rule.fields) {
      const std::size_t dot = path.text().rfind('.');
      const bool moves_inside = rule.kind == Kind::group && dot != std::string::npos;
      left.push_back(moves_inside ? Path(path.text().substr(0, dot)) : path);
    }
  const Fill lacking(std::move(left));
  for (std::size_t i = 1; i < ranked.size(); ++i)
    for (std::string& field : lacking.fill(ranked[i], merged.document))
      merged.taken.push_back({std::move(field), "fill", {i}});
}

Combined Merging::combined(const Rule& rule, std::span<const Document> ranked,
                           std::span<const std::uint32_t> versions) {
  const Path& path = rule.fields.front();
  std::vector<Given> given;
  for (std::size_t i = 0; i < ranked.size(); ++i)
    if (rule.kind != Kind::sum || !std::ranges::binary_search(versions, i))
      if (const Value* value = document::find(ranked[i], path); has_value(value))
        given.push_back({i, value});
  if (given.empty()) return {};
  switch (rule.kind) {
    case Kind::join:
      return joined(given);
    case Kind::join_by:
      return joined_by(given, Path(rule.detail));
    case Kind::greatest:
      return greatest(given);
    case Kind::least:
      return least(given);
    case Kind::newest:
      return newest(given, ranked, Path(rule.detail));
    case Kind::longest:
      return longest(given);
    case Kind::sum:
      return summed(given, rule.name);
    case Kind::rank:
      return best_ranked(given, *rule.ranking);
    default:
      return concatenated(given, rule.detail);
  }
}

void Merging::apply(const Rule& rule, std::span<const Document> ranked,
                    std::span<const std::uint32_t> versions, Merged& merged) {
  const Path& path = rule.fields.front();
  if (!can_be_set(merged.document, path)) return;
  Combined made = combined(rule, ranked, versions);
  if (made.from.empty()) return;
  const bool own = std::ranges::count(made.from, 0u) == std::ssize(made.from);
  if (own && identical_or_absent(&made.value, document::find(merged.document, path))) return;
  document::put(merged.document, path, std::move(made.value));
  merged.taken.push_back({path.text(), rule.name, std::move(made.from)});
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
