#include "crud/by_key.hpp"

#include "sqlite/identifier.hpp"

namespace profilestore::crud {
namespace {

// Whether the index has each document with the value at its path under the value's key alone.
bool tells_all(const catalog::IndexEntry& entry, const std::string& path) {
  return entry.unique() && entry.columns.size() == 1 && entry.elements.empty() && !entry.where &&
         entry.index.paths().front().text() == path && entry.index.equals_under(std::nullopt);
}

}  // namespace

std::string ByKey::condition() const { return sqlite::identifier(column) + " = ?1"; }

std::optional<ByKey> by_key(const catalog::CollectionEntry& collection,
                            const query::Filters& filters) {
  const auto one = filters.one_value();
  if (!one) return std::nullopt;
  for (const catalog::IndexEntry& entry : collection.indexes)
    if (tells_all(entry, one->path))
      return ByKey{entry.columns.front(), entry.index.part_of(0, one->value)};
  return std::nullopt;
}

}  // namespace profilestore::crud
