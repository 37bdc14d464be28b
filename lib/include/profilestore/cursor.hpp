// The documents that a find yields, one at a time.
#pragma once

#include <memory>
#include <profilestore/document.hpp>
#include <profilestore/single_pass_iterator.hpp>

namespace profilestore {

/// A single-pass range: `for (const Document& profile : creators.find({}))`. It reads one moment of
/// the store, whatever is written meanwhile, and holds that moment until it is destroyed: keep it
/// short. In a transaction, which may write between two steps, it lists the matches when it begins
/// and yields each as it is when reached, skipping those that no longer match. For one thread at a
/// time. Throws what find throws; once it has thrown, each further step throws the same.
class Cursor {
 public:
  /// Steps along it, once.
  using iterator = SinglePassIterator<Cursor, Document, const Document&>;

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
  friend iterator;
  bool next();

  std::unique_ptr<Source> source_;
  Document current_;
};

}  // namespace profilestore
