// A document of which one bit has changed, and which one it was.
#pragma once

#include <optional>
#include <string>

#include "catalog/catalog.hpp"
#include "sqlite/row_sum.hpp"

namespace profilestore::integrity {

/// What a row held before.
struct Mended {
  std::string text, origin;
};

/// What has the row's sum, or a sum that differs from it in one bit: 2⁻⁴⁵ at most is the chance
/// that it is another. Nothing if there is none, if the row has no sum, or if it is too long to
/// try.
std::optional<Mended> before_one_bit(const catalog::CollectionEntry& collection,
                                     const sqlite::StoredRow& row);

}  // namespace profilestore::integrity
