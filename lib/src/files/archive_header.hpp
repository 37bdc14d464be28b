// The documents of an archive of mongodump that tell about others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace profilestore::files {

/// What such a document says, whichever it is.
struct ArchiveHeader {
  std::optional<std::string> version, database, collection, metadata, type;
  bool is_end = false;               ///< EOF
  std::optional<std::uint64_t> crc;  ///< CRC
  std::string fault;                 ///< not empty: it is none, and why
};

ArchiveHeader read_archive_header(std::string_view bson);

}  // namespace profilestore::files
