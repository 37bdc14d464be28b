#include "store/clash.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

namespace profilestore::store {

void refuse_duplicate(Turn& turn, const std::string& database, const CollectionEntry& collection,
                      const Document& document, const Clash& clash) {
  turn.note({.kind = EventKind::duplicate_key,
             .collection = collection.name,
             .index = clash.index->name(),
             .digest = turn.digest_of(clash.key)});
  raise_duplicate(turn.connection(), database, collection, document, clash);
}

void refuse_duplicate(Turn& turn, const std::string& database, const CollectionEntry& collection,
                      const Document& document, const DocumentKeys& keys, std::int64_t own) {
  const auto clash = find_clash(turn.connection(), collection, keys, own);
  if (!clash)
    throw StorageFailure(fmt::format("collection {}: SQLite refuses a key as a duplicate that no "
                                     "row has",
                                     collection.name),
                         SQLITE_CONSTRAINT_UNIQUE);
  refuse_duplicate(turn, database, collection, document, *clash);
}

}  // namespace profilestore::store
