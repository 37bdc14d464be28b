#include "sqlite/head_marks.hpp"

#include <algorithm>
#include <profilestore/error.hpp>

#include "sqlite/files/log_file.hpp"
#include "sqlite/transaction.hpp"

namespace profilestore::sqlite {
namespace {

constexpr std::int64_t marked_changes = 256;
constexpr std::chrono::seconds marked_time{1};

}  // namespace

HeadMarks::HeadMarks(Connection& connection, bool durable)
    : connection_(connection),
      path_(sqlite3_db_filename(connection.handle(), "main")),
      durable_(durable),
      changes_(sqlite3_total_changes64(connection.handle())) {}

// A commit that changes nothing takes no store into use.
bool HeadMarks::is_due() {
  const std::int64_t changes = sqlite3_total_changes64(connection_.handle()) - changes_;
  if (changes == 0) return false;
  return !marked_ || changes >= marked_changes || Clock::now() - last_ >= marked_time;
}

// Another file may lie at the path by now, whose marks are not ours to move.
bool HeadMarks::has_moved() const {
  int moved = 0;
  sqlite3_file_control(connection_.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

void HeadMarks::before_commit() {
  pending_.reset();
  if (!is_due()) return;
  if (has_moved()) connection_.raise(SQLITE_READONLY_DBMOVED, "committing");
  auto mark = read_mark(connection_);
  if (!mark) return;  // an older store on its way
  was_in_use_ = mark->in_use;
  mark->in_use = true;
  ++mark->sequence;
  write_mark(connection_, *mark);
  pending_ = std::move(mark);
}

void HeadMarks::after_commit() noexcept try {
  if (!pending_) return;
  marked_ = true;
  changes_ = sqlite3_total_changes64(connection_.handle());
  last_ = Clock::now();
  if (!has_moved() && (durable_ || sync_log(path_))) write_head(path_, head_of(*pending_));
  pending_.reset();
  // So that a copy of the file alone says that it was in use.
  if (!was_in_use_) connection_.checkpoint_at_once();
} catch (...) {  // memory is gone: the last mark stands
  pending_.reset();
}

Head HeadMarks::head_of(const Mark& mark) const { return {mark.store, mark.sequence, durable_}; }

void HeadMarks::mark_closed() {
  pending_ = read_mark(connection_);
  if (!pending_ || !pending_->in_use) {
    pending_.reset();
    return;
  }
  pending_->in_use = false;
  ++pending_->sequence;
  write_mark(connection_, *pending_);
}

void HeadMarks::write_closed() noexcept try {
  if (pending_ && !has_moved()) write_head(path_, head_of(*pending_));
  pending_.reset();
} catch (...) {  // memory is gone: the last mark stands
  pending_.reset();
}

// The log goes on from the file's mark, or it would be taken for another's: the mark that passes
// the one that was lost is a commit of its own.
void HeadMarks::accept(const HeadFile& head) {
  auto mark = commit_next(0);
  if (mark && head.state == HeadState::sound && mark->sequence <= head.head.sequence)
    mark = commit_next(head.head.sequence);
  if (!mark) return;
  if (sync_log(path_)) write_new_head(path_, head_of(*mark));
  marked_ = true;
  last_ = Clock::now();
  connection_.checkpoint_at_once();  // as after the first commit of any
}

/// The mark behind the one of the file, and behind `least`. Nothing if the file has none.
std::optional<Mark> HeadMarks::commit_next(std::uint64_t least) {
  ImmediateTransaction transaction(connection_);
  auto mark = read_mark(connection_);
  if (!mark) return std::nullopt;
  mark->sequence = std::max(mark->sequence, least) + 1;
  mark->in_use = true;
  write_mark(connection_, *mark);
  changes_ = sqlite3_total_changes64(connection_.handle());  // the commit adds no mark of its own
  transaction.commit();
  return mark;
}

}  // namespace profilestore::sqlite
