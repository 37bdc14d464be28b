// What can be counted of documents that share a key.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "investigate/document_trace.hpp"

namespace profilestore::investigating {

using Process = std::array<std::uint8_t, 5>;

struct Evidence {
  std::size_t documents = 0;
  std::size_t ids = 0;         ///< different `_id`s
  std::size_t contents = 0;    ///< different contents of those
  std::size_t identities = 0;  ///< different ones of all documents that have one

  // Of the documents of different `_id`:
  std::size_t timed = 0;             ///< those with an ObjectId
  std::int64_t first = 0, last = 0;  ///< seconds
  std::size_t close = 0;             ///< created at most Thresholds::race after the one before
  std::int64_t longest_gap = 0;      ///< seconds between one and the next
  std::map<Process, std::size_t> processes;

  std::size_t with_updated = 0, moments = 0, sharing = 0;  ///< sharing: the commonest moment
  std::int64_t moment = 0;                                 ///< that one, in milliseconds

  /// REQUIRES: `copies` are in the order of made_before().
  static Evidence of(const std::vector<DocumentTrace>& copies);

  Document as_document() const;
};

}  // namespace profilestore::investigating
