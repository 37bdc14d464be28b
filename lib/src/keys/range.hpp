// Ranges of the keys of one path, in SQLite's order: numbers, then text, then blobs by their bytes.
#pragma once

#include <compare>
#include <optional>
#include <profilestore/document.hpp>
#include <vector>

#include "document/compare.hpp"
#include "keys/key.hpp"

namespace profilestore::keys {

/// Keys from `low` to `high`; a monostate is no bound. No range holds a NULL.
struct Range {
  Part low = {};
  bool low_included = true;
  Part high = {};
  bool high_included = false;

  bool operator==(const Range&) const = default;
};

using Ranges = std::vector<Range>;

/// SQLite's order of what columns hold.
std::partial_ordering compare(const Part& a, const Part& b);

/// Ranges that hold the key of every value, but an array, which a filter with this condition
/// matches; they may hold others. Nothing if the keys can't tell: arrays, regular expressions, and
/// ranges of types whose keys have another order than the values.
std::optional<Ranges> ranges_of(document::Relation relation, const Value& operand);

/// The same of the keys of an index, for a filter that compares under its collation.
/// REQUIRES: equals_under() that.
std::optional<Ranges> ranges_of(document::Relation relation, const Value& operand,
                                const Indexer& index);

/// The keys that are in a range of both.
Ranges intersection(const Ranges& a, const Ranges& b);

/// All keys of an index but its NULLs. Those of `ordered`, read range by range, have the order of
/// their values (MongoDB's, across all types); those of `loose` may stand anywhere among them.
/// `collated`: of an index with a collation, and in its order.
const Ranges& ordered(bool collated = false);
const Ranges& loose();

}  // namespace profilestore::keys
