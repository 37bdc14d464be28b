// Whether what a store records of itself is as it was recorded.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::integrity {

/// Of the store's own tables: that they and their indexes are in SQLite's schema as the migrations
/// made them, and that each row has its sum. A sentence each.
std::vector<std::string> faults_of_own_tables(sqlite::Connection& connection);

/// Of the tables of a collection: that their columns are those of collections.
std::vector<std::string> faults_of_columns(sqlite::Connection& connection,
                                           const catalog::CollectionEntry& collection);

}  // namespace profilestore::integrity
