// What many processes asked of a store and were told: a log of each thread, which outlives it, and
// the history that all logs together are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace histories {

enum class Kind : std::uint32_t {
  bump,    ///< a register's version goes up by one; the value is the one it became
  look,    ///< the value is a register's version
  count,   ///< a counter goes up by one
  append,  ///< to a list: the operation's number
  list,    ///< the values are a list
  sum,     ///< the value is what all accounts hold
  move,    ///< from one account to another
};

enum class Outcome : std::uint32_t { unknown, done, not_done };

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

struct Operation {
  std::int64_t number = 0;  ///< its own
  Kind kind = Kind::bump;
  std::int64_t key = 0;
  std::int64_t begin = 0, end = never;  ///< of a clock that all processes share
  Outcome outcome = Outcome::unknown;
  std::int64_t value = 0;
  std::vector<std::int64_t> values = {};
};

/// Of that clock, in nanoseconds.
std::int64_t now();

/// Of one thread, in a file of its own. What was written is kept if the process is killed.
class Log {
 public:
  explicit Log(const std::filesystem::path& path);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void begin(const Operation& operation);
  void end(const Operation& operation);

 private:
  void write(const Operation& operation, bool ends);
  int file_;
};

/// All operations in the logs of a folder.
std::vector<Operation> history_in(const std::filesystem::path& folder);

}  // namespace histories
