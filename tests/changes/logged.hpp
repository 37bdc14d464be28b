// A collection that keeps a log of changes, and what the log has.
#pragma once

#include <string>
#include <vector>

#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace profilestore {

/// A collection that keeps a log, and what it has: "insert 1 -> {…}".
struct Logged {
  explicit Logged(const ChangeLog& log = {}) : raw(store.path()) { users.set_change_log(log); }

  std::vector<std::string> log() {
    std::vector<std::string> lines;
    for (const auto& row :
         raw.rows("SELECT op || coalesce(' ' || id, '') || coalesce(' ' || before || ' ->', '') || "
                  "coalesce(' ' || substr(before, 1, head), '') || "
                  "coalesce(iif(head IS NULL, ' ', '') || after, '') || "
                  "coalesce(substr(before, length(before) - tail + 1), '') || "
                  "coalesce(' ' || counts, '') FROM ps_changes "
                  "WHERE op NOT IN ('begin', 'last') ORDER BY seq"))
      lines.push_back(row.at(0));
    return lines;
  }

  /// That it is whole: numbers without gaps, each change with the sum of the one before.
  bool is_whole() {
    return raw.value(
               "SELECT count(*) FROM ps_changes AS a LEFT JOIN ps_changes AS b ON "
               "b.collection = a.collection AND b.number = a.number - 1 WHERE a.number > "
               "(SELECT min(number) FROM ps_changes WHERE collection = a.collection) AND "
               "a.follows IS NOT b.sum") == "0" &&
           store.check().sound();
  }

  temporary::Store store;
  Collection users = store.collection("users");
  RawDatabase raw;
};

}  // namespace profilestore
