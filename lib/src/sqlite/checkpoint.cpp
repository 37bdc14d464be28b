// When the log of a connection is moved into the store, and what is left of it at the end.
#include "sqlite/connection.hpp"
#include "sqlite/head_marks.hpp"
#include "sqlite/log_bounds.hpp"

namespace profilestore::sqlite {

int Connection::log_grew(void* self, sqlite3*, const char*, int frames) {
  static_cast<Connection*>(self)->log_frames_ = frames;
  return SQLITE_OK;
}

bool Connection::checkpoint(int mode, std::chrono::milliseconds patience) {
  wait_until_ = std::chrono::steady_clock::now() + patience;
  patient_ = patience.count() > 0;
  const int code = sqlite3_wal_checkpoint_v2(handle(), nullptr, mode, nullptr, nullptr);
  patient_ = true;
  return code == SQLITE_OK;
}

bool Connection::checkpoint_if_grown() {
  using namespace std::chrono_literals;
  if (log_frames_ < next_checkpoint_) return true;
  // Under a reader that stays open the log can't be moved whole; to try again at each commit would
  // cost far more than the log's growth does. Readers that come and go are out of the way soon, but
  // seldom all at once: to wait for each of them is worth it now and then.
  const bool waits = log_frames_ >= next_wait_;
  const bool moved = waits ? checkpoint(SQLITE_CHECKPOINT_TRUNCATE, longest_checkpoint)
                           : checkpoint(SQLITE_CHECKPOINT_RESTART, 0ms);
  next_checkpoint_ = moved ? checkpoint_step : log_frames_ + checkpoint_step;
  if (moved)
    next_wait_ = first_wait;
  else if (waits)
    next_wait_ = 2 * log_frames_;
  return moved || !waits;
}

void Connection::checkpoint_at_once() {
  checkpoint(SQLITE_CHECKPOINT_RESTART, std::chrono::milliseconds(0));
}

void Connection::checkpoint_truncate() {
  checkpoint(SQLITE_CHECKPOINT_TRUNCATE, std::chrono::milliseconds(0));
}

void Connection::keep_head_marks(bool durable) {
  head_marks_ = std::make_unique<HeadMarks>(*this, durable);
}

// Whoever is alone takes the store's lock for good: nobody comes between the mark and the removal
// of the log, which SQLite would do at the close whatever the mark says.
void Connection::leave(bool may_write) noexcept try {
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  patient_ = false;
  if (may_write) checkpoint_truncate();
  patient_ = false;
  execute("PRAGMA locking_mode = EXCLUSIVE");
  execute("BEGIN IMMEDIATE");
  if (may_write && head_marks_) head_marks_->mark_closed();
  const auto mark = read_mark(*this);
  const bool in_use = mark && mark->in_use;
  execute("COMMIT");
  if (in_use) return;
  if (may_write) checkpoint_truncate();
  if (head_marks_) head_marks_->write_closed();
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
} catch (...) {  // others have it open, the disk fails or memory is gone: the log stays
}

}  // namespace profilestore::sqlite
