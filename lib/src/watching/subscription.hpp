// A thread that calls the application.
#pragma once

#include <exception>
#include <functional>
#include <profilestore/watch.hpp>
#include <string>

namespace profilestore::watching {

/// What one step has come to.
struct Stepped {
  bool goes_on = true;
  std::string token = {};  ///< behind it
};

/// Takes steps, on a thread of its own, until one does not go on or throws. `stop` ends a step that
/// waits, from any thread; a step after it does not go on. Both are gone when the thread is done.
Subscription subscribe(std::function<Stepped()> step, std::function<void()> stop,
                       std::function<void(std::exception_ptr)> ended, std::string token);

}  // namespace profilestore::watching
