// How values are compared where a caller may say how their strings are: under a collation.
#pragma once

#include <compare>
#include <memory>
#include <profilestore/document.hpp>
#include <string_view>

namespace profilestore::document {

/// An order of strings other than that of their bytes. Several threads may ask it at once.
class StringOrder {
 public:
  virtual ~StringOrder() = default;
  virtual std::weak_ordering compare(std::string_view a, std::string_view b) const = 0;
};

/// document::compare(), with strings and symbols in `strings`' order, also those inside of objects
/// and arrays; a null pointer is the order of bytes. Names of fields count as they are, and so do
/// regular expressions, code and the names in a DBPointer.
std::weak_ordering compare(const Value& a, const Value& b, const StringOrder* strings);

/// A function object: whether one value stands before another. Made without an order it compares
/// as document::compare() does. Copies are cheap.
class Comparison {
 public:
  Comparison() = default;
  explicit Comparison(std::shared_ptr<const StringOrder> strings) : strings_(std::move(strings)) {}

  std::weak_ordering compare(const Value& a, const Value& b) const {
    return document::compare(a, b, strings_.get());
  }
  bool equal(const Value& a, const Value& b) const { return compare(a, b) == 0; }
  bool operator()(const Value& a, const Value& b) const { return compare(a, b) < 0; }

  /// Whether strings are compared by their bytes.
  bool by_bytes() const { return strings_ == nullptr; }

 private:
  std::shared_ptr<const StringOrder> strings_;
};

}  // namespace profilestore::document
