// Names → sources: files, folders of mongodump, and what is packed.
#pragma once

#include <profilestore/import_report.hpp>
#include <string>
#include <vector>

#include "sources/source.hpp"

namespace profilestore::sources {

/// Which of a dump's collections is meant, where it has several.
struct Choice {
  std::string from = {};        ///< its database, its name, or both: "app.users"; empty: any
  std::string collection = {};  ///< if `from` is empty, that one if the dump has it
  bool files_too = false;       ///< `from` may be given for sources that are no dump
};

/// Opens what the names stand for, in their order:
///
/// - a file, a pipe, or "-", the standard input;
/// - a file in gzip, zstd, bzip2 or xz: what is in it, under the file's name;
/// - a tar, packed or not: each file in it, "dump.tar:app/users.bson"; by that name one alone;
/// - a folder that mongodump wrote, or a tar of one: the chosen collection of the dump;
/// - a folder of `.json` or `.csv` files, packed or not: all of them, by name.
///
/// Text in UTF-16, or in the encoding of `type`, is converted: from then on its bytes are UTF-8.
/// Throws InvalidInput if there is nothing to read, it is not of `type`, or a dump has several
/// collections and none is chosen; StorageFailure for what can't be read, is cut off or broken in
/// its packing, or unpacks to more than 200 times its size (beyond 64 MiB).
std::vector<Source> open_sources(const std::vector<std::string>& names, const SourceType& type = {},
                                 const Choice& choice = {});

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
/// databases. `from`: as Choice::from.
OpenedDump open_dump(const std::vector<std::string>& names, const SourceType& type = {},
                     const std::string& from = {});

}  // namespace profilestore::sources
