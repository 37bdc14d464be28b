// What is to be listed, as the library takes it; for the sources of this room alone.
#pragma once

#include <profilestore/collection.hpp>

#include "access/store/documents.hpp"

namespace profiles::access {

/// Throws MalformedJson.
profilestore::Document filter_of(const Query& query);
profilestore::FindOptions options_of(const Query& query);

}  // namespace profiles::access
