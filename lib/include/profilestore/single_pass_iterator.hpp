// How a loop goes along a cursor.
#pragma once

#include <cstddef>
#include <iterator>

namespace profilestore {

/// An input iterator of a `Cursor` or a `TextCursor`; what it points at is valid until the next
/// step, and so is every copy of it.
template <class Range, class Item, class Reference>
class SinglePassIterator {
 public:
  using iterator_category = std::input_iterator_tag;  ///< of std::iterator_traits
  using value_type = Item;                            ///< a document, or its text
  using difference_type = std::ptrdiff_t;             ///< of std::iterator_traits
  using pointer = const Item*;                        ///< of std::iterator_traits
  using reference = Reference;                        ///< what `*` gives

  /// Constructed by the range; without one, its end.
  explicit SinglePassIterator(Range* range = nullptr) : range_(range) {}
  /// The one that was read last.
  reference operator*() const { return range_->current_; }
  /// A member of the one that was read last.
  pointer operator->() const { return &range_->current_; }
  /// Reads the next one. Throws what find throws.
  SinglePassIterator& operator++() {
    if (!range_->next()) range_ = nullptr;
    return *this;
  }
  /// Reads the next one. Throws what find throws.
  void operator++(int) { ++*this; }
  /// Whether both are at the same place: the end, or not.
  bool operator==(const SinglePassIterator&) const = default;

 private:
  Range* range_;
};

}  // namespace profilestore
