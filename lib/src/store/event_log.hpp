// Events in memory: the same ones as one, and no more than a bound of them. No value of a document
// is ever in one.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <profilestore/stats.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace profilestore::store {

/// At most so many events, and so many totals, in memory and on disk.
inline constexpr std::size_t kept_events = 1000;

/// Events, the latest of them kept, and the totals of all.
class EventLog {
 public:
  /// REQUIRES: the event has its times.
  void add(const StoreEvent& event);
  void add(const EventLog& other);

  /// The two halves of add(): the event alone, or its total alone.
  void keep(StoreEvent event);
  void count(const EventTotal& total);

  /// Forgets what a transaction that was rolled back has not done.
  void keep_refusals();

  bool empty() const { return totals_.empty(); }

  /// In the order in which they were added last.
  std::vector<StoreEvent> events() const;
  std::vector<EventTotal> totals() const;

 private:
  using Same = std::tuple<EventKind, std::string, std::string, std::vector<std::string>,
                          std::string, std::string>;
  using Counted = std::tuple<EventKind, std::string, std::string>;

  static Same same(const StoreEvent& event);

  std::map<std::uint64_t, StoreEvent> latest_;  // by when they were added
  std::map<Same, std::uint64_t> known_;         // where in `latest_`
  std::map<Counted, EventTotal> totals_;
  std::uint64_t next_ = 0;
};

/// The kind of that name, if there is one.
std::optional<EventKind> event_kind_of(std::string_view name);

/// The event with names that are not too long, and both its times set to now.
StoreEvent bounded_now(StoreEvent event);

/// Calls `told` for each event. What it throws goes no further.
void tell(const std::function<void(const StoreEvent&)>& told, const EventLog& events);

}  // namespace profilestore::store
