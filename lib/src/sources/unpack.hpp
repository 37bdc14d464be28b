// What is packed, unpacked: gzip, zstd, bzip2, xz, and tar, by libarchive.
#pragma once

#include <vector>

#include "sources/source.hpp"

namespace profilestore::sources {

/// Whether the bytes begin as something that unpack() reads.
bool is_packed(std::string_view bytes);

/// The files in it, each as a source; of a tar they are named "NAME:PATH", empty ones too, and
/// unpacked if they are packed again. Folders and links are passed over. What is not packed comes
/// out as it is. Throws StorageFailure: see open_sources().
std::vector<Source> unpack(Source packed);

}  // namespace profilestore::sources
