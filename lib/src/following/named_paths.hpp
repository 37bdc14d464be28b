// The paths that a caller names as references: which of which collection, and whether there are
// such.
#pragma once

#include <cstdint>
#include <map>
#include <profilestore/references.hpp>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "document/path.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::following {

/// By collection; empty: all paths of all collections.
using NamedPaths = std::map<std::string, std::vector<document::Path>>;

/// Throws InvalidInput as rewrite_references does, but for a path that no document has.
NamedPaths named_paths(const std::vector<ReferencePath>& in, const catalog::Catalog& catalog);

/// Throws InvalidInput for the first of `paths` that no document has: `met` has how many have each.
void check_met(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const std::vector<document::Path>& paths, const std::vector<std::int64_t>& met);

}  // namespace profilestore::following
