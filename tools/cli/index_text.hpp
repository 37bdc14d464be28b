// Indexes as the program tells them, and as it is told them.
#pragma once

#include <profilestore/index.hpp>
#include <string>

namespace profilestore::cli {

/// As MongoDB tells it, and our rule for missing values where MongoDB has none.
Document described(const Index& index);

/// "userId" or "tenant:1,address.email:-1". Throws InvalidInput for what is no direction, and for
/// an empty path.
Paths directed_paths_of(const std::string& text);

/// The same for the same paths: "tenant:1,address.email:-1", without the directions if all are 1.
std::string text_of(const Paths& paths);

}  // namespace profilestore::cli
