// What is packed, unpacked: gzip, zstd, bzip2, xz, tar and zip, by libarchive.
#pragma once

#include <vector>

#include "files/file.hpp"

namespace profilestore::files {

/// Whether the bytes begin as something that unpack() reads.
bool is_packed(std::string_view bytes);

/// The files in it, each as a file; of a tar or a zip they are named "NAME:PATH", empty ones too,
/// and unpacked if they are packed again. Folders, links, and what macOS adds (`__MACOSX/`, `._…`,
/// `.DS_Store`) are passed over. What is not packed comes out as it is. Throws StorageFailure: for
/// what is cut off, broken or encrypted, or unpacks to more than 200 times its size (beyond
/// 64 MiB), all layers counted; InvalidInput for the document of an office program, which is a zip
/// too.
std::vector<File> unpack(File packed);

}  // namespace profilestore::files
