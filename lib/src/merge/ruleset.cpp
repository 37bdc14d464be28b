#include "merge/ruleset.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

namespace profilestore::merge {
namespace {

constexpr std::array existing_names{"merge", "keep", "replace", "newest"};

constexpr std::array merge_members{"union",   "max",    "min", "newest",
                                   "longest", "concat", "sum", "rank"};

[[noreturn]] void refuse(std::string_view place, std::string_view what) {
  throw InvalidInput(2, fmt::format("rules: {}: {}", place, what));
}

void check_members(const Value& object, std::string_view place,
                   const std::vector<std::string_view>& known) {
  if (!object.is_object()) refuse(place, "must be an object");
  for (const auto& [name, value] : object.items())
    if (std::ranges::find(known, name) == known.end())
      refuse(place,
             fmt::format("unknown member '{}'; the members are {}", name, fmt::join(known, ", ")));
}

std::vector<std::string> texts(const Value& array, const std::string& place) {
  if (!array.is_array()) refuse(place, "must be an array of strings");
  std::vector<std::string> all;
  for (const Value& one : array) {
    if (!one.is_string()) refuse(place, "must be an array of strings");
    all.push_back(one.get<std::string>());
  }
  return all;
}

std::vector<std::string> merge_rules(const Value& json) {
  std::vector<std::string_view> known{"fill", "groups"};
  known.insert(known.end(), merge_members.begin(), merge_members.end());
  check_members(json, "merge", known);
  std::vector<std::string> rules;
  for (const auto& [name, value] : json.items()) {
    const std::string place = "merge." + name;
    if (name == "fill") {
      if (!value.is_boolean()) refuse(place, "must be true or false");
      if (value.get<bool>()) rules.emplace_back("fill");
    } else if (name == "groups") {
      if (!value.is_array()) refuse(place, "must be an array of arrays of strings");
      for (const Value& group : value)
        rules.push_back(fmt::format("group:{}", fmt::join(texts(group, place), "+")));
    } else {
      for (const std::string& field : texts(value, place)) rules.push_back(name + ":" + field);
    }
  }
  return rules;
}

Value merge_json(const std::vector<std::string>& rules) {
  Value json{{"fill", std::ranges::find(rules, "fill") != rules.end()}};
  for (const char* name : merge_members) {
    Value fields = Value::array();
    for (const std::string& rule : rules)
      if (rule.starts_with(std::string(name) + ":"))
        fields.push_back(rule.substr(rule.find(':') + 1));
    const bool is_late = name == std::string_view("sum") || name == std::string_view("rank");
    if (is_late && fields.empty()) continue;  // rules that were there before keep their digest
    json[name] = std::move(fields);
  }
  Value groups = Value::array();
  for (const std::string& rule : rules) {
    if (!rule.starts_with("group:")) continue;
    Value group = Value::array();
    std::string_view rest = std::string_view(rule).substr(6);
    for (std::size_t plus = 0; plus != rest.npos; rest.remove_prefix(plus + 1)) {
      plus = rest.find('+');
      group.push_back(std::string(rest.substr(0, plus)));
      if (plus == rest.npos) break;
    }
    groups.push_back(std::move(group));
  }
  json["groups"] = std::move(groups);
  return json;
}

}  // namespace

std::string_view name_of(Existing existing) {
  return existing_names[static_cast<std::size_t>(existing)];
}

Existing existing_of(std::string_view name) {
  const auto found = std::ranges::find(existing_names, name);
  if (found == existing_names.end())
    throw InvalidInput(
        2, fmt::format("onExisting: '{}' is not one of keep, replace, merge and newest", name));
  return static_cast<Existing>(found - existing_names.begin());
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    if (comma == text.npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

RuleSet RuleSet::of(const Value& json) {
  check_members(json, "the file", {"version", "keep", "merge", "identity", "onExisting"});
  if (!json.contains("version") || json["version"] != 1)
    refuse("version", "must be 1, the version of rules that this library knows");
  RuleSet rules;
  if (json.contains("keep")) {
    const auto keep = texts(json["keep"], "keep");
    for (const std::string& rule : keep)
      if (rule.find(',') != rule.npos)
        refuse("keep", fmt::format("'{}': write each rule as one string, without commas", rule));
    if (keep.empty()) refuse("keep", "must have a rule; leave it out for the default");
    rules.keep = fmt::format("{}", fmt::join(keep, ","));
  }
  if (json.contains("merge")) rules.merge = merge_rules(json["merge"]);
  if (json.contains("identity")) rules.identity = texts(json["identity"], "identity");
  if (json.contains("onExisting")) {
    if (!json["onExisting"].is_string()) refuse("onExisting", "must be a string");
    rules.existing = existing_of(json["onExisting"].get_ref<const std::string&>());
  }
  return rules;
}

Value RuleSet::json() const {
  return {{"version", 1},
          {"keep", split(keep)},
          {"merge", merge_json(merge)},
          {"identity", identity},
          {"onExisting", std::string(name_of(existing))}};
}

}  // namespace profilestore::merge
