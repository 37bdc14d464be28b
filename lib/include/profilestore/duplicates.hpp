// What prevents a unique index: which documents share a key.
#pragma once

#include <cstdint>
#include <profilestore/error.hpp>
#include <vector>

namespace profilestore {

/// A key that several documents share.
struct DuplicateGroup {
  Document key;                ///< {path: value, …} as the first document spells it
  std::int64_t documents = 0;  ///< how many share it
  std::vector<Value> ids;      ///< the `_id`s of the first ten, in natural order
};

/// The keys that documents share under one index. Each element of an array is a key, so a document
/// may be in several groups; a document that the index exempts is in none.
struct DuplicateReport {
  std::int64_t groups = 0;     ///< keys that several documents share
  std::int64_t documents = 0;  ///< documents with such a key, each counted once
  /// The ten groups with the most documents; ties in the natural order of their first documents.
  std::vector<DuplicateGroup> largest;
  /// Documents with null at all paths, and documents without a value at one of them; one element of
  /// an array is enough. They count whatever the rule for missing values, but only if they match
  /// the index's condition.
  std::int64_t null_keys = 0;
  std::int64_t missing_keys = 0;  ///< see null_keys
};

/// A unique index cannot be created over the existing documents. As a DuplicateKey it describes the
/// first key that two documents share.
class DuplicateKeys : public DuplicateKey {
 public:
  /// Constructed by the library.
  DuplicateKeys(const DuplicateKey& first, DuplicateReport report)
      : DuplicateKey(first), report_(std::move(report)) {}
  /// Which documents share which keys.
  const DuplicateReport& report() const noexcept { return report_; }

 private:
  DuplicateReport report_;
};

}  // namespace profilestore
