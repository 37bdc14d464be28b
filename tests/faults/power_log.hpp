// What a disk may hold after the power failed: everything that was synced, and of the rest any
// part, torn at sectors of 512 bytes.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "faults/watched_vfs.hpp"

namespace faults {

/// What was done to a file, in the order in which the system was asked.
struct Change {
  enum class Kind { create, write, truncate, sync, remove, acknowledge };
  Kind kind;
  std::string file;  ///< its name in the folder
  std::uint64_t offset = 0;
  std::string bytes = {};
};

/// Records what SQLite does to the files of one folder.
class PowerLog : public Watcher {
 public:
  explicit PowerLog(std::filesystem::path folder) : folder_(folder.string() + "/") {}

  int before(const Call&) override { return 0; }
  void after(const Call& call) override;

  /// The application has been told that one more transaction is done.
  void acknowledge() { add({Change::Kind::acknowledge, ""}); }

  /// For what the library does to a file of the folder without SQLite.
  void add(Change change);

  const std::deque<Change>& changes() const { return changes_; }

 private:
  std::string folder_;
  std::mutex mutex_;
  std::deque<Change> changes_;
};

using Files = std::map<std::string, std::string>;

/// A disk that keeps what was synced.
class Disk {
 public:
  /// `lies`: its fsync returns at once, having done nothing.
  Disk(Files files, bool lies);

  /// REQUIRES: `change` outlives this.
  void apply(const Change& change);

  int acknowledged() const { return acknowledged_; }

  /// The files as they may be if the power fails now.
  Files image(std::mt19937_64& random) const;

 private:
  struct File {
    std::optional<std::string> synced;
    std::vector<const Change*> pending;
  };
  std::map<std::string, File> files_;
  bool lies_;
  int acknowledged_ = 0;
};

}  // namespace faults
