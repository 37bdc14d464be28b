// Durable upserts by several processes, each with the store open, beside one connection in each.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "bench/harness.hpp"
#include "bench/rows/writing.hpp"

namespace bench {
namespace {

/// Its two ends, which are closed with it.
class Pipe {
 public:
  Pipe() {
    if (::pipe(ends_.data()) != 0) throw std::runtime_error("pipe");
  }
  ~Pipe() {
    for (int& end : ends_) close(end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  /// One number; returns false at the end.
  bool read(double& number) const {
    return ::read(ends_[0], &number, sizeof number) == sizeof number;
  }
  bool write(double number) const {
    return ::write(ends_[1], &number, sizeof number) == sizeof number;
  }
  void close_write() { close(ends_[1]); }

 private:
  static void close(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

constexpr double failure = -1;

/// Opens, says so, and begins when the parent closes `go`; says how much it did. Both times a
/// number, so that nobody waits for one that has failed.
[[noreturn]] void write_as_child(const OpenWriter& open, unsigned seed, Pipe& go,
                                 const Pipe& said) {
  bool done = false;
  go.close_write();
  try {
    Writer write = open(seed);
    double never = 0;
    done = said.write(0) && !go.read(never) &&
           said.write(
               write(Clock::now() + std::chrono::duration_cast<Clock::duration>(writers_turn())));
  } catch (const std::exception& fault) {
    fmt::print(stderr, "a writing process: {}\n", fault.what());
    said.write(failure);
  }
  ::_exit(done ? 0 : 1);
}

/// What all of them did. This process must not have the store open.
Speed by_processes(int count, const OpenWriter& open) {
  Pipe go, said;
  for (int i = 0; i < count; ++i)
    if (::fork() == 0) write_as_child(open, static_cast<unsigned>(i), go, said);
  said.close_write();
  double sum = 0, number = 0;
  int answers = 0;
  bool failed = false;
  for (; answers < count && said.read(number); ++answers) failed = failed || number == failure;
  go.close_write();
  for (; said.read(number); ++answers) {
    failed = failed || number == failure;
    sum += number;
  }
  for (int i = 0; i < count; ++i) ::wait(nullptr);
  if (failed || answers != 2 * count) throw std::runtime_error("a process failed");
  return {sum / writers_turn().count(), 0};  // the CPU time is others'
}

Sides beside_connections(int count) {
  written();
  return {[count] { return by_processes(count, connection_writer); },
          [count] {
            return by_processes(count, [](unsigned seed) {
              return store_writer(Store::open(written().store), seed);
            });
          }};
}

}  // namespace

void add_processes() {
  for (const int count : {1, 2, 4, 8})
    compare({fmt::format("processes/{}", count),
             fmt::format("durable upserts, {} {}, beside a connection each", count,
                         count == 1 ? "process" : "processes")},
            [count] { return beside_connections(count); });
}

}  // namespace bench
