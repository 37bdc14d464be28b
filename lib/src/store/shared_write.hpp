// Writes of several threads in one transaction: those that wait while another commits are taken
// along by the next, each in a savepoint of its own, and one COMMIT confirms them all.
#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <string_view>

#include "document/time_limit.hpp"
#include "store/event_log.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::store {

/// Does the same each time that it is called, on whichever thread; does not commit.
using Work = std::function<void(WriteTransaction&)>;

/// One call's write, and what came of it.
class SharedWrite {
 public:
  /// Both outlive it.
  SharedWrite(std::string_view operation, const Work& work)
      : operation_(operation),
        work_(work),
        end_(document::TimeLimit::end()),
        stop_(document::TimeLimit::stop()) {}

 private:
  friend class WriteGroup;

  std::string_view operation_;
  const Work& work_;
  document::TimeLimit::Time end_;  ///< of the call, whichever thread does it
  const std::stop_token* stop_;    ///< the same
  std::exception_ptr fault_;
  EventLog noted_;
};

/// Does `work` in a write transaction of the `operation`, and commits it; throws what it throws.
/// Without a session, others' works may be in the same transaction: then each fails alone, but what
/// makes the COMMIT fail fails them all.
void write_shared(Core& core, const SessionPointer& session, std::string_view operation,
                  const Work& work);

/// The same of a work that returns something.
template <class Result>
Result write_shared(Core& core, const SessionPointer& session, std::string_view operation,
                    const std::function<Result(WriteTransaction&)>& work) {
  std::optional<Result> result;
  write_shared(core, session, operation, [&](WriteTransaction& write) { result = work(write); });
  return *std::move(result);
}

}  // namespace profilestore::store
