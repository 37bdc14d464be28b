// The documents of one find by position, for tables that are scrolled.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <vector>

namespace profilestore {

/// Which documents matched at one moment, and in which order: 12 bytes each. Their contents are
/// read page by page when they are asked for, and are those of that later moment; a document that
/// has been deleted since is told as such, never another in its place. Blocks no writer. For one
/// thread at a time; it keeps the store open.
///
/// It is made without reading a document if there is no filter, and the order is the natural one or
/// that of an index with one path, alone or first. Else each document that may match is read.
class Listing {
 public:
  /// Documents of a page, which is read at once. A few pages are kept.
  static constexpr std::size_t page_size = 256;

  /// How many documents matched at its moment, deleted ones included.
  std::size_t size() const;

  /// The document at `position`, from 0, as it is now; empty: it was deleted, or its collection was
  /// dropped, even if there is another of that name. Pages that are kept are as they were read, for
  /// a second at most. Throws std::out_of_range beyond the end, and what find throws of this
  /// document: others of its page that are damaged, or that the projection fails on, do not matter.
  std::optional<Document> at(std::size_t position) const;

  /// The documents from `first` on, `count` of them at most; fewer at the end, none beyond it. Read
  /// anew, all from one moment. Throws what find throws of one of them.
  std::vector<std::optional<Document>> page(std::size_t first, std::size_t count) const;

  /// Lists anew: what was inserted since is there, what was deleted is not. If it throws, nothing
  /// has changed.
  void refresh();

  struct State;
  /// Constructed by the library.
  explicit Listing(std::unique_ptr<State> state);
  ~Listing();
  Listing(Listing&&) noexcept;             ///< movable, not copyable
  Listing& operator=(Listing&&) noexcept;  ///< movable, not copyable

 private:
  std::unique_ptr<State> state_;
};

}  // namespace profilestore
