#include "import/census.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include "document/moment.hpp"
#include "document/path.hpp"
#include "document/type.hpp"

namespace profilestore::importing {
namespace {

using document::Type;

constexpr std::size_t shown_updates = 10;
constexpr std::int64_t race_seconds = 2;

std::int64_t seconds_of(const ObjectId& id) { return id.time().time_since_epoch().count(); }

Value date_of_seconds(std::int64_t seconds) { return document::date_of_millis(seconds * 1000); }

std::optional<std::int64_t> date_at(const Document& document, std::string_view name) {
  const Value* value = document::member(document, name);
  if (value == nullptr || document::type_of(*value) != Type::date) return std::nullopt;
  return document::millis_of_date(*value);
}

}  // namespace

Census::Census(const InvestigateOptions& options)
    : options_(options), key_(UniqueIndex{options.key, Missing::collide}) {}

std::vector<std::string> Census::fields() const {
  return {"_id", "updatedAt", key_.paths().front().segments().front()};
}

void Census::add(const Document& fields) {
  ++documents_;
  keys::Extract extract = key_.extract(fields);
  if (extract.state == keys::State::several) {
    ++arrays_;
    return;
  }
  const Value* value = document::find(fields, key_.paths().front());
  if (value == nullptr)
    ++missing_;
  else if (value->is_null())
    ++null_;
  if (value == nullptr || value->is_null()) return;
  ++types_[std::string(document::alias(document::type_of(*value)))];
  Group& group = groups_[keys::bytes_of(extract.key)];
  if (group.members.empty()) group.key = *value;
  const Value* id = document::member(fields, "_id");
  group.members.push_back(
      {id == nullptr ? std::nullopt : ObjectId::from_value(*id), date_at(fields, "updatedAt")});
}

std::vector<const Census::Group*> Census::largest() const {
  std::vector<const Group*> all;
  for (const auto& [bytes, group] : groups_)
    if (group.members.size() > 1) all.push_back(&group);
  // Of equal size: by key, so that the order of the documents does not show.
  std::sort(all.begin(), all.end(), [](const Group* a, const Group* b) {
    if (a->members.size() != b->members.size()) return a->members.size() > b->members.size();
    return a->key.dump() < b->key.dump();
  });
  return all;
}

Value Census::shared_updates() const {
  struct Share {
    std::int64_t documents = 0;
    std::set<const Group*> keys;
  };
  std::map<std::int64_t, Share> moments;
  for (const auto& [bytes, group] : groups_)
    for (const Member& member : group.members)
      if (member.updated_at) {
        Share& share = moments[*member.updated_at];
        ++share.documents;
        share.keys.insert(&group);
      }
  std::vector<std::pair<std::int64_t, Share>> shared;
  for (auto& moment : moments)
    if (moment.second.documents > 1) shared.emplace_back(moment);
  std::stable_sort(shared.begin(), shared.end(), [](const auto& a, const auto& b) {
    return a.second.documents > b.second.documents;
  });
  Value report = Value::array();
  for (std::size_t i = 0; i < std::min(shared.size(), shown_updates); ++i)
    report.push_back({{"updatedAt", document::date_of_millis(shared[i].first)},
                      {"documents", shared[i].second.documents},
                      {"keys", shared[i].second.keys.size()}});
  return report;
}

Value Census::created(const Group& group) {
  std::vector<std::int64_t> times;
  std::map<std::string, std::int64_t> processes;
  for (const Member& member : group.members)
    if (member.id) {
      times.push_back(seconds_of(*member.id));
      ++processes[member.id->process()];
    }
  if (times.empty()) return nullptr;
  std::sort(times.begin(), times.end());
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
  return {{"key", group.key},
          {"documents", group.members.size()},
          {"created", created(group)},
          {"updatedAt", updated(group)}};
}

Document Census::report() const {
  const auto groups = largest();
  std::size_t in_groups = 0;
  for (const Group* group : groups) in_groups += group->members.size();
  Value types = Value::object();
  for (const auto& [type, count] : types_) types[type] = count;
  Value shown = Value::array();
  for (std::size_t i = 0; i < std::min(groups.size(), options_.largest); ++i)
    shown.push_back(report_of(*groups[i]));
  return {{"documents", documents_},
          {"unusable", unusable_},
          {"key", options_.key},
          {"distinct", groups_.size()},
          {"null", null_},
          {"missing", missing_},
          {"arrays", arrays_},
          {"types", types},
          {"groups",
           {{"count", groups.size()},
            {"documents", in_groups},
            {"largest", groups.empty() ? 0 : groups.front()->members.size()}}},
          {"sharedUpdatedAt", shared_updates()},
          {"largest", shown}};
}

}  // namespace profilestore::importing
