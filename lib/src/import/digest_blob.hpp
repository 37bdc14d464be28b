// Digests as SQLite stores them, and the parts that the quarantine keeps a piece in.
#pragma once

#include <algorithm>
#include <string_view>

#include "document/bytes.hpp"

namespace profilestore::importing {

inline std::string_view blob_of(const document::Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// All zero if `blob` is no digest.
inline document::Digest digest_in(std::string_view blob) {
  document::Digest digest{};
  if (blob.size() == digest.size()) std::copy(blob.begin(), blob.end(), digest.begin());
  return digest;
}

/// A piece that is no document can be as large as its source, a row can not: longer ones are kept
/// in parts of so many bytes, each under its own digest.
inline constexpr std::size_t longest_part = 64 * 1024 * 1024;

}  // namespace profilestore::importing
