#include "crud/clash.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

namespace profilestore::crud {

void refuse_duplicate(store::WriteTransaction& write, const std::string& database,
                      const catalog::CollectionEntry& collection, const Document& document,
                      const catalog::Clash& clash) {
  write.note({.kind = EventKind::duplicate_key,
              .collection = collection.name,
              .index = clash.index->name(),
              .digest = write.digest_of(clash.key)});
  catalog::raise_duplicate(write.connection(), database, collection, document, clash);
}

void refuse_duplicate(store::WriteTransaction& write, const std::string& database,
                      const catalog::CollectionEntry& collection, const Document& document,
                      const catalog::DocumentKeys& keys, std::int64_t own) {
  const auto clash = catalog::find_clash(write.connection(), collection, keys, own);
  if (!clash)
    throw StorageFailure(
        fmt::format("collection {}: SQLite rejects a key as a duplicate, but no row has it",
                    collection.name),
        SQLITE_CONSTRAINT_UNIQUE);
  refuse_duplicate(write, database, collection, document, *clash);
}

}  // namespace profilestore::crud
