// What several imports have in quarantine. Each has its own pieces there; earlier versions kept
// equal ones once, with the first import that had them, and stores of theirs are as they were.
#pragma once

#include <cstdint>

#include "sqlite/connection.hpp"

namespace profilestore::history {

/// What is in quarantine of a collection, given by its id, for the sake of imports that were taken
/// back goes, if no later import that was not may rest upon it. Those that may, and of which
/// something was left when they were undone, are told.
/// REQUIRES: a write transaction is open.
void forget_quarantine(sqlite::Connection& connection, std::int64_t collection);

}  // namespace profilestore::history
