// The thread of an open store that works on what nobody waits for: one queue, one thread, made when
// it is first needed.
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace profilestore::store {

class Executor {
 public:
  struct Job {
    std::function<void(std::stop_token)> run;  ///< throws nothing
    std::function<void()> refuse;              ///< if it is not run; throws nothing
    std::stop_token stop;                      ///< of who asked
  };

  Executor();
  /// Asks the job that runs to stop, and waits for it; refuses those that wait. In the thread
  /// itself, which dropped the last handle, it does not wait; in a child after fork there is no
  /// thread.
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  void add(Job job);

  /// What the destructor does. Jobs that are added later are refused.
  void end();

 private:
  struct Shared;

  pid_t owner_;
  std::shared_ptr<Shared> shared_;  ///< with the thread, which may outlive this
};

}  // namespace profilestore::store
