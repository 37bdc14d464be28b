#include "bench/turns.hpp"

#include <chrono>
#include <ctime>
#include <stdexcept>

namespace bench {
namespace {

class Watch {
 public:
  double by_clock() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }
  Spent read() const { return {by_clock(), processor_seconds() - used_}; }

 private:
  static double processor_seconds() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
  }

  double used_ = processor_seconds();
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace

Speed operator/(double work, const Spent& spent) {
  return {work / spent.by_clock, spent.by_processor > 0 ? work / spent.by_processor : 0};
}

std::vector<double> Speeds::ratios() const {
  std::vector<double> all;
  for (std::size_t i = 0; i < floor.size(); ++i) {
    if (!(floor[i].by_clock > 0 && ours[i].by_clock > 0))
      throw std::runtime_error("a side did nothing in its turn");
    all.push_back(ours[i].by_clock / floor[i].by_clock);
  }
  return all;
}

std::vector<double> Speeds::processor_ratios() const {
  std::vector<double> all;
  for (std::size_t i = 0; i < floor.size(); ++i) {
    if (!(floor[i].by_processor > 0 && ours[i].by_processor > 0)) return {};
    all.push_back(ours[i].by_processor / floor[i].by_processor);
  }
  return all;
}

Speeds in_turns(int turns, const Turn& floor, const Turn& ours) {
  floor();
  ours();
  Speeds speeds;
  for (int i = 0; i < turns; ++i) {
    if (i % 2 == 0) speeds.floor.push_back(floor());
    speeds.ours.push_back(ours());
    if (i % 2 == 1) speeds.floor.push_back(floor());
  }
  return speeds;
}

Speed calls_a_second(double seconds, const std::function<void()>& work) {
  const Watch watch;
  int calls = 0;
  do {
    work();
    ++calls;
  } while (watch.by_clock() < seconds);
  return calls / watch.read();
}

Spent time_of(const std::function<void()>& work) {
  const Watch watch;
  work();
  return watch.read();
}

}  // namespace bench
