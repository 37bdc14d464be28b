// Sorting what does not fit into memory: sorted runs in temporary files, merged as they are read.
#pragma once

#include <functional>
#include <optional>
#include <profilestore/document.hpp>
#include <vector>

#include "files/spill_file.hpp"

namespace profilestore::pipeline {

/// Values in an order, from several runs that are sorted already.
class SortedRuns {
 public:
  /// Whether a value stands before another.
  using Before = std::function<bool(const Value&, const Value&)>;

  explicit SortedRuns(Before before) : before_(std::move(before)) {}

  bool empty() const { return runs_.empty(); }

  /// A new run, to be filled in its order, before another is begun. Throws StorageFailure.
  files::SpillFile& begin_run();

  /// The first of all runs; of equal ones that of the earliest run. REQUIRES: no run is begun after
  /// the first call.
  std::optional<Value> next();

 private:
  /// The least of several runs.
  class Merge {
   public:
    Merge(std::vector<files::SpillFile>& runs, const Before& before);
    std::optional<Value> next();

   private:
    struct Head {
      Value value;
      std::size_t run;
    };
    bool after(const Head& a, const Head& b) const;
    void take(std::size_t run);

    const Before& before_;
    std::vector<files::SpillFile::Reader> readers_;
    std::vector<Head> heads_;  ///< a heap
  };

  Before before_;
  std::vector<files::SpillFile> runs_;
  std::optional<Merge> merge_;
};

}  // namespace profilestore::pipeline
