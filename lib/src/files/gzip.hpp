// gzip, unpacked with its checksums looked at: libarchive does not.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace profilestore::files {

bool is_gzip(std::string_view bytes);

/// Gives the bytes of all members, one after the other, to `take`, in blocks. Throws StorageFailure
/// that names the source `name` and the byte, if a member is cut off or broken or its checksum
/// differs, or if something else follows.
void gunzip(std::string_view packed, const std::string& name,
            const std::function<void(std::string_view)>& take);

}  // namespace profilestore::files
