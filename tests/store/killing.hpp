// Work on a store that is killed at a random moment.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <random>
#include <thread>

#include "catch.hpp"
#include "store/child_process.hpp"

namespace killing {

using Time = std::chrono::microseconds;

inline Time time_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<Time>(std::chrono::steady_clock::now() - start);
}

/// Nobody has either open.
inline void copy_store(const std::filesystem::path& from, const std::filesystem::path& to) {
  for (const char* beside : {"", "-wal", "-shm", ".head"})
    std::filesystem::remove(to.string() + beside);
  std::filesystem::copy_file(from, to);
}

/// Does the work in a child that is killed within some more than `time`; whether it had finished.
inline bool finished_before_kill(std::mt19937_64& random, Time time,
                                 const std::function<void()>& work) {
  ChildProcess child([&] {
    work();
    return 0;
  });
  std::this_thread::sleep_for(
      Time(std::uniform_int_distribution<std::int64_t>(0, time.count() * 11 / 10)(random)));
  child.kill();
  const int status = child.wait();
  REQUIRE((status == 0 || status == -1));
  return status == 0;
}

}  // namespace killing
