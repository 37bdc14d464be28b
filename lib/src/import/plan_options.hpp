// The options of an import as its plan has them.
#pragma once

#include <profilestore/import.hpp>
#include <string>
#include <string_view>

#include "merge/ruleset.hpp"

namespace profilestore::importing {

/// What decides what an import does, but for its collection, sources and store.
Value json_of(const ImportOptions& options, const merge::RuleSet& rules);

/// 64 hexadecimal digits.
std::string sha256_of(std::string_view text);

/// That of a plan's first line, without it.
std::string sha256_of_header(Value header);

/// The options that json_of was given. Throws InvalidInput for what is none of its.
ImportOptions options_of(const Value& json);

}  // namespace profilestore::importing
