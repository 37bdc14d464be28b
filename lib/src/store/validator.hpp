// The validator of a collection inside a write transaction: set, and told of writes that it only
// warns of.
#pragma once

#include <optional>
#include <vector>

#include "store/write_transaction.hpp"

namespace profilestore::store {

/// Records that a write was done whose document fails: the one place that hears of each. Nothing to
/// do for no failures.
void warn(WriteTransaction& write, const catalog::CollectionEntry& collection,
          std::vector<RuleFailure> failures);

/// Sets the validator; nothing: removes it. Every connection sees it as a change of the schema.
void set_validator(WriteTransaction& write, const catalog::CollectionEntry& collection,
                   const std::optional<Validator>& validator);

/// The catalog is cached by SQLite's schema version, which a change of a row leaves alone: to be
/// called after one that the catalog is of.
void move_schema_version(sqlite::Connection& connection);

}  // namespace profilestore::store
