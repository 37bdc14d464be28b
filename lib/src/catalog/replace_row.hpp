// A document written in the place of another.
#pragma once

#include <optional>
#include <string_view>

#include "catalog/rows.hpp"
#include "document/bytes.hpp"

namespace profilestore::catalog {

/// Writes text, origin and key columns of a row; its elements are the caller's to write.
/// REQUIRES: there is such a row.
void replace_row(sqlite::Connection& connection, const CollectionEntry& collection,
                 std::int64_t row, std::string_view text,
                 const std::optional<document::Digest>& origin, const DocumentKeys& keys);

}  // namespace profilestore::catalog
