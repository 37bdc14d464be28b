// How long a harness runs: some seconds in ctest; with PROFILESTORE_SOAK=SECONDS again and again
// for that long, with new seeds. PROFILESTORE_SOAK_REPORT names a file that gets the figures.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <utility>

#include "store/temporary_store.hpp"

namespace soak {

inline std::chrono::seconds duration() {
  const char* told = std::getenv("PROFILESTORE_SOAK");
  return std::chrono::seconds(told == nullptr ? 0 : std::atoi(told));
}

inline bool longer() { return duration().count() > 0; }

/// Calls `work` with 0, 1, … until the time is over or it returns false; at least once.
template <class Work>
void repeat(Work work) {
  const auto end = std::chrono::steady_clock::now() + duration();
  std::uint64_t round = 0;
  do {
    if (!work(round++ << 32)) return;
  } while (std::chrono::steady_clock::now() < end);
}

/// Adds a line to the report.
inline void report(const std::string& harness,
                   std::initializer_list<std::pair<const char*, std::int64_t>> figures) {
  const char* path = std::getenv("PROFILESTORE_SOAK_REPORT");
  if (path == nullptr) return;
  std::string line = "| " + harness + " |";
  for (const auto& [what, count] : figures)
    line += (line.ends_with('|') ? " " : ", ") + std::to_string(count) + " " + what;
  std::ofstream(path, std::ios::app) << line << " |\n";
}

/// A folder in memory, where there is room for one: what is under test is not the disk.
class Folder : public temporary::Folder {
 public:
  Folder() : temporary::Folder(place()) {}

 private:
  static std::filesystem::path place() {
    const std::filesystem::path memory = "/dev/shm";
    std::error_code fault;
    return std::filesystem::is_directory(memory, fault) ? memory
                                                        : std::filesystem::temp_directory_path();
  }
};

}  // namespace soak
