// When the head mark of an open store moves.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "sqlite/files/head_file.hpp"
#include "sqlite/mark.hpp"

namespace profilestore::sqlite {

/// Of the connection that writes. A mark is a row that a commit writes, and, once that is on disk,
/// the file beside the store: so the file is never ahead of the store, whatever stops them. The
/// first commit carries one, then each that comes after 256 changes or a second.
class HeadMarks {
 public:
  /// `durable`: whether a commit is on disk when it returns.
  HeadMarks(Connection& connection, bool durable);

  /// Inside the transaction that is about to be committed. Throws ReadOnly if the store's file is
  /// not at its path any more, which is looked at with each mark.
  void before_commit();

  /// Never fails: what could not be written leaves the last mark standing.
  void after_commit() noexcept;

  /// Inside the last transaction, when nobody else has the store open.
  void mark_closed();

  /// Once that was moved into the store.
  void write_closed() noexcept;

  /// Whether this connection has marked the store as in use.
  bool has_marked() const { return marked_; }

  /// Marks what is there as the state of the store, beyond `head`.
  void accept(const HeadFile& head);

 private:
  using Clock = std::chrono::steady_clock;

  bool is_due();
  bool has_moved() const;
  std::optional<Mark> commit_next(std::uint64_t least);
  Head head_of(const Mark& mark) const;

  Connection& connection_;
  std::filesystem::path path_;
  bool durable_;
  bool marked_ = false;
  std::int64_t changes_ = 0;  ///< SQLite's count at the last mark
  Clock::time_point last_{};
  std::optional<Mark> pending_;  ///< in the transaction, or committed
  bool was_in_use_ = false;      ///< before the pending one
};

}  // namespace profilestore::sqlite
