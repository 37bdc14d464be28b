#include "integrity/one_bit.hpp"

#include <bit>

namespace profilestore::integrity {
namespace {

// Each bit is tried by a digest of the whole: a second for this much.
constexpr std::size_t longest = 32 * 1024;

// Whether `sound` says so of `bytes` with one bit turned, which stays turned then.
template <typename Sound>
bool turn_one_bit(std::string& bytes, Sound sound) {
  for (char& byte : bytes)
    for (int bit = 0; bit < 8; ++bit) {
      byte = static_cast<char>(byte ^ (1 << bit));
      if (sound()) return true;
      byte = static_cast<char>(byte ^ (1 << bit));
    }
  return false;
}

}  // namespace

std::optional<Mended> before_one_bit(const catalog::CollectionEntry& collection,
                                     const sqlite::StoredRow& row) {
  if (!row.sum || row.text.size() > longest) return std::nullopt;
  Mended mended{std::string(row.text), std::string(row.origin)};
  const auto sum = [&] {
    return sqlite::sum_of(collection.id, {row.row, mended.text, mended.origin});
  };
  if (std::popcount(static_cast<std::uint64_t>(sum() ^ *row.sum)) == 1) return mended;
  const auto sound = [&] { return sum() == *row.sum; };
  if (turn_one_bit(mended.origin, sound) || turn_one_bit(mended.text, sound)) return mended;
  return std::nullopt;
}

}  // namespace profilestore::integrity
