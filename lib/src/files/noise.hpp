// Bytes without structure: encrypted, random, or packed in a way that nothing here knows.
#pragma once

#include <string_view>

namespace profilestore::files {

/// Whether the first 64 KiB have all 256 bytes about equally often, as no text and no BSON has, and
/// do not begin as something that unpack() reads. Never of fewer bytes.
bool is_noise(std::string_view bytes);

}  // namespace profilestore::files
