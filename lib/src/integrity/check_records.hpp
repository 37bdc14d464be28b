// Whether what imports have recorded fits together: each of their tables against the others.
#pragma once

#include <string>
#include <vector>

#include "sqlite/connection.hpp"

namespace profilestore::integrity {

/// A sentence each: counts of an import without the rows that they are of, rows of imports or
/// sources that no row records, redirects to themselves. REQUIRES: the rows have their sums.
std::vector<std::string> faults_of_records(sqlite::Connection& connection);

}  // namespace profilestore::integrity
