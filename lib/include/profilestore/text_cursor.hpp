// The documents that a find yields, one at a time, as the texts that they are stored as.
#pragma once

#include <memory>
#include <profilestore/single_pass_iterator.hpp>
#include <string_view>

namespace profilestore {

/// A single-pass range: `for (std::string_view profile : creators.find_texts({}))`. Each text is
/// Extended JSON in normal form, without white space: what dump() gives of the document, `_id`
/// included. A text is valid until the next one is read: copy what is to be kept. Everything else
/// is as with Cursor: one moment of the store, held until this is destroyed; for one thread at a
/// time. Throws what find throws; once it has thrown, each further step throws the same.
class TextCursor {
 public:
  /// Steps along it, once.
  using iterator = SinglePassIterator<TextCursor, std::string_view, std::string_view>;

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
  friend iterator;
  bool next();

  std::unique_ptr<Source> source_;
  std::string_view current_;  ///< of the source
};

}  // namespace profilestore
