// The documents that a find yields, one at a time.
#pragma once

#include <iterator>
#include <memory>
#include <profilestore/document.hpp>

namespace profilestore {

/// A range to be walked once: `for (const Document& profile : creators.find({}))`. It reads one
/// moment of the store, whatever is written meanwhile, and holds that moment until it is destroyed:
/// keep it short. In a transaction, which may write between two steps, it yields the matches of
/// when it began as they are when it comes to them, but for those that match no longer. For one
/// thread at a time; throws what find throws.
class Cursor {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Document;
    using difference_type = std::ptrdiff_t;
    using pointer = const Document*;
    using reference = const Document&;

    explicit iterator(Cursor* cursor = nullptr) : cursor_(cursor) {}
    reference operator*() const { return cursor_->current_; }
    pointer operator->() const { return &cursor_->current_; }
    iterator& operator++() {
      if (!cursor_->next()) cursor_ = nullptr;
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(const iterator&) const = default;

   private:
    Cursor* cursor_;
  };

  iterator begin() { return iterator(next() ? this : nullptr); }
  iterator end() { return iterator(); }

  struct Source;
  explicit Cursor(std::unique_ptr<Source> source);
  ~Cursor();
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) noexcept;

 private:
  bool next();

  std::unique_ptr<Source> source_;
  Document current_;
};

}  // namespace profilestore
