#include "sqlite/files/process_queue.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"

namespace sqlite_process_queue_test {

using namespace profilestore;
using namespace std::chrono_literals;
using sqlite::ProcessQueue;
using Outcome = ProcessQueue::Outcome;

namespace {

using Clock = std::chrono::steady_clock;

// What the queue takes for a store: it looks at its permissions only.
std::filesystem::path store_in(const temporary::Folder& folder) {
  temporary::write_file(folder / "p.db", "");
  ::chmod((folder / "p.db").c_str(), 0640);
  return folder / "p.db";
}

Outcome enter_and_wait(ProcessQueue& queue, std::chrono::milliseconds patience = 5s) {
  queue.enter();
  return queue.wait(Clock::now() + patience);
}

}  // namespace

TEST_CASE("Those that wait in a queue come in the order in which they entered it",
          "[sqlite][queue]") {
  temporary::Folder folder;
  const auto path = store_in(folder);
  ProcessQueue first(path), second(path), third(path);
  REQUIRE(enter_and_wait(first) == Outcome::turn);
  second.enter();
  third.enter();
  CHECK(third.wait(Clock::now()) == Outcome::late);
  std::thread waiting([&] {
    CHECK(second.wait(Clock::now() + 5s) == Outcome::turn);
    second.leave();
  });
  first.leave();
  first.enter();
  CHECK(third.wait(Clock::now() + 5s) == Outcome::turn);
  waiting.join();
  CHECK(first.wait(Clock::now()) == Outcome::late);
  third.leave();
  CHECK(first.wait(Clock::now()) == Outcome::turn);
  first.leave();
}

TEST_CASE("One that gave up is passed over, whether its turn has come or not", "[sqlite][queue]") {
  temporary::Folder folder;
  const auto path = store_in(folder);
  ProcessQueue first(path), second(path), third(path);
  REQUIRE(enter_and_wait(first) == Outcome::turn);
  second.enter();
  third.enter();
  second.give_up();
  first.leave();
  CHECK(third.wait(Clock::now()) == Outcome::turn);
  second.enter();
  third.leave();
  first.enter();
  second.give_up();
  CHECK(first.wait(Clock::now()) == Outcome::turn);
}

TEST_CASE("A process that is killed in its turn, or in the queue, is waited for some milliseconds",
          "[sqlite][queue]") {
  temporary::Folder folder;
  const auto path = store_in(folder);
  Signal entered;
  std::vector<ChildProcess> children;
  for (int i = 0; i < 3; ++i) {
    children.emplace_back([&] {
      ProcessQueue queue(path);
      queue.enter();
      entered.fire();
      std::this_thread::sleep_for(60s);
      return 0;
    });
    entered.wait();
  }
  ProcessQueue queue(path);
  const auto start = Clock::now();
  CHECK(enter_and_wait(queue) == Outcome::stalled);
  for (ChildProcess& child : children) child.kill();
  CHECK(wait_all(children) == std::vector<int>(3, -1));
  CHECK(queue.wait(Clock::now() + 5s) == Outcome::stalled);
  CHECK(Clock::now() - start < 4s);
  queue.leave();  // SQLite's lock was free
  CHECK(enter_and_wait(queue) == Outcome::turn);
  queue.leave();
}

TEST_CASE("The file of a queue has the store's permissions, and goes with the last that has it",
          "[sqlite][queue]") {
  temporary::Folder folder;
  const auto path = store_in(folder);
  {
    ProcessQueue first(path);
    CHECK(folder.names() == std::set<std::string>{"p.db"});  // nobody has waited
    CHECK(enter_and_wait(first) == Outcome::turn);
    first.leave();
    struct stat status {};
    REQUIRE(::stat((folder / "p.db-queue").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0640);
    {
      ProcessQueue second(path);
      CHECK(enter_and_wait(second) == Outcome::turn);
      second.leave();
    }
    CHECK(folder.names() == std::set<std::string>{"p.db", "p.db-queue"});
  }
  CHECK(folder.names() == std::set<std::string>{"p.db"});
}

TEST_CASE("Whatever stands in the file, nobody waits long, and it is right again soon",
          "[sqlite][queue]") {
  for (const char byte : {'\0', '\x01', '\x7f', '\x80', '\xff'}) {
    INFO(static_cast<int>(byte));
    temporary::Folder folder;
    const auto path = store_in(folder);
    ProcessQueue first(path), second(path);
    REQUIRE(enter_and_wait(first) == Outcome::turn);
    first.leave();
    std::fstream(folder / "p.db-queue", std::ios::in | std::ios::out | std::ios::binary)
        << std::string(4096, byte);
    for (int i = 0; i < 4; ++i)
      for (ProcessQueue* const one : {&first, &second}) {
        const auto start = Clock::now();
        enter_and_wait(*one);
        one->leave();
        CHECK(Clock::now() - start < 2s);
      }
    CHECK(enter_and_wait(first) == Outcome::turn);
  }
}

TEST_CASE("What is no file of a queue is neither followed nor changed, and keeps nobody waiting",
          "[sqlite][queue]") {
  using Make = std::function<void(const temporary::Folder&)>;
  const std::pair<const char*, Make> cases[] = {
      {"a link",
       [](const temporary::Folder& folder) {
         temporary::write_file(folder / "other", "other");
         std::filesystem::create_symlink(folder / "other", folder / "p.db-queue");
       }},
      {"a link to nothing",
       [](const temporary::Folder& folder) {
         std::filesystem::create_symlink(folder / "none", folder / "p.db-queue");
       }},
      {"a hard link",
       [](const temporary::Folder& folder) {
         temporary::write_file(folder / "other", "other");
         std::filesystem::create_hard_link(folder / "other", folder / "p.db-queue");
       }},
      {"a folder",
       [](const temporary::Folder& folder) {
         std::filesystem::create_directory(folder / "p.db-queue");
       }},
      {"a pipe",
       [](const temporary::Folder& folder) { ::mkfifo((folder / "p.db-queue").c_str(), 0600); }},
  };
  for (const auto& [what, make] : cases) {
    INFO(what);
    temporary::Folder folder;
    const auto path = store_in(folder);
    make(folder);
    const auto before = folder.names();
    {
      ProcessQueue queue(path);
      const auto start = Clock::now();
      CHECK(enter_and_wait(queue) == Outcome::turn);
      queue.leave();
      CHECK(Clock::now() - start < 2s);
    }
    CHECK(folder.names() == before);
    if (before.contains("other")) CHECK(temporary::contents(folder / "other") == "other");
  }
}

}  // namespace sqlite_process_queue_test
