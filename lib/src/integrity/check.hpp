// Whether a store is what it should be.
#pragma once

#include <filesystem>
#include <map>
#include <profilestore/store.hpp>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::integrity {

struct Findings {
  CheckReport report;
  bool pages_sound = true;  ///< else nothing more was looked at
  /// By collection: the rows whose document can be read, but not what stands beside it.
  std::map<std::string, std::set<std::int64_t>> rows = {};
  /// By collection: the rows whose document does not have its digest.
  std::map<std::string, std::set<std::int64_t>> without_sum = {};
};

/// REQUIRES: a transaction is open, and the catalog is that of its moment.
Findings check(sqlite::Connection& connection, const catalog::Catalog& catalog);

/// What the head mark beside a store does not tell, if it is not there or damaged.
std::vector<std::string> notes_on_head(const std::filesystem::path& store);

}  // namespace profilestore::integrity
