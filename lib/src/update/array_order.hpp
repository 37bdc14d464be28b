// The $sort of a $push: an order of an array's elements.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "document/comparison.hpp"
#include "document/path.hpp"

namespace profilestore::update {

class ArrayOrder {
 public:
  /// `pattern` is 1 or -1 for whole elements, or {path: 1 or -1, …}. Throws InvalidUpdate (2) for
  /// anything else; `path` is the array's, for the message.
  static ArrayOrder parse(const document::Path& path, const Value& pattern,
                          const document::Comparison& values);

  /// Stable, in BSON's order.
  void sort(Value& array) const;

 private:
  struct Key {
    std::string path;  // of a field of an element; empty for the element itself
    bool descending;
  };

  bool is_before(const Value& a, const Value& b) const;

  std::vector<Key> keys_;
  document::Comparison values_;
};

}  // namespace profilestore::update
