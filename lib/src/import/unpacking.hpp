// What is packed, unpacked: gzip, zstd, bzip2, xz, and tar, by libarchive.
#pragma once

#include <vector>

#include "import/source.hpp"

namespace profilestore::importing {

/// Whether the bytes begin as something that unpack() reads.
bool is_packed(std::string_view bytes);

/// The files in it, each as a source; of a tar they are named "NAME:PATH". Empty files of a tar are
/// sources too, folders and links are not. Throws StorageFailure: see open_sources().
std::vector<Source> unpack(const Source& packed);

}  // namespace profilestore::importing
