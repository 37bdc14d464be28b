// Where a dotted path leads in one document.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/error.hpp>

#include "document/path.hpp"
#include "update/operation.hpp"

namespace profilestore::update {

/// The member of an object or the element of an array that `segment` names, or null; a wrapper or
/// another scalar has none.
Value* child(Value& holder, const std::string& segment);

/// The place of a path in a document: a value that is there, or where it would be made.
///
/// MongoDB: a numeric segment is an element of what is an array and a field of what is an object;
/// a wrapper such as {"$date": …} is a scalar and never entered.
class Place {
 public:
  /// REQUIRES: both outlive the place, and nothing else changes `document` meanwhile.
  Place(Document& document, const document::Path& path);

  /// Whether no value can be at the path: it leads through a scalar, or into an array by name.
  bool is_blocked() const;

  /// MongoDB's PathNotViable. REQUIRES: is_blocked().
  InvalidUpdate not_viable(std::string_view op) const;

  bool in_array() const { return holder_->is_array(); }

  /// Whether the path leads through an array, wherever.
  bool passes_array() const { return passes_array_; }

  /// The value, or null.
  const Value* value() const { return value_; }

  /// How deep in the document a value is replaced, removed or made: 0 is a field of the document.
  std::size_t depth() const { return depth_; }

  /// Moves the value out of the document; nothing if there is none.
  Leaf take();

  /// Puts the value back, or makes it with its parents and pads an array with nulls; nothing
  /// removes a field. Throws InvalidUpdate (34) if more than 1,500,000 nulls would be needed.
  /// REQUIRES: not is_blocked(), and a value wherever take() gave one of an array.
  void give(Leaf leaf);

 private:
  void make(Value value);
  void pad(std::size_t size);
  const std::string& segment() const { return path_.segments()[depth_]; }

  const document::Path& path_;
  std::size_t depth_ = 0;
  bool passes_array_ = false;
  Value* holder_;           // what holds the value at segment(), or would
  Value* value_ = nullptr;  // null if there is none
};

}  // namespace profilestore::update
