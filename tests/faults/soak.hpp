// How long a harness runs: some seconds in ctest; with PROFILESTORE_SOAK=SECONDS again and again
// for that long, with new seeds. PROFILESTORE_SOAK_REPORT names a file that gets the figures.
#pragma once

#include <stdlib.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

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
class Folder {
 public:
  Folder() {
    const std::filesystem::path memory = "/dev/shm";
    std::error_code fault;
    const bool there = std::filesystem::is_directory(memory, fault);
    std::string name =
        ((there ? memory : std::filesystem::temp_directory_path()) / "profilestore-XXXXXX")
            .string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = std::filesystem::canonical(name);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  std::set<std::string> names() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_))
      names.insert(entry.path().filename().string());
    return names;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace soak
