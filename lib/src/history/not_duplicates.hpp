// Pairs of documents of which it was decided that they are not of one person.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "sqlite/connection.hpp"

namespace profilestore::history {

/// Why one of a pair is set aside.
inline constexpr std::string_view parted =
    "conflict: it was decided that another document of its key is no duplicate";

class NotDuplicates {
 public:
  /// Those of a collection, by its id.
  NotDuplicates(sqlite::Connection& connection, std::int64_t collection);

  bool any() const { return !pairs_.empty(); }

  /// Whether a pair speaks of it.
  bool knows(const std::string& id_key) const { return ids_.contains(id_key); }

  bool has(const std::string& id_key, const std::string& other) const {
    return pairs_.contains(std::minmax(id_key, other));
  }

 private:
  std::set<std::pair<std::string, std::string>> pairs_;
  std::set<std::string> ids_;
};

}  // namespace profilestore::history
