// Which document one import set aside for which: for those who know it by its _id.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

/// REQUIRES: a write transaction is open for as long as this lives.
class Redirects {
 public:
  Redirects(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
            std::int64_t import);

  /// A document with `id` was set aside for the one in `row`, which may not be written yet.
  void add(const Value& id, std::int64_t row);

  /// Writes those down whose document is another than the one that was kept, by its `_id`, and that
  /// were set aside for one only. REQUIRES: the documents that were kept are written.
  void finish();

 private:
  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  std::int64_t import_;
  bool any_ = false;
};

/// Forgets those of `import` whose documents are not in the archive any more, or that lead nowhere.
void forget_redirects(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                      std::int64_t import);

}  // namespace profilestore::history
