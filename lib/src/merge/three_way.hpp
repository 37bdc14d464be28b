// A document that two have changed, each on its own.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

namespace profilestore::merge {

struct ThreeWay {
  Document document;                  ///< with the changes of both; {} if they overlap
  std::vector<std::string> overlaps;  ///< dotted names of the fields that both changed
};

/// What comes of `base` with the changes that made `theirs` and `mine` of it, in the order of
/// `theirs`. Objects are compared field by field, whatever their order; an array, or a value of any
/// other type, is one field. The same change made twice is no overlap. Names in `mine_wins`, at the
/// top, are never one either: there `mine` holds.
/// REQUIRES: all three are in normal form.
ThreeWay merge_three_ways(const Document& base, const Document& theirs, const Document& mine,
                          const std::vector<std::string>& mine_wins = {});

}  // namespace profilestore::merge
