// Whether the logs of changes have no gaps.
#pragma once

#include <string>
#include <vector>

#include "sqlite/connection.hpp"

namespace profilestore::integrity {

/// A sentence for each place where a change is missing, or does not follow the one before it, and
/// for each collection that keeps a log and has none. Whether a row has its sum is another
/// question.
std::vector<std::string> faults_of_logs(sqlite::Connection& connection);

}  // namespace profilestore::integrity
