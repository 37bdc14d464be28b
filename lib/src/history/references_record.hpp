// How the store records that references to a collection were rewritten: as an import without
// sources of each collection that they stand in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "history/record.hpp"

namespace profilestore::history {

/// Why a document is in the archive that is still there, with other references.
inline constexpr std::string_view references_rewritten = "before its references were rewritten";

/// Of a row of ps_imports: whether it is such an import. Stored on disk: do not change.
inline constexpr std::string_view of_references = "(substr(rules, 1, 14) = '{\"references\":')";

/// Record::rules of one. `followed`: the ids of the imports whose redirects were followed; `in`:
/// the paths that were named.
Value rules_of_references(const catalog::CollectionEntry& to, Value followed, Value in);

/// Whether it is one.
bool is_of_references(const Record& record);

/// The imports, not undone, that have followed redirects of `record`'s.
std::vector<std::string> references_by(sqlite::Connection& connection, const Record& record);

}  // namespace profilestore::history
