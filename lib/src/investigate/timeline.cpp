#include "investigate/timeline.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "document/bytes.hpp"
#include "document/moment.hpp"

namespace profilestore::investigating {
namespace {

constexpr std::int64_t most_buckets = 60;
constexpr std::size_t listed_processes = 10;
constexpr std::size_t shown_updates = 10;

constexpr std::int64_t a_day = 86'400;
constexpr std::int64_t widths[] = {1,          5,          15,          60,          300,
                                   900,        3600,       21'600,      a_day,       7 * a_day,
                                   30 * a_day, 90 * a_day, 365 * a_day, 3650 * a_day};
constexpr std::int64_t gap_limits[] = {1, 5, 60, 600, 3600, a_day};

Value date_of(std::int64_t seconds) { return document::date_of_millis(seconds * 1000); }

Value gap_report(const std::vector<std::uint32_t>& gaps) {
  Value report = Value::array();
  std::int64_t below = 0;
  for (const std::int64_t limit : gap_limits) {
    const auto within = std::ranges::count_if(gaps, [&](auto gap) { return gap <= limit; });
    report.push_back({{"upToSeconds", limit}, {"documents", within - below}});
    below = within;
  }
  report.push_back({{"upToSeconds", nullptr}, {"documents", std::ssize(gaps) - below}});
  return report;
}

}  // namespace

std::int64_t bucket_seconds(std::int64_t first, std::int64_t last) {
  for (const std::int64_t width : widths)
    if (last / width - first / width < most_buckets) return width;
  return widths[std::size(widths) - 1];
}

void Timeline::add(std::vector<DocumentTrace> group) {
  std::ranges::sort(group, made_before);
  std::optional<std::uint32_t> before;
  for (const DocumentTrace& copy : group) {
    if (!copy.created) continue;
    made_.push_back({*copy.created, copy.process});
    if (before) gaps_.push_back(*copy.created - *before);
    before = copy.created;
  }
}

Value Timeline::report() const {
  if (made_.empty()) return nullptr;
  const auto [first, last] = std::ranges::minmax(made_, {}, &Made::second);
  const std::int64_t width = bucket_seconds(first.second, last.second);
  std::map<std::int64_t, std::int64_t> buckets;
  std::map<std::array<std::uint8_t, 5>, std::int64_t> processes;
  for (const Made& made : made_) {
    ++buckets[made.second / width * width];
    ++processes[made.process];
  }
  Value in_buckets = Value::array(), by_process = Value::array();
  for (const auto& [from, documents] : buckets)
    in_buckets.push_back({{"from", date_of(from)}, {"documents", documents}});
  std::vector<std::pair<std::array<std::uint8_t, 5>, std::int64_t>> largest(processes.begin(),
                                                                            processes.end());
  std::ranges::stable_sort(largest, [](auto& a, auto& b) { return a.second > b.second; });
  if (largest.size() > listed_processes) largest.resize(listed_processes);
  for (const auto& [process, documents] : largest)
    by_process.push_back(
        {{"process",
          document::hex_of({reinterpret_cast<const char*>(process.data()), process.size()})},
         {"documents", documents}});
  return {{"documents", made_.size()},
          {"first", date_of(first.second)},
          {"last", date_of(last.second)},
          {"bucketSeconds", width},
          {"buckets", in_buckets},
          {"gaps", gap_report(gaps_)},
          {"processCount", processes.size()},
          {"processes", by_process}};
}

Value shared_updates(std::vector<Update> updates) {
  std::ranges::sort(updates, [](const Update& a, const Update& b) {
    return std::tie(a.moment, a.key) < std::tie(b.moment, b.key);
  });
  struct Share {
    std::int64_t moment, documents, keys;
  };
  std::vector<Share> shares;
  for (std::size_t begin = 0, end = 0; begin < updates.size(); begin = end) {
    Share share{updates[begin].moment, 0, 0};
    for (; end < updates.size() && updates[end].moment == share.moment; ++end) {
      ++share.documents;
      share.keys += end == begin || updates[end].key != updates[end - 1].key;
    }
    if (share.documents > 1) shares.push_back(share);
  }
  std::ranges::stable_sort(shares, [](auto& a, auto& b) { return a.documents > b.documents; });
  if (shares.size() > shown_updates) shares.resize(shown_updates);
  Value report = Value::array();
  for (const Share& share : shares)
    report.push_back({{"updated", document::date_of_millis(share.moment)},
                      {"documents", share.documents},
                      {"keys", share.keys}});
  return report;
}

}  // namespace profilestore::investigating
