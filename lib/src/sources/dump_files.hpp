// Sorts what mongodump wrote into collections and what is none.
#pragma once

#include <vector>

#include "sources/opened.hpp"

namespace profilestore::sources {

/// Each file of documents is a source, with its metadata; the others are left out, or belong to
/// one. Throws InvalidInput if two are of one collection.
void take_dump(Opened& opened, std::vector<files::File> files);

/// Each collection of an archive of mongodump likewise. Throws StorageFailure: see
/// files::collections_of().
void take_archive(Opened& opened, const files::File& archive);

}  // namespace profilestore::sources
