// What stands in the way of a unique index: which documents share a key.
#pragma once

#include <cstdint>
#include <profilestore/error.hpp>
#include <vector>

namespace profilestore {

/// One key that several documents have.
struct DuplicateGroup {
  Document key;                ///< {path: value, …} as the first of them spells it
  std::int64_t documents = 0;  ///< how many have it
  std::vector<Value> ids;      ///< the `_id`s of the first ten, in natural order
};

/// The keys that documents share, under one index. Of an array each element is a key, so a document
/// may be in several groups; what the index exempts is in none.
struct DuplicateReport {
  std::int64_t groups = 0;     ///< keys that several documents have
  std::int64_t documents = 0;  ///< documents with such a key, each counted once
  /// The ten with most documents; of as many, in the natural order of their first documents.
  std::vector<DuplicateGroup> largest;
  /// Documents whose value is null at all paths, and those without a value at one of them; of an
  /// array one element is enough. Whatever the rule for missing values says of them; documents that
  /// do not match the index's condition are not counted.
  std::int64_t null_keys = 0;
  std::int64_t missing_keys = 0;
};

/// A unique index can't be made of the documents that there are. As a DuplicateKey it is about the
/// first key that two documents share.
class DuplicateKeys : public DuplicateKey {
 public:
  DuplicateKeys(const DuplicateKey& first, DuplicateReport report)
      : DuplicateKey(first), report_(std::move(report)) {}
  const DuplicateReport& report() const noexcept { return report_; }

 private:
  DuplicateReport report_;
};

}  // namespace profilestore
