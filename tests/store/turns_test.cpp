#include "store/turns.hpp"

#include <thread>

#include "catch.hpp"

namespace store_turns_test {

using namespace profilestore;
using namespace std::chrono_literals;
using store::Turns;

namespace {

using Clock = std::chrono::steady_clock;

// Written by the thread that waited, read by the test.
using Number = std::atomic<int>;

// What stands for a write: Turns hands it on, and never looks at it.
store::SharedWrite* write_number(Number& number) {
  return reinterpret_cast<store::SharedWrite*>(&number);
}

// Threads that wait one after the other for a turn that is held.
class Queue {
 public:
  explicit Queue(Turns& turns) : turns_(turns) {
    REQUIRE(turns_.wait(nullptr, Clock::now() + 5s) == Turns::Outcome::turn);
  }
  ~Queue() {
    for (std::thread& one : threads_) one.join();
  }

  /// Its outcome, and when it came, is to be found at the place of `number`.
  void add(Number& number, bool may_be_taken = true, std::chrono::milliseconds patience = 5s) {
    const std::size_t before = turns_.waiting();
    threads_.emplace_back([this, &number, may_be_taken, patience] {
      const auto outcome =
          turns_.wait(may_be_taken ? write_number(number) : nullptr, Clock::now() + patience);
      number = 100 * static_cast<int>(outcome) + ++ended_;
      if (outcome == Turns::Outcome::turn) turns_.end();
    });
    while (turns_.waiting() == before) std::this_thread::sleep_for(1ms);
  }

 private:
  Turns& turns_;
  std::atomic<int> ended_ = 0;
  std::vector<std::thread> threads_;
};

constexpr int turn = 100 * static_cast<int>(Turns::Outcome::turn);
constexpr int done = 100 * static_cast<int>(Turns::Outcome::done);
constexpr int late = 100 * static_cast<int>(Turns::Outcome::late);

}  // namespace

TEST_CASE("Threads write in the order in which they came", "[store][turns]") {
  Turns turns;
  Number first = 0, second = 0, third = 0;
  {
    Queue queue(turns);
    queue.add(first);
    queue.add(second, false);
    queue.add(third);
    CHECK(turns.is_taken());
    turns.end();
  }
  CHECK(first == turn + 1);
  CHECK(second == turn + 2);
  CHECK(third == turn + 3);
  CHECK_FALSE(turns.is_taken());
}

TEST_CASE("Writes are taken along in order, up to the first that no other thread can do",
          "[store][turns]") {
  Turns turns;
  Number first = 0, second = 0, alone = 0, last = 0;
  {
    Queue queue(turns);
    queue.add(first);
    queue.add(second);
    queue.add(alone, false);
    queue.add(last);
    CHECK(turns.take() == write_number(first));
    CHECK(turns.take() == write_number(second));
    CHECK(turns.take() == nullptr);
    turns.finish();
    turns.end();
  }
  CHECK((first / 100 == done / 100 && second / 100 == done / 100));
  CHECK((alone / 100 == turn / 100 && last / 100 == turn / 100));
  CHECK(alone % 100 < last % 100);
}

TEST_CASE("Who waits in vain is out of the queue, and who was taken waits for what becomes of it",
          "[store][turns]") {
  Turns turns;
  Number gone = 0, taken = 0;
  const auto start = Clock::now();
  {
    Queue queue(turns);
    queue.add(taken, true, 300ms);
    CHECK(turns.take() == write_number(taken));
    queue.add(gone, true, 300ms);
    std::this_thread::sleep_for(1s);
    CHECK(gone.load() == late + 1);
    CHECK(taken.load() == 0);
    CHECK(turns.take() == nullptr);
    turns.finish();
    turns.end();
  }
  CHECK(taken.load() == done + 2);
  CHECK(Clock::now() - start < 4s);
}

}  // namespace store_turns_test
