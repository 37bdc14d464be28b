#include "document/process.hpp"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "catch.hpp"

namespace document_process_test {

using profilestore::document::process_id;

namespace {

// Whether a child that is made so, and its child, know who they are.
bool knows_itself(const std::function<pid_t()>& fork) {
  const pid_t child = fork();
  if (child == 0) {
    const bool known = process_id() == ::getpid();
    const pid_t grandchild = fork();
    if (grandchild == 0) ::_exit(process_id() == ::getpid() ? 0 : 1);
    int status = 1;
    ::waitpid(grandchild, &status, 0);
    ::_exit(known && status == 0 && process_id() == ::getpid() ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  return status == 0 && process_id() == ::getpid();
}

}  // namespace

TEST_CASE("A process knows itself, however it was forked", "[document][process]") {
  CHECK(process_id() == ::getpid());
  CHECK(knows_itself([] { return ::fork(); }));
  // Past every hook that is called at a fork.
  CHECK(knows_itself([] { return static_cast<pid_t>(::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); }));
  CHECK(process_id() == ::getpid());
}

}  // namespace document_process_test
