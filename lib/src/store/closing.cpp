// How an open store is left, when the last handle is gone.
#include "sqlite/head_marks.hpp"
#include "store/core.hpp"

namespace profilestore::store {

Core::~Core() {
  if (owner_ == ::getpid()) {
    idle_readers_.clear();
    if (!find_writer_to_leave()) return;
    keep_pending_events();
    if (writer_->has_failed()) return;
    const sqlite::HeadMarks* marks = writer_->head_marks();
    if (marks != nullptr) writer_->leave(!options_.read_only || marks->has_marked());
    return;
  }
  // A child after fork: to close its parent's connections would drop the parent's locks.
  for (auto& reader : idle_readers_) (void)reader.release();
  (void)first_.release();
  (void)writer_.release();
  (void)queue_.release();
}

// False: there is none, and nothing to leave behind.
bool Core::find_writer_to_leave() noexcept try {
  if (file_) return false;
  if (!writer_ && writers_made_ > 0) return false;  // it has failed, and so has the next
  if (!writer_) writer_ = first_ ? std::move(first_) : connect_writer();
  first_.reset();
  writer_->serve(sqlite::Use::writing);
  return true;
} catch (...) {  // the disk fails or memory is gone: the log stays
  return false;
}

// At close. Nobody waits long for it, and it fails silently: what was written stays written.
void Core::keep_pending_events() {
  using namespace std::chrono_literals;
  if (events_.empty() || writer_->has_failed()) return;
  try {
    writer_->wait_until(Clock::now() + std::min<Clock::duration>(options_.deadline, 1s));
    sqlite::ImmediateTransaction transaction(*writer_);
    events_.commit(*writer_, transaction, {});
  } catch (const std::exception&) {  // no memory, too
  }
}

}  // namespace profilestore::store
