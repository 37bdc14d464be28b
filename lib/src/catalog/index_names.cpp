#include "catalog/index_names.hpp"

#include <fmt/format.h>

#include "catalog/condition.hpp"

namespace profilestore::catalog {

bool same_but_for_name(const Index& a, const Index& b) {
  return a.paths == b.paths && a.unique == b.unique && a.missing == b.missing &&
         a.collation == b.collation && a.expire_after == b.expire_after &&
         a.normalise.over(a.paths) == b.normalise.over(b.paths) && same_condition(a.where, b.where);
}

Index with_free_name(const CollectionEntry& collection, Index index) {
  if (!index.name.empty()) return index;
  const Index wanted = IndexEntry(index).index.rule();
  index.name = wanted.name;
  for (const IndexEntry& entry : collection.indexes)
    if (same_but_for_name(entry.index.rule(), wanted)) {
      index.name = entry.index.name();
      return index;
    }
  for (int number = 1; collection.index_named(index.name) != nullptr; ++number)
    index.name = fmt::format("{}{}{}", wanted.name, index.unique ? "_unique" : "",
                             number == 1 && index.unique ? "" : fmt::format("_{}", number + 1));
  return index;
}

}  // namespace profilestore::catalog
