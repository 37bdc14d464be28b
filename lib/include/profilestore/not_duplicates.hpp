// Decisions that two documents do not belong to one person, whatever their keys say.
#pragma once

#include <cstddef>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Two documents that are not duplicates of each other, by their `_id`s.
struct DistinctPair {
  Value a;              ///< the lesser in MongoDB's order of keys
  Value b;              ///< the greater
  std::string decided;  ///< when, as ISO text
};

/// Records that the documents with these two `_id`s do not belong to one person. A later import or
/// make_unique that finds both under one key never merges them: the lesser one goes to the
/// quarantine. Earlier merges stay; undo that import first. The documents need not exist. Returns
/// false if the decision was recorded before.
///
/// Throws InvalidInput for equal `_id`s, for one that no document can have, and if there is no such
/// collection (26).
bool add_not_duplicates(const Store& store, std::string_view collection, const Value& a,
                        const Value& b);

/// Removes the decision. Returns false if it was not recorded. Throws as add_not_duplicates.
bool remove_not_duplicates(const Store& store, std::string_view collection, const Value& a,
                           const Value& b);

/// All decisions, ordered by `_id`, or with a limit so many after the first `skip`. Throws
/// InvalidInput if there is no such collection (26).
std::vector<DistinctPair> not_duplicates(const Store& store, std::string_view collection,
                                         std::size_t skip = 0, std::size_t limit = 0);

}  // namespace profilestore
