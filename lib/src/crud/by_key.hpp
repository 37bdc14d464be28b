// Documents that are found by one whole unique key and nothing else, as most updates do.
#pragma once

#include <optional>
#include <string>

#include "catalog/catalog.hpp"
#include "query/filters.hpp"

namespace profilestore::crud {

/// What the filters look for, as it stands in the column of a unique index.
struct ByKey {
  const std::string& column;
  keys::Part key;

  /// The condition of a WHERE, in which the key is ?1: as query::Search writes it.
  std::string condition() const;
};

/// Nothing if a search has to find out how to look.
std::optional<ByKey> by_key(const catalog::CollectionEntry& collection,
                            const query::Filters& filters);

}  // namespace profilestore::crud
