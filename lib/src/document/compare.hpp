// The order and equality of values across all types: MongoDB's comparison.
#pragma once

#include <compare>
#include <profilestore/document.hpp>

namespace profilestore::document {

/// MongoDB's order: by the type's bracket, then by value. Numbers compare exactly across their
/// types; NaN is the least number and equal to itself; −0 = 0; objects compare field by field in
/// their order; strings by UTF-8 bytes. REQUIRES: both are in normal form.
std::weak_ordering compare(const Value& a, const Value& b);

/// How a value stands to an operand: $eq, $lt, $lte, $gt, $gte.
enum class Relation { equal, less, less_or_equal, greater, greater_or_equal };

inline bool equal(const Value& a, const Value& b) { return compare(a, b) == 0; }

/// Equal, and every number of the same type and sign: what "the update changed nothing" means.
inline bool identical(const Value& a, const Value& b) { return a.dump() == b.dump(); }

/// Whether `a` stands before `b` in that order.
inline bool precedes(const Value& a, const Value& b) { return std::is_lt(compare(a, b)); }

}  // namespace profilestore::document
