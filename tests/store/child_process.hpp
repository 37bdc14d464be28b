// Other processes: forked from the test, each runs one function and ends. And what they and threads
// wait for each other with.
#pragma once

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <utility>
#include <vector>

/// REQUIRES: no store is open and no other thread runs at the fork, unless the test is about that.
class ChildProcess {
 public:
  /// Ends with what `body` returns, or with 99 if it throws; at the latest with the test.
  template <class Body>
  explicit ChildProcess(Body body) : id_(::fork()) {
    if (id_ < 0) throw std::runtime_error("fork");
    if (id_ > 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    int status = 99;
    try {
      status = body();
    } catch (const std::exception& fault) {
      std::fprintf(stderr, "a child process failed: %s\n", fault.what());
    }
    ::_exit(status);
  }
  ~ChildProcess() {
    if (id_ == 0) return;
    kill();
    wait();
  }
  ChildProcess(ChildProcess&& other) noexcept : id_(std::exchange(other.id_, 0)) {}
  ChildProcess& operator=(ChildProcess&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }

  void kill() { ::kill(id_, SIGKILL); }

  /// The exit status; -1 if a signal ended it.
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t id_;
};

inline std::vector<int> wait_all(std::vector<ChildProcess>& children) {
  std::vector<int> statuses;
  for (ChildProcess& child : children) statuses.push_back(child.wait());
  return statuses;
}

/// Made before the fork: each wait() ends with one fire(), whichever thread or process calls it.
class Signal {
 public:
  Signal() {
    if (::pipe(ends_) != 0) throw std::runtime_error("pipe");
  }
  ~Signal() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;

  void fire(int waiters = 1) {
    const std::vector<char> bytes(static_cast<std::size_t>(waiters));
    if (::write(ends_[1], bytes.data(), bytes.size()) != waiters) throw std::runtime_error("write");
  }

  void wait() {
    char byte = 0;
    while (::read(ends_[0], &byte, 1) < 0 && errno == EINTR) {
    }
  }

 private:
  int ends_[2];
};
