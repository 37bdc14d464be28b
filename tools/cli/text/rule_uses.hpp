// What the rules of an import applied to and decided, and which documents have no key.
#pragma once

#include <profilestore/import.hpp>
#include <string>

namespace profilestore::cli {

/// Adds "ruleUses", "ties" and, if there are such documents, "keyless".
void add_rule_uses(const ImportReport& report, Value& json);

/// Lines for the summary; empty: nothing to tell.
std::string text_of_rule_uses(const ImportReport& report);

/// `described` as a report without values of documents has it.
void drop_values(Value& described);

}  // namespace profilestore::cli
