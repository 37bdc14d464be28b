// The sums of rows: 64 bits in each row by which it is told that what is read is what was written.
// SQLite itself notices damage of its own structure alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace profilestore::sqlite {

/// A document as its row has it, not proven yet.
struct StoredRow {
  std::int64_t row = 0;
  std::string_view text = {};
  std::string_view origin = {};  ///< empty: it has none
  std::optional<std::int64_t> sum = {};
};

/// What `sum` has to be in a table of the collection with that number. On disk: do not change.
std::int64_t sum_of(std::int64_t collection, const StoredRow& row);

}  // namespace profilestore::sqlite
