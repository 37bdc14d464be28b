// Which document was kept in the place of one that is in the archive.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

class Survivors {
 public:
  Survivors(sqlite::Connection& connection, const catalog::CollectionEntry& collection)
      : connection_(connection), collection_(collection) {}

  /// The `_id` of the document that `import` kept and not `loser`, which is null if its bytes are
  /// no document. `row`: where the survivor was. Nothing if it is not there any more, or if that
  /// row may be another document's by now.
  std::optional<Value> survivor_of(const Document* loser, std::int64_t import, std::int64_t row);

 private:
  std::optional<Value> id_in(std::int64_t row);
  std::optional<keys::Part> redirect_of(const Value& id, std::int64_t import);
  bool is_still_of(std::int64_t row, std::int64_t import);

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
};

}  // namespace profilestore::history
