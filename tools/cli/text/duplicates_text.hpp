// Duplicates as JSON and as text: those that prevent a unique index, and how they are resolved.
#pragma once

#include <profilestore/duplicates.hpp>
#include <profilestore/make_unique.hpp>

#include "text/output.hpp"

namespace profilestore::cli {

/// What to do about duplicates in a collection of the store, which prevent a unique index with this
/// rule for missing values; empty: reject.
std::string advice_on(const DuplicateKeys& found, const std::string& store,
                      const std::string& missing);

/// {"groups", "documents", "largest": [{"key", "documents", "ids"}, …], "nullKeys", "missingKeys"}
Document json_of(const DuplicateReport& report);

/// The same as text; fits 80 columns unless keys are long.
void print(const DuplicateReport& report, Output& out);

/// {"key", "survivor", "losers": [{"_id", "rule"}, …], "taken"?: [{"field", "rule", "from"}, …],
/// "parted"?: […], "reasons"?: […]}
Document json_of(const UniqueGroup& group);

/// The same as text: a line for the group, and one for each of its documents.
std::string text_of(const UniqueGroup& group);

}  // namespace profilestore::cli
