// The order of a find: MongoDB's sort.
#pragma once

#include <compare>
#include <profilestore/document.hpp>
#include <vector>

#include "document/comparison.hpp"
#include "document/path.hpp"

namespace profilestore::read {

/// The values that a document is sorted by.
using SortKey = std::vector<Value>;

/// A parsed sort: {path: 1 or -1, …}.
class Order {
 public:
  Order() = default;

  /// Throws InvalidInput with MongoDB's code: a direction that is not 1 or -1 (15975, 15974), an
  /// empty path or segment (40352, 15998), a name that begins with `$` (16410), more than 32 paths
  /// (13103), $meta (not supported).
  /// `values`: how values are compared.
  /// REQUIRES: `sort` is in normal form. Null is the empty order.
  static Order parse(const Document& sort, const document::Comparison& values = {});

  /// Whether documents keep their natural order.
  bool empty() const { return paths_.empty() && !reversed_; }

  /// {$natural: -1}: the natural order, backwards.
  bool reversed() const { return reversed_; }

  const std::vector<document::Path>& paths() const { return paths_; }
  bool descending(std::size_t i) const { return descending_[i]; }

  /// A missing value sorts as null; of an array's elements the least counts where the order
  /// ascends, the greatest where it descends. Throws InvalidInput (2) for two paths into different
  /// arrays.
  SortKey key_of(const Document& document) const;

  std::weak_ordering compare(const SortKey& a, const SortKey& b) const;

  /// As compare(), by the first path alone. REQUIRES: there is one.
  std::weak_ordering compare_first(const SortKey& a, const SortKey& b) const {
    return compare_at(0, a, b);
  }

 private:
  std::weak_ordering compare_at(std::size_t i, const SortKey& a, const SortKey& b) const;

  std::vector<document::Path> paths_;
  std::vector<bool> descending_;
  document::Comparison values_;
  bool reversed_ = false;
};

}  // namespace profilestore::read
