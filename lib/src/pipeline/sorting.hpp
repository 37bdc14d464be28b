// Documents in an order: sorted in memory, beyond its limit by sorted runs in temporary files.
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <profilestore/document.hpp>
#include <string_view>
#include <vector>

#include "pipeline/sorted_runs.hpp"
#include "pipeline/stage.hpp"
#include "read/order.hpp"

namespace profilestore::pipeline {

class Sorting {
 public:
  using Compare = std::function<std::weak_ordering(const read::SortKey&, const read::SortKey&)>;

  struct Entry {
    read::SortKey key;
    Document document;
    std::uint64_t number;  ///< in which they came: equal ones stay in that order
  };

  /// `wanted`: that many of the first ones are asked for at most; 0: all. `stage`: for errors.
  Sorting(Compare compare, std::size_t wanted, const Limits& limits, std::string_view stage);
  Sorting(const Sorting&) = delete;  // the runs refer to it
  Sorting& operator=(const Sorting&) = delete;

  void add(read::SortKey key, Document document);

  /// After the last add(): the next one.
  std::optional<Entry> next();

 private:
  bool before(const Entry& a, const Entry& b) const;
  void keep_wanted();
  void sort();
  void spill();

  Compare compare_;
  std::size_t wanted_;
  Limits limits_;
  std::string_view stage_;
  std::vector<Entry> entries_;
  std::size_t bytes_ = 0, given_ = 0;
  std::uint64_t added_ = 0;
  bool sorted_ = false;
  SortedRuns runs_;
};

}  // namespace profilestore::pipeline
