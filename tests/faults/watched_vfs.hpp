// SQLite's calls to the system, as they pass: a VFS over the default one that asks a watcher before
// each call and tells it after. The library uses it unchanged, since it is the default.
#pragma once

#include <string>
#include <string_view>

namespace faults {

/// What SQLite asks of the system.
enum class Method {
  open,
  remove,
  access,
  read,
  write,
  truncate,
  sync,
  size,
  lock,
  unlock,
  check_lock,
  shm_map,
  shm_lock,
  count,
};

std::string_view name_of(Method method);

struct Call {
  Method method;
  std::string_view path;        ///< of the file; empty: a temporary one
  long long offset = 0;         ///< of a write or read; the size after a truncation
  std::string_view bytes = {};  ///< that are written
  bool creates = false;         ///< the file was not there before this open
};

constexpr int swallowed = -1;

/// Called by any thread.
class Watcher {
 public:
  virtual ~Watcher() = default;
  /// SQLITE_OK lets the call go on; `swallowed` tells that it was done, and does nothing; any other
  /// code is what it ends with.
  virtual int before(const Call& call) = 0;
  /// The call was done.
  virtual void after(const Call& call) = 0;
};

/// SQLite's calls are watched while this lives. REQUIRES: no connection outlives it, and there is
/// no other.
class Watch {
 public:
  explicit Watch(Watcher& watcher);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
};

}  // namespace faults
