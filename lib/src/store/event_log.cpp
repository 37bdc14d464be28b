#include "store/event_log.hpp"

#include <algorithm>
#include <array>
#include <profilestore/document.hpp>
#include <utility>

namespace profilestore {
namespace {

// Stored on disk: do not change.
constexpr std::array<std::pair<EventKind, std::string_view>, 10> kinds{{
    {EventKind::duplicate_key, "duplicate_key"},
    {EventKind::validation_warning, "validation_warning"},
    {EventKind::many_documents, "many_documents"},
    {EventKind::merge, "merge"},
    {EventKind::undo, "undo"},
    {EventKind::references, "references"},
    {EventKind::rollback, "rollback"},
    {EventKind::long_reader, "long_reader"},
    {EventKind::expired, "expired"},
    {EventKind::damaged, "damaged"},
}};

}  // namespace

std::string_view name_of(EventKind kind) { return kinds[static_cast<std::size_t>(kind)].second; }

namespace store {
namespace {

constexpr std::size_t longest_name = 255;  // bytes
constexpr std::size_t most_paths = 16;

// At most `longest_name` bytes of UTF-8, cut between two characters.
std::string shortened(std::string text) {
  if (text.size() <= longest_name) return text;
  std::size_t end = longest_name;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

}  // namespace

EventLog::Same EventLog::same(const StoreEvent& event) {
  return {event.kind, event.collection, event.index, event.paths, event.digest, event.operation};
}

void EventLog::add(const StoreEvent& event) {
  keep(event);
  count({event.kind, event.collection, event.index, event.times, event.documents});
}

void EventLog::add(const EventLog& other) {
  for (const auto& [when, event] : other.latest_) keep(event);
  for (const auto& [what, total] : other.totals_) count(total);
}

void EventLog::keep(StoreEvent event) {
  const auto [known, is_new] = known_.try_emplace(same(event), next_);
  if (!is_new) {
    const StoreEvent& before = latest_.at(known->second);
    event.times += before.times;
    event.documents += before.documents;
    event.first = std::min(event.first, before.first);
    event.last = std::max(event.last, before.last);
    latest_.erase(known->second);
    known->second = next_;
  }
  latest_.emplace(next_++, std::move(event));
  if (latest_.size() <= kept_events) return;
  known_.erase(same(latest_.begin()->second));
  latest_.erase(latest_.begin());
}

void EventLog::count(const EventTotal& total) {
  Counted what{total.kind, total.collection, total.index};
  if (totals_.size() >= kept_events && !totals_.contains(what)) what = {total.kind, "", ""};
  EventTotal& sum =
      totals_.try_emplace(what, EventTotal{total.kind, std::get<1>(what), std::get<2>(what)})
          .first->second;
  sum.times += total.times;
  sum.documents += total.documents;
}

void EventLog::keep_refusals() {
  const auto is_done = [](EventKind kind) { return kind != EventKind::duplicate_key; };
  std::erase_if(latest_, [&](const auto& entry) { return is_done(entry.second.kind); });
  std::erase_if(known_, [&](const auto& entry) { return is_done(std::get<0>(entry.first)); });
  std::erase_if(totals_, [&](const auto& entry) { return is_done(entry.second.kind); });
}

std::vector<StoreEvent> EventLog::events() const {
  std::vector<StoreEvent> events;
  for (const auto& [when, event] : latest_) events.push_back(event);
  return events;
}

std::vector<EventTotal> EventLog::totals() const {
  std::vector<EventTotal> totals;
  for (const auto& [what, total] : totals_) totals.push_back(total);
  return totals;
}

std::optional<EventKind> event_kind_of(std::string_view name) {
  for (const auto& [kind, its_name] : kinds)
    if (its_name == name) return kind;
  return std::nullopt;
}

StoreEvent bounded_now(StoreEvent event) {
  event.collection = shortened(std::move(event.collection));
  event.index = shortened(std::move(event.index));
  event.paths.resize(std::min(event.paths.size(), most_paths));
  for (std::string& path : event.paths) path = shortened(std::move(path));
  event.first = event.last = bson::now().begin()->get<std::string>();
  return event;
}

// On a thread that is being told already nothing more is: else a call of the application's that
// causes the event it is told of would never end.
void tell(const std::function<void(const StoreEvent&)>& told, const EventLog& events) {
  static thread_local bool telling = false;
  if (!told || telling) return;
  telling = true;
  for (const StoreEvent& event : events.events()) {
    try {
      told(event);
    } catch (...) {  // the application's own; the call that it is told of is over
    }
  }
  telling = false;
}

}  // namespace store
}  // namespace profilestore
