// Parts of lists.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sqlite/query.hpp"

namespace profilestore::history {

/// As SQLite's LIMIT has it; 0: all.
inline std::int64_t limit_of(std::size_t limit) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  return limit == 0 ? -1 : static_cast<std::int64_t>(std::min(limit, most));
}

/// "LIMIT ?n OFFSET ?n+1"
inline void bind_page(sqlite::Query& rows, int parameter, std::size_t skip, std::size_t limit) {
  const std::int64_t offset = skip == 0 ? 0 : limit_of(skip);
  rows.bind(parameter, limit_of(limit)).bind(parameter + 1, offset);
}

}  // namespace profilestore::history
