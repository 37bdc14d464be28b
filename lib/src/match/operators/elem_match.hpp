// One element of an array that fulfils several conditions: $elemMatch.
#pragma once

#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

/// {path: {$elemMatch: {$gt: 5, $lt: 9}}} applies operators to each element as it is, and
/// {path: {$elemMatch: {b: 1, $or: […]}}} a filter to each that is an object, or an array, whose
/// fields are its indexes. A path that leads to no array does not match.
///
/// Extended JSON v1 writes {$regex: …, $options: …} and a regex value alike, so that a regex value
/// is accepted here as that pair of operators.
Node parse_elem_match(const Operand& operand);

}  // namespace profilestore::match
