// The names of the fields that documents have, for a hint where a name that was given is none.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sources/source.hpp"

namespace profilestore::staging {

/// The dotted names of the fields of the first documents of each source, sorted; those inside
/// arrays without an index.
std::vector<std::string> field_names(const std::vector<sources::Source>& sources);

/// The same of documents.
std::vector<std::string> field_names(const std::vector<Document>& documents);

/// The name that was probably meant by `name`: the same but for case, "_" and "-", else one of few
/// other letters. Empty: there is none.
std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

/// The end of a sentence that says that no document has the field `name`: ".", or "; did you mean
/// 'x'?".
std::string hint_for(std::string_view name, const std::vector<std::string>& names);

}  // namespace profilestore::staging
