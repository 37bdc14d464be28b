// What a census tells.
#include <algorithm>
#include <chrono>
#include <set>

#include "document/moment.hpp"
#include "import/census.hpp"

namespace profilestore::importing {
namespace {

constexpr std::int64_t most_bars = 60;

std::int64_t seconds_of(const ObjectId& id) { return id.time().time_since_epoch().count(); }

Value date_of_seconds(std::int64_t seconds) { return document::date_of_millis(seconds * 1000); }

std::vector<std::int64_t> times_of(const auto& group) {
  std::vector<std::int64_t> times;
  for (const auto& member : group.members)
    if (member.id) times.push_back(seconds_of(*member.id));
  std::sort(times.begin(), times.end());
  return times;
}

// A width that a person reads: minutes, hours, days.
std::int64_t width_for(std::int64_t span) {
  for (const std::int64_t width : {1, 10, 60, 600, 3600, 6 * 3600, 86'400, 7 * 86'400})
    if (span / width < most_bars) return width;
  return (span / most_bars / 86'400 + 1) * 86'400;
}

}  // namespace

std::vector<const Census::Group*> Census::largest() const {
  std::vector<const Group*> all;
  for (const auto& [digest, group] : groups_) all.push_back(&group);
  // Of equal size: by key, so that the order of the documents does not show.
  std::sort(all.begin(), all.end(), [](const Group* a, const Group* b) {
    if (a->members.size() != b->members.size()) return a->members.size() > b->members.size();
    return a->key.dump() < b->key.dump();
  });
  return all;
}

GroupFacts Census::facts_of(const Group& group) {
  GroupFacts facts{.documents = std::ssize(group.members), .created = times_of(group)};
  std::set<std::string> processes;
  std::set<Digest> ids, contents, identities;
  std::set<std::optional<std::int64_t>> updates;
  for (const Member& member : group.members) {
    if (member.id) processes.insert(member.id->process());
    if (member.identity) identities.insert(*member.identity);
    if (member.id_digest != Digest{} && !ids.insert(member.id_digest).second) facts.same_id = true;
    contents.insert(member.content);
    updates.insert(member.updated_at);
  }
  facts.processes = std::ssize(processes);
  facts.contents = std::ssize(contents);
  facts.identities = std::ssize(identities);
  facts.updates = std::ssize(updates);
  if (updates.size() == 1) facts.updated = *updates.begin();
  return facts;
}

Value Census::created(const Group& group) {
  const std::vector<std::int64_t> times = times_of(group);
  if (times.empty()) return nullptr;
  std::map<std::string, std::int64_t> processes;
  for (const Member& member : group.members)
    if (member.id) ++processes[member.id->process()];
  std::int64_t close = 0;
  for (std::size_t i = 1; i < times.size(); ++i)
    if (times[i] - times[i - 1] <= race_seconds) ++close;
  Value by_process = Value::array();
  for (const auto& [process, documents] : processes)
    by_process.push_back({{"process", process}, {"documents", documents}});
  return {{"first", date_of_seconds(times.front())},
          {"last", date_of_seconds(times.back())},
          {"seconds", times.back() - times.front()},
          {"withinTwoSeconds", close},
          {"processes", by_process}};
}

Value Census::updated(const Group& group) {
  std::map<std::int64_t, std::int64_t> moments;
  for (const Member& member : group.members)
    if (member.updated_at) ++moments[*member.updated_at];
  if (moments.empty()) return nullptr;
  const auto most = std::max_element(moments.begin(), moments.end(),
                                     [](auto& a, auto& b) { return a.second < b.second; });
  return {{"distinct", moments.size()},
          {"sharedBy", most->second},
          {"value", document::date_of_millis(most->first)}};
}

Value Census::report_of(const Group& group) {
  const GroupFacts facts = facts_of(group);
  const Verdict verdict = verdict_of(facts);
  return {{"key", group.key},           {"documents", group.members.size()},
          {"verdict", verdict.names},   {"because", verdict.because},
          {"created", created(group)},  {"updatedAt", updated(group)},
          {"contents", facts.contents}, {"identities", facts.identities}};
}

// When the documents of the groups were made, the first of each left out: those are no duplicates.
Value Census::timeline() const {
  std::vector<std::int64_t> times;
  for (const auto& [digest, group] : groups_) {
    const auto all = times_of(group);
    if (!all.empty()) times.insert(times.end(), all.begin() + 1, all.end());
  }
  if (times.empty()) return nullptr;
  const auto [first, last] = std::minmax_element(times.begin(), times.end());
  const std::int64_t width = width_for(*last - *first);
  std::map<std::int64_t, std::int64_t> bars;
  for (const std::int64_t time : times) ++bars[time - ((time % width) + width) % width];
  Value shown = Value::array();
  for (const auto& [from, documents] : bars)
    shown.push_back({{"from", date_of_seconds(from)}, {"documents", documents}});
  return {{"seconds", width}, {"created", shown}};
}

Document Census::report() const {
  const auto groups = largest();
  Value types = Value::object(), sizes = Value::array(), shown = Value::array();
  for (const auto& [type, count] : types_) types[type] = count;
  for (const auto& [size, count] : sizes_)
    sizes.push_back({{"documents", size}, {"groups", count}});
  std::map<std::string, std::int64_t> counts;
  for (const Group* group : groups)
    for (const std::string& name : verdict_of(facts_of(*group)).names) ++counts[name];
  Value verdicts = Value::object();
  for (const auto& [name, count] : counts) verdicts[name] = count;
  for (std::size_t i = 0; i < std::min(groups.size(), options_.largest); ++i)
    shown.push_back(report_of(*groups[i]));
  return {{"documents", documents_},
          {"unusable", unusable_},
          {"key", options_.key},
          {"distinct", distinct_},
          {"null", null_},
          {"missing", missing_},
          {"arrays", arrays_},
          {"types", types},
          {"groups",
           {{"count", groups.size()},
            {"documents", in_groups_},
            {"largest", groups.empty() ? 0 : groups.front()->members.size()},
            {"sizes", sizes}}},
          {"verdicts", verdicts},
          {"timeline", timeline()},
          {"sharedUpdatedAt", shared_updates_},
          {"largest", shown}};
}

}  // namespace profilestore::importing
