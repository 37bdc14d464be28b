// The archives of mongodump --archive: all collections in one file, in blocks that follow each
// other as they were dumped. Knows nothing of what is in a document.
//
//   archive = magic, header, listed collection…, end, block…
//   block   = {db, collection, EOF, CRC}, document…, end        (a length of -1 is an end)
//
// A collection may have many blocks; the last has EOF, no document, and the CRC-64 of all its
// documents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "files/file.hpp"

namespace profilestore::files {

bool is_mongodump_archive(std::string_view bytes);

struct DumpedCollection {
  std::string database, collection;
  std::string metadata;  ///< the text of a `.metadata.json`; empty: it is not listed
  std::string type;      ///< "collection", "view" or "timeseries"; empty: the archive doesn't say
  File file;             ///< its documents, named "ARCHIVE:db.collection", container "archive"
  std::string cut_off;   ///< what is missing of it, or damaged; empty: nothing
};

/// All collections, in the order in which they are listed; then those that are not, in the order of
/// their first blocks.
///
/// Of an archive that ends too early what is there is given, the beginning of a last document too,
/// and each collection whose end was not seen says so in `cut_off`; so does one whose checksum
/// differs, or to which something was added behind its end.
///
/// Throws StorageFailure with the byte, for an archive that has something else where a header, a
/// document or an end must be; that lists a collection twice; or of which not even a listed
/// collection is there.
std::vector<DumpedCollection> collections_of(const File& archive);

}  // namespace profilestore::files
