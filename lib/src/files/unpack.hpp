// What is packed, unpacked: gzip, zstd, bzip2, xz, and tar, by libarchive.
#pragma once

#include <vector>

#include "files/file.hpp"

namespace profilestore::files {

/// Whether the bytes begin as something that unpack() reads.
bool is_packed(std::string_view bytes);

/// The files in it, each as a file; of a tar they are named "NAME:PATH", empty ones too, and
/// unpacked if they are packed again. Folders and links are passed over. What is not packed comes
/// out as it is. Throws StorageFailure: for what is cut off or broken, or unpacks to more
/// than 200 times its size (beyond 64 MiB).
std::vector<File> unpack(File packed);

}  // namespace profilestore::files
