// Names → sources: files, folders of mongodump, and what is packed.
#pragma once

#include <profilestore/import_report.hpp>
#include <string>
#include <vector>

#include "sources/choice.hpp"

namespace profilestore::sources {

/// Opens what the names stand for, in their order:
///
/// - a file, a pipe, or "-", the standard input;
/// - a file in gzip, zstd, bzip2 or xz: what is in it, under the file's name;
/// - parts of a split file that follow each other: the file;
/// - a tar or a zip, packed or not: each file in it, "dump.tar:app/users.bson"; by that name one
///   alone;
/// - a folder that mongodump wrote, a tar of one, or an archive of mongodump: the chosen
/// collection;
/// - a folder of `.json` or `.csv` files, packed or not: all of them, by name.
///
/// Text in UTF-16, or in the encoding of `type`, is converted: from then on its bytes are UTF-8.
/// Throws InvalidInput if there is nothing to read, it is not of `type`, or a dump has several
/// collections and none is chosen; StorageFailure for what can't be read, is cut off or broken in
/// its packing, or unpacks to more than 200 times its size (beyond 64 MiB).
/// `left_out`, if not null, gets what lies in a folder and is neither a part nor of the dump.
std::vector<Source> open_sources(const std::vector<std::string>& names, const SourceType& type = {},
                                 const Choice& choice = {},
                                 std::vector<LeftOutSource>* left_out = nullptr);

/// A collection of a dump.
struct DumpedSources {
  std::string collection;
  std::vector<Source> sources;
};

/// The sources of dumps by collection, in order of their names.
struct OpenedDump {
  std::vector<DumpedSources> collections;
  std::vector<LeftOutSource> left_out;
};

/// Opens what the names stand for, each a dump or a file of one. Throws as open_sources(); and
/// InvalidInput for a source that does not tell its collection, and for collections of several
/// databases. `from`: as Choice::from, or the name of a database.
OpenedDump open_dump(const std::vector<std::string>& names, const SourceType& type = {},
                     const std::string& from = {});

/// The collections that the sources tell of, by database, then by name. Throws as open_sources().
std::vector<Namespace> dumped_in(const std::vector<std::string>& names);

}  // namespace profilestore::sources
