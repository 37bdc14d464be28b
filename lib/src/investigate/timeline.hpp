// When documents were created, by how many processes, how close together; and which moments of
// update many of them share.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <vector>

#include "investigate/document_trace.hpp"

namespace profilestore::investigating {

/// The documents that share their key with others, group by group. Those without an ObjectId leave
/// no trace.
class Timeline {
 public:
  /// `group`: in any order.
  void add(std::vector<DocumentTrace> group);

  /// "timeline", see profilestore::investigate; null if no document has an ObjectId.
  Value report() const;

 private:
  struct Made {
    std::uint32_t second;
    std::array<std::uint8_t, 5> process;
  };
  std::vector<Made> made_;
  std::vector<std::uint32_t> gaps_;  ///< from one document of a group to its next
};

/// The narrowest width of a bucket, in seconds, of those that a person reads easily, that makes no
/// more than 60 of them.
std::int64_t bucket_seconds(std::int64_t first, std::int64_t last);

/// The moments of update that several documents share, as {"updated": …, "documents": …,
/// "keys": …}: the ten most shared. `moments`: of each document with a key, its moment and its
/// key's number.
struct Update {
  std::int64_t moment;
  std::uint32_t key;
};
Value shared_updates(std::vector<Update> updates);

}  // namespace profilestore::investigating
