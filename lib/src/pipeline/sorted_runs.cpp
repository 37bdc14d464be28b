#include "pipeline/sorted_runs.hpp"

#include <algorithm>

#include "document/time_limit.hpp"
#include "pipeline/record.hpp"

namespace profilestore::pipeline {
namespace {

// Each is a file that is open, with a buffer of 64 KiB.
constexpr std::size_t most_runs = 64;

}  // namespace

SortedRuns::Merge::Merge(std::vector<files::SpillFile>& runs, const Before& before)
    : before_(before) {
  readers_.reserve(runs.size());
  for (files::SpillFile& run : runs) readers_.emplace_back(run);
  for (std::size_t run = 0; run < readers_.size(); ++run) take(run);
}

bool SortedRuns::Merge::after(const Head& a, const Head& b) const {
  if (before_(a.value, b.value)) return false;
  return before_(b.value, a.value) || a.run > b.run;
}

void SortedRuns::Merge::take(std::size_t run) {
  const auto record = readers_[run].next();
  if (!record) return;
  heads_.push_back({value_of(*record), run});
  std::ranges::push_heap(heads_, [&](const Head& a, const Head& b) { return after(a, b); });
}

std::optional<Value> SortedRuns::Merge::next() {
  if (heads_.empty()) return std::nullopt;
  std::ranges::pop_heap(heads_, [&](const Head& a, const Head& b) { return after(a, b); });
  Head least = std::move(heads_.back());
  heads_.pop_back();
  take(least.run);
  return std::move(least.value);
}

files::SpillFile& SortedRuns::begin_run() {
  if (runs_.size() == most_runs) {
    files::SpillFile one;
    Merge merge(runs_, before_);
    while (const auto value = merge.next()) {
      document::TimeLimit::look();
      one.add(record_of(*value));
    }
    runs_.clear();
    runs_.push_back(std::move(one));
  }
  return runs_.emplace_back();
}

std::optional<Value> SortedRuns::next() {
  if (!merge_) merge_.emplace(runs_, before_);
  return merge_->next();
}

}  // namespace profilestore::pipeline
