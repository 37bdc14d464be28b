// Names → sources: files, folders of mongodump, and what is packed.
#pragma once

#include <string>
#include <vector>

#include "sources/source.hpp"

namespace profilestore::sources {

/// Opens what the names stand for, in their order:
///
/// - a file, a pipe, or "-", the standard input;
/// - a file in gzip, zstd, bzip2 or xz: what is in it, under the file's name;
/// - a tar, packed or not, or a zip: each file in it, "dump.tar:app/users.bson"; by that name one
///   alone;
/// - an archive of mongodump, packed or not: each collection in it, "dump.archive:app.users";
/// - parts of a split file, one after the other: the file, "users.json.gz.aa..ac";
/// - a folder: each `.bson` in it and in the folders in it, packed or not, by name, but for those
///   of the server's own, `system.*`.
///
/// Throws InvalidInput if there is nothing to read, or are more than 65,535 sources, or it is not
/// of `type`; StorageFailure for what can't be read, is cut off or broken in its packing, or
/// unpacks to more than 200 times its size (beyond 64 MiB).
std::vector<Source> open_sources(const std::vector<std::string>& names,
                                 const SourceType& type = {});

}  // namespace profilestore::sources
