// Decisions that two documents are not of one person, whatever their keys say.
#pragma once

#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Two documents that are no duplicates of each other, by their `_id`s.
struct DistinctPair {
  Value a, b;           ///< in MongoDB's order of keys
  std::string decided;  ///< when, as ISO text
};

/// Records that the documents of these two `_id`s are not of one person: a later import or
/// make_unique that finds both under one key never merges one into the other, but leaves the lesser
/// in the quarantine. What was merged before stays so: undo that import first. The documents need
/// not be there. Returns false if it was recorded before.
///
/// Throws InvalidInput: for equal `_id`s, or one that no document can have; if there is no such
/// collection (26).
bool add_not_duplicates(const Store& store, std::string_view collection, const Value& a,
                        const Value& b);

/// Takes it back. Returns false if it was not recorded. Throws as add_not_duplicates.
bool remove_not_duplicates(const Store& store, std::string_view collection, const Value& a,
                           const Value& b);

/// All of them, by their `_id`s. Throws InvalidInput if there is no such collection (26).
std::vector<DistinctPair> not_duplicates(const Store& store, std::string_view collection);

}  // namespace profilestore
