// The query language, parsed once and applied to many documents. Pure: knows no storage.
#pragma once

#include <memory>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace profilestore::match {

struct Node;

/// One path that a filter pins to one value.
struct Equality {
  std::string path;
  Value value;
};

/// A parsed filter. Copies are cheap and share the parsed form; safe from any thread.
class Filter {
 public:
  /// Throws InvalidFilter (MongoDB's code, the path, the operator) for anything the language does
  /// not have; nothing is ever ignored. REQUIRES: `filter` is in normal form.
  static Filter parse(const Document& filter);

  /// Whether `document` (in normal form) matches, with MongoDB's implicit traversal of arrays.
  bool matches(const Document& document) const;

  /// The equalities that every matching document fulfils and that seed an upsert: those of AND and
  /// EQ nodes of the normalised filter (MongoDB: literal, $eq, one-element $in, one-branch $or,
  /// nested $and), in the filter's order; an equal pair that stands twice is listed once.
  const std::vector<Equality>& equalities() const;

  /// Whether the equalities are the whole filter: a document that fulfils them matches.
  bool only_equalities() const;

 private:
  std::shared_ptr<const Node> root_;
  std::shared_ptr<const std::vector<Equality>> equalities_;
  bool only_equalities_ = false;
};

}  // namespace profilestore::match
