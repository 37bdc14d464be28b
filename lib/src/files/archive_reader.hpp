// One run of libarchive over what is packed.
#pragma once

#include <vector>

#include "files/allowance.hpp"
#include "files/file.hpp"

namespace profilestore::files {

/// The files that are in a tar or a zip; what is in zstd, bzip2 or xz as one. Throws as unpack()
/// does.
std::vector<File> files_in(const File& packed, Allowance& allowance);

}  // namespace profilestore::files
