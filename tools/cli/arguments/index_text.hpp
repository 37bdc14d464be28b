// Indexes as the program prints them, and as its arguments give them.
#pragma once

#include <profilestore/index.hpp>
#include <string>

namespace profilestore::cli {

/// As MongoDB's listIndexes shows it, plus our rules for missing values that MongoDB lacks.
Document described(const Index& index);

/// "userId" or "tenant:1,address.email:-1". Throws InvalidInput for a direction that is neither
/// 1 nor -1, and for an empty path.
Paths directed_paths_of(const std::string& text);

/// The reverse: "tenant:1,address.email:-1", without the directions if all are 1.
std::string text_of(const Paths& paths);

}  // namespace profilestore::cli
