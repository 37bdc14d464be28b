// What the rules of an import applied to and decided, and which documents have no key.
#pragma once

#include <profilestore/import.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

/// Adds "ruleUses", "ties" and, if there are such documents, "keyless".
void add_rule_uses(const ImportReport& report, Value& json);

/// "ruleUses" and "ties" alone.
void add_rule_uses(const std::vector<RuleUse>& uses, std::int64_t ties, Value& json);

/// Lines that tell of them.
std::string text_of_rule_uses(const std::vector<RuleUse>& uses, std::int64_t ties);

/// Lines for the summary; empty: nothing to tell.
std::string text_of_rule_uses(const ImportReport& report);

/// `described` as a report without values of documents has it.
void drop_values(Value& described);

}  // namespace profilestore::cli
