// The log of changes as rows: written, trimmed, read (read_log.cpp). Each change knows the one
// before it, so that one that is missing is missed.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/changes.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::changes {

// What ps_changes.op has of each kind. Stored on disk: do not change.
inline constexpr std::string_view begun = "begin";  ///< of the log; nobody is told
inline constexpr std::string_view inserted = "insert", updated = "update", replaced = "replace",
                                  removed = "delete", dropped = "drop";

/// A change that is to be written. Texts are JSON, and empty where there is none.
struct Change {
  std::string_view op;  ///< one of the above, or what changed many: "import"
  // The id of a drop is the name of the collection, as JSON; older releases wrote none.
  std::string_view id = {}, before = {}, after = {}, counts = {};
};

/// A change in a collection's log.
struct Position {
  std::int64_t number = 0;
  std::int64_t sum = 0;
  bool operator==(const Position&) const = default;
};

/// A change that was read.
struct Entry {
  Position position;
  std::int64_t sequence = 0, transaction = 0;
  std::int64_t time = 0;                     ///< milliseconds since 1970
  std::optional<std::int64_t> follows = {};  ///< Position::sum of the one before it
  std::string op, id, before, after, counts;
};

/// Throws InvalidInput (20): the collection keeps no log.
[[noreturn]] void refuse_unlogged(std::string_view collection);

/// Throws InvalidInput (2) for bounds that cannot be.
void check_bounds(const ChangeLog& log);

/// Writes a change, removes what is beyond the bounds, and gives its seq. `transaction`: the seq of
/// the first of its transaction; 0: it is the first. REQUIRES, of what writes: a write transaction
/// is open.
std::int64_t append(sqlite::Connection& connection, std::int64_t collection, const ChangeLog& log,
                    const Change& change, std::int64_t transaction);

/// Begins the log of a collection, or changes its bounds.
void keep(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
          const ChangeLog& log);

/// Ends it, with all that it has.
void remove(sqlite::Connection& connection, std::int64_t collection);

/// Ends the log of a collection that is dropped, as append() does. Its changes stay for a day, for
/// those who have not read them.
std::int64_t end_dropped(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                         std::int64_t transaction);

/// Remembers a collection that is dropped, with a log or without: its id is never used again.
void keep_dropped(sqlite::Connection& connection, std::int64_t collection);

/// The newest change; nothing: there is no log.
std::optional<Position> newest(sqlite::Connection& connection, std::int64_t collection);

/// The sum of the change of that number; nothing: it is not there.
std::optional<std::int64_t> sum_at(sqlite::Connection& connection, std::int64_t collection,
                                   std::int64_t number);

/// Of a collection that was dropped, its name; empty: an older release dropped it. Nothing: its log
/// does not end so.
std::optional<std::string> dropped_name(sqlite::Connection& connection, std::int64_t collection);

/// The changes after a number, at most so many and not much more than so many bytes, and none from
/// a damaged one on. Throws Corrupt if the first of them is damaged.
std::vector<Entry> read_after(sqlite::Connection& connection, std::int64_t collection,
                              std::int64_t number, std::size_t most_entries,
                              std::size_t most_bytes);

/// How many there are.
std::int64_t count(sqlite::Connection& connection, std::int64_t collection);

}  // namespace profilestore::changes
