// Duplicates as the program tells them: those in the way of an index, and what is done about them.
#pragma once

#include <profilestore/duplicates.hpp>
#include <profilestore/make_unique.hpp>

#include "output.hpp"

namespace profilestore::cli {

/// {"groups", "documents", "largest": [{"key", "documents", "ids"}, …], "nullKeys", "missingKeys"}
Document json_of(const DuplicateReport& report);

/// The same for a person; fits 80 columns, but for long keys.
void print(const DuplicateReport& report, Output& out);

/// {"key", "survivor", "losers": [{"_id", "rule"}, …]}
Document json_of(const UniqueGroup& group);

/// The same for a person: a line for the group, and one for each of its documents.
std::string text_of(const UniqueGroup& group);

}  // namespace profilestore::cli
