#include "sqlite/row_sum.hpp"

#include <array>
#include <bit>

#include "document/sum.hpp"

namespace profilestore::sqlite {
namespace {

// The same bytes on every machine.
void put(std::int64_t number, char* to) {
  const auto bits = static_cast<std::uint64_t>(number);
  for (int i = 0; i < 8; ++i) to[i] = static_cast<char>(bits >> (8 * i));
}

}  // namespace

std::int64_t sum_of(std::int64_t collection, const StoredRow& row) {
  std::array<char, 16> place;
  put(collection, place.data());
  put(row.row, place.data() + 8);
  const std::uint64_t around =
      document::sum_of(row.origin, document::sum_of({place.data(), place.size()}));
  return std::bit_cast<std::int64_t>(document::sum_of(row.text, around));
}

}  // namespace profilestore::sqlite
