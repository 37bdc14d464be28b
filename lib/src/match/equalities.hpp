// What a filter says of its matches: the equalities that seed an upsert, and the comparisons by
// which an index finds rows.
#pragma once

#include <vector>

#include "match/filter.hpp"
#include "match/node.hpp"

namespace profilestore::match {

struct Pinned {
  std::vector<Equality> equalities;  ///< in the filter's order, each path and equal value once
  bool complete = true;              ///< they are the whole filter
};

/// MongoDB (path_support.cpp): only AND and EQ contribute, and an OR of one branch; whatever stands
/// beside an equality neither adds to it nor blocks it. Two values for one path are both listed:
/// whether they contradict each other is for the reader to say (an array can hold both).
Pinned pinned_by(const Node& root);

/// The comparisons that every match fulfils: those of AND nodes, and of an OR of one branch.
std::vector<Bound> bounds_of(const Node& root);

}  // namespace profilestore::match
