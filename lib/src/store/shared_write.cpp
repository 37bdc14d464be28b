#include "store/shared_write.hpp"

#include <vector>

namespace profilestore::store {
namespace {

using namespace std::chrono_literals;

// One that takes long is waited for by all that are done: no more are taken then.
constexpr auto longest_group = 10ms;
constexpr std::size_t largest_group = 128;

}  // namespace

/// The writes that one thread does in its turn, its own first.
class WriteGroup {
 public:
  WriteGroup(Core& core, SharedWrite& own) : core_(core), own_(own), writes_{&own} {}

  /// Has the write done, by this thread or another, and answers for it.
  static void call(Core& core, SharedWrite& own) {
    const auto deadline = core.deadline();
    WriteGroup group(core, own);  // before its turn, which what fails here would never end
    if (core.wait_for_turn(&own, deadline)) group.run(deadline);
    const auto held = core.expires() ? core.weak_from_this().lock() : nullptr;
    if (!own.noted_.empty()) {
      const auto on_event = core.options_.on_event;  // it may drop the last handle
      tell(on_event, own.noted_);
    }
    if (own.fault_) std::rethrow_exception(own.fault_);
    if (held) held->wrote();
  }

 private:
  void run(Core::Clock::time_point deadline) {
    const WriterTurn turn(core_);
    try {
      if (!run_together(deadline)) run_one_by_one(deadline);
    } catch (...) {
      for (SharedWrite* const write : writes_) fail(*write, std::current_exception());
    }
    core_.turns_.finish();
  }

  static void fail(SharedWrite& write, const std::exception_ptr& fault) {
    write.fault_ = fault;
    write.noted_.keep_refusals();
  }

  static bool run(SharedWrite& write, WriteTransaction& group, WriteTransaction::Part kind) {
    write.fault_ = nullptr;
    write.noted_ = EventLog();
    try {
      const document::TimeLimit limit(write.end_);
      const document::StopOf stop(write.stop_);
      document::TimeLimit::look_at_clock();
      WriteTransaction part(group, kind, write.operation_, write.noted_);
      write.work_(part);
      part.commit();
    } catch (...) {
      write.fault_ = std::current_exception();
    }
    return write.fault_ == nullptr;
  }

  // False if SQLite took the whole transaction back, for what one of several has done.
  bool run_together(Core::Clock::time_point deadline) {
    WriteTransaction group(core_, deadline);
    // It needs no savepoint: if it fails, nothing else has been done.
    if (!run(*writes_.front(), group, WriteTransaction::Part::first)) return true;
    const auto end = Core::Clock::now() + longest_group;
    while (take_next(end)) {
      run(*writes_.back(), group, WriteTransaction::Part::saved);
      if (!group.connection().in_transaction() || group.connection().is_stuck()) return false;
    }
    group.commit();
    core_.turns_.finish();
    writes_.clear();
    own_.noted_.add(group.checkpoint());
    return true;
  }

  bool take_next(Core::Clock::time_point end) {
    if (writes_.size() >= largest_group || (writes_.size() > 1 && Core::Clock::now() >= end))
      return false;
    writes_.reserve(writes_.size() + 1);
    SharedWrite* const next = core_.turns_.take();
    if (next != nullptr) writes_.push_back(next);
    return next != nullptr;
  }

  void run_one_by_one(Core::Clock::time_point deadline) {
    for (SharedWrite* const write : writes_) {
      try {
        WriteTransaction alone(core_, deadline);
        if (run(*write, alone, WriteTransaction::Part::first)) alone.commit();
      } catch (...) {
        fail(*write, std::current_exception());
      }
    }
    writes_.clear();
  }

  Core& core_;
  SharedWrite& own_;
  std::vector<SharedWrite*> writes_;  ///< that are not finished
};

void write_shared(Core& core, const SessionPointer& session, std::string_view operation,
                  const Work& work) {
  if (session) {
    WriteTransaction write(core, session, operation);
    work(write);
    write.commit();
    return;
  }
  SharedWrite own(operation, work);
  WriteGroup::call(core, own);
}

}  // namespace profilestore::store
