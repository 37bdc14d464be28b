// Digests as SQLite stores them.
#pragma once

#include <algorithm>
#include <string_view>

#include "document/bytes.hpp"

namespace profilestore::sqlite {

inline std::string_view blob_of(const document::Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}
std::string_view blob_of(document::Digest&&) = delete;  // it would be a view of what is gone

/// All zero if `blob` is no digest.
inline document::Digest digest_in(std::string_view blob) {
  document::Digest digest{};
  if (blob.size() == digest.size()) std::copy(blob.begin(), blob.end(), digest.begin());
  return digest;
}

}  // namespace profilestore::sqlite
