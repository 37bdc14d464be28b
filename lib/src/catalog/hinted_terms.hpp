// How a call compares that names an index to search by, and says nothing else.
#pragma once

#include <memory>

#include "keys/key.hpp"
#include "match/terms.hpp"

namespace profilestore::catalog {

/// Equality at the index's paths is the index's, if it is another than MongoDB's.
std::shared_ptr<const match::Terms> hinted_terms(const keys::Indexer& index);

}  // namespace profilestore::catalog
