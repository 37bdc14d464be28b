// Where mongodump leaves what it knows of a collection: beside the documents.
#pragma once

#include <string>

namespace profilestore::sources {

/// The metadata beside the file `name`, `users.bson` or `users.bson.gz`: of `users.metadata.json`,
/// packed or not; of old servers, what `system.indexes.bson` tells of it. Empty: there is none.
std::string metadata_beside(const std::string& name);

}  // namespace profilestore::sources
