// Files that hold no documents, or hold them where an import does not look: refused whole, by name.
#pragma once

#include "sources/source.hpp"

namespace profilestore::sources {

/// Throws InvalidInput that says what the source is, and what to do with it: text in UTF-16, zeros,
/// an archive of a kind that is not read, a database of SQLite, a web page, the index definitions
/// of a dump, one object around all documents.
void refuse_wrong_kind(const Source& source);

}  // namespace profilestore::sources
