// The documents that a find yields, one at a time, as the texts that they are stored as.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <string_view>

namespace profilestore {

/// A single-pass range: `for (std::string_view profile : creators.find_texts({}))`. Each text is
/// Extended JSON in normal form, without white space: what dump() gives of the document, `_id`
/// included. A text is valid until the next one is read: copy what is to be kept. Everything else
/// is as with Cursor: one moment of the store, held until this is destroyed; for one thread at a
/// time. Throws what find throws; once it has thrown, each further step throws
/// the same.
class TextCursor {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string_view*;
    using reference = std::string_view;

    explicit iterator(TextCursor* cursor = nullptr) : cursor_(cursor) {}
    reference operator*() const { return cursor_->current_; }
    pointer operator->() const { return &cursor_->current_; }
    iterator& operator++() {
      if (!cursor_->next()) cursor_ = nullptr;
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(const iterator&) const = default;

   private:
    TextCursor* cursor_;
  };

  /// Reads the first text. Call it once.
  iterator begin() { return iterator(next() ? this : nullptr); }
  /// The end of the texts.
  iterator end() { return iterator(); }

  struct Source;
  /// Constructed by the library.
  explicit TextCursor(std::unique_ptr<Source> source);
  ~TextCursor();
  TextCursor(TextCursor&&) noexcept;             ///< movable, not copyable
  TextCursor& operator=(TextCursor&&) noexcept;  ///< movable, not copyable

 private:
  bool next();

  std::unique_ptr<Source> source_;
  std::string_view current_;  ///< of the source
};

}  // namespace profilestore
