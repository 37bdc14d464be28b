#include "pipeline/sorting.hpp"

#include <algorithm>

#include "document/time_limit.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

std::size_t bytes_of_entry(const Sorting::Entry& entry) {
  std::size_t bytes = sizeof entry + bytes_in_memory(entry.document);
  for (const Value& part : entry.key) bytes += bytes_in_memory(part);
  return bytes;
}

read::SortKey key_in(const Value& record) { return {record[0].begin(), record[0].end()}; }

}  // namespace

Sorting::Sorting(Compare compare, std::size_t wanted, const Limits& limits, std::string_view stage)
    : compare_(std::move(compare)),
      wanted_(wanted),
      limits_(limits),
      stage_(stage),
      runs_([this](const Value& a, const Value& b) { return compare_(key_in(a), key_in(b)) < 0; }) {
}

bool Sorting::before(const Entry& a, const Entry& b) const {
  const auto order = compare_(a.key, b.key);
  return order != 0 ? order < 0 : a.number < b.number;
}

void Sorting::add(read::SortKey key, Document document) {
  entries_.push_back({std::move(key), std::move(document), added_++});
  bytes_ += bytes_of_entry(entries_.back());
  if (wanted_ != 0 && entries_.size() >= 64 && entries_.size() / 2 >= wanted_) keep_wanted();
  if (bytes_ > limits_.memory) spill();
}

void Sorting::keep_wanted() {
  const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(wanted_);
  std::ranges::nth_element(entries_, end,
                           [this](const Entry& a, const Entry& b) { return before(a, b); });
  entries_.erase(end, entries_.end());
  bytes_ = 0;
  for (const Entry& entry : entries_) bytes_ += bytes_of_entry(entry);
}

void Sorting::sort() {
  std::ranges::sort(entries_, [this](const Entry& a, const Entry& b) { return before(a, b); });
  if (wanted_ != 0 && entries_.size() > wanted_) entries_.resize(wanted_);
  document::TimeLimit::look_at_clock();
}

void Sorting::spill() {
  if (!limits_.disk) refuse_disk(stage_);
  sort();
  files::SpillFile& run = runs_.begin_run();
  for (Entry& entry : entries_)
    run.add(record_of(Value::array({Value(std::move(entry.key)), std::move(entry.document)})));
  entries_ = {};
  bytes_ = 0;
}

std::optional<Sorting::Entry> Sorting::next() {
  if (!sorted_) {
    if (runs_.empty())
      sort();
    else if (!entries_.empty())
      spill();
    sorted_ = true;
  }
  if (wanted_ != 0 && given_ == wanted_) return std::nullopt;
  if (runs_.empty()) {
    if (given_ == entries_.size()) return std::nullopt;
    return std::move(entries_[given_++]);
  }
  auto record = runs_.next();
  if (!record) return std::nullopt;
  return Entry{key_in(*record), std::move((*record)[1]), given_++};
}

}  // namespace profilestore::pipeline
