#include "crud/by_key.hpp"

#include "query/plain_key.hpp"
#include "sqlite/identifier.hpp"

namespace profilestore::crud {

std::string ByKey::condition() const { return sqlite::identifier(column) + " = ?1"; }

std::optional<ByKey> by_key(const catalog::CollectionEntry& collection,
                            const query::Filters& filters) {
  const auto one = filters.one_value();
  if (!one) return std::nullopt;
  const catalog::IndexEntry* index = query::plain_index(collection, one->path);
  if (index == nullptr) return std::nullopt;
  return ByKey{index->columns.front(), index->index.part_of(0, one->value)};
}

}  // namespace profilestore::crud
