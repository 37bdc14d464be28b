// How the store records that two documents were merged by hand: as an import without sources.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "history/record.hpp"

namespace profilestore::history {

/// Of a row of ps_imports: whether it is such an import. Stored on disk: do not change.
inline constexpr std::string_view of_merge = "(substr(rules, 1, 10) = '{\"merged\":')";

/// Record::rules of one. `rules`: what the survivor took by.
Value rules_of_merge(const Value& loser, const Value& survivor, Value rules);

/// Whether it is one.
bool is_of_merge(const Record& record);

/// The document that lives on for one that was merged by hand.
struct MergedInto {
  std::int64_t row;
  Document document;
};

/// By the encoded `_id`s of the documents that lead to another by way of a merge by hand.
using MergedByHand = std::map<std::string, MergedInto>;
MergedByHand merged_by_hand(sqlite::Connection& connection,
                            const catalog::CollectionEntry& collection);

}  // namespace profilestore::history
