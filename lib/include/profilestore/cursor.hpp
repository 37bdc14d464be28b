// The documents that a find yields, one at a time.
#pragma once

#include <iterator>
#include <memory>
#include <profilestore/document.hpp>

namespace profilestore {

/// A single-pass range: `for (const Document& profile : creators.find({}))`. It reads one moment of
/// the store, whatever is written meanwhile, and holds that moment until it is destroyed: keep it
/// short. In a transaction, which may write between two steps, it lists the matches when it begins
/// and yields each as it is when reached, skipping those that no longer match. For one thread at a
/// time. Throws what find throws; once it has thrown, each further step throws the same.
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

  /// Reads the first document. Call it once.
  iterator begin() { return iterator(next() ? this : nullptr); }
  /// The end of the documents.
  iterator end() { return iterator(); }

  struct Source;
  /// Constructed by the library.
  explicit Cursor(std::unique_ptr<Source> source);
  ~Cursor();
  Cursor(Cursor&&) noexcept;             ///< movable, not copyable
  Cursor& operator=(Cursor&&) noexcept;  ///< movable, not copyable

 private:
  bool next();

  std::unique_ptr<Source> source_;
  Document current_;
};

}  // namespace profilestore
