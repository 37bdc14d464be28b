// What a write says of the documents that it changed: to those who watch, and to the log of changes
// of a collection that keeps one.
#pragma once

#include <string_view>

#include "changes/log.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::store {

/// One document was changed. Images are texts as they are stored, and one of them may be empty:
/// there was none, or will be none. They are looked at only if the collection keeps a log.
void note_change(WriteTransaction& write, const catalog::CollectionEntry& collection,
                 std::string_view op, std::string_view before, std::string_view after);

/// Many were changed at once, as the counts say: {"inserted": 3}.
void note_many(WriteTransaction& write, const catalog::CollectionEntry& collection,
               std::string_view op, const Document& counts);

/// The collection is about to be dropped.
void note_drop(WriteTransaction& write, const catalog::CollectionEntry& collection);

/// Keeps a log from now on, or with other bounds. Every connection sees it as a change of the
/// schema.
void keep_log(WriteTransaction& write, const catalog::CollectionEntry& collection,
              const ChangeLog& log);

}  // namespace profilestore::store
