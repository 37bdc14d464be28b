#include "text/rule_uses.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "text/output.hpp"

namespace profilestore::cli {
namespace {

bool any(const KeylessDocuments& keyless) {
  return keyless.missing + keyless.null + keyless.empty + keyless.blank > 0 ||
         !keyless.placeholders.empty();
}

Value described_keyless(const KeylessDocuments& keyless) {
  Value placeholders = Value::array();
  for (const auto& [text, documents] : keyless.placeholders)
    placeholders.push_back({{"text", text}, {"documents", documents}});
  return {{"missing", keyless.missing},
          {"null", keyless.null},
          {"empty", keyless.empty},
          {"blank", keyless.blank},
          {"placeholders", placeholders}};
}

std::string text_of_use(const RuleUse& use) {
  const char* did = use.option == "keep" ? "decided" : use.option == "merge" ? "changed" : "split";
  std::string text =
      fmt::format("  {} {}: {}, {} {}", use.option, use.rule, counted(use.documents, "document"),
                  did, counted(use.groups, "group"));
  if (use.unreadable > 0)
    text +=
        fmt::format("; cannot read {}, such as {}", counted(use.unreadable, "value"), use.example);
  return text;
}

std::string text_of_keyless(const KeylessDocuments& keyless) {
  std::string kinds;
  for (const auto& [name, documents] :
       std::initializer_list<std::pair<const char*, std::int64_t>>{{"missing", keyless.missing},
                                                                   {"null", keyless.null},
                                                                   {"empty", keyless.empty},
                                                                   {"blank", keyless.blank}})
    if (documents > 0)
      kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", grouped(documents), name);
  std::string text = kinds.empty() ? "" : "keys that name nobody: " + kinds;
  for (const auto& [value, documents] : keyless.placeholders)
    text +=
        fmt::format("{}key {}: shared by {}, probably not one person; not merged",
                    text.empty() ? "" : "\n", Value(value).dump(), counted(documents, "document"));
  return text;
}

}  // namespace

void add_rule_uses(const std::vector<RuleUse>& uses, std::int64_t ties, Value& json) {
  json["ruleUses"] = Value::array();
  for (const RuleUse& use : uses) {
    Value told{{"option", use.option},
               {"rule", use.rule},
               {"documents", use.documents},
               {"groups", use.groups}};
    if (use.unreadable > 0) {
      told["unreadable"] = use.unreadable;
      told["example"] = use.example;
    }
    json["ruleUses"].push_back(std::move(told));
  }
  json["ties"] = ties;
}

void add_rule_uses(const ImportReport& report, Value& json) {
  add_rule_uses(report.rule_uses, report.ties, json);
  if (any(report.keyless)) json["keyless"] = described_keyless(report.keyless);
}

std::string text_of_rule_uses(const std::vector<RuleUse>& uses, std::int64_t ties) {
  std::string text = "what the rules did:";
  for (const RuleUse& use : uses)
    if (use.option != "unique") text += "\n" + text_of_use(use);
  if (ties > 0) text += fmt::format("\n  no rule, but the _id: decided {}", counted(ties, "group"));
  return text;
}

std::string text_of_rule_uses(const ImportReport& report) {
  bool tell = !report.usual_rules || report.ties > 0;
  for (const RuleUse& use : report.rule_uses)
    tell = tell || (use.option != "unique" && (use.groups > 0 || use.unreadable > 0));
  std::string text = tell ? text_of_rule_uses(report.rule_uses, report.ties) : "";
  if (any(report.keyless)) text += (text.empty() ? "" : "\n") + text_of_keyless(report.keyless);
  return text;
}

void drop_values(Value& described) {
  if (described.contains("ruleUses"))
    for (Value& use : described["ruleUses"]) use.erase("example");
  if (described.contains("keyless"))
    for (Value& one : described["keyless"]["placeholders"]) one.erase("text");
}

}  // namespace profilestore::cli
