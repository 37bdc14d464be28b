// The changes of a collection, polled.
#include <profilestore/watch.hpp>

#include <algorithm>
#include <atomic>
#include <deque>
#include <profilestore/store.hpp>

#include "extjson/reader.hpp"
#include "match/filter.hpp"
#include "watching/event.hpp"
#include "watching/log_reading.hpp"
#include "watching/subscription.hpp"
#include "watching/waker.hpp"

namespace profilestore {
namespace {

using Clock = std::chrono::steady_clock;

// Whatever wakes nobody is seen then.
constexpr std::chrono::seconds longest_sleep{1};

}  // namespace

struct ChangeStream::State {
  State(std::shared_ptr<store::Core> open_store, std::string collection, match::Filter parsed,
        WatchOptions given)
      : core(std::move(open_store)),
        name(std::move(collection)),
        filter(std::move(parsed)),
        options(std::move(given)),
        listener(core->signal()),
        reading(*core, name, options.resume_after),
        passed(reading.position()) {
    read();
    waker = watching::Waker::of(core);
  }

  // What could not be kept is read again.
  void read() {
    const changes::Position before = reading.position();
    const auto waited = static_cast<std::ptrdiff_t>(waiting.size());
    auto entries = reading.read(*core);
    try {
      std::ranges::move(entries, std::back_inserter(waiting));
    } catch (...) {
      waiting.erase(waiting.begin() + waited, waiting.end());
      reading.go_back(before);
      throw;
    }
  }

  std::optional<ChangeEvent> next_waiting() {
    if (invalidates) return invalidate();
    while (!waiting.empty()) {
      // It waits until it is told: what throws here loses nothing.
      const changes::Entry& entry = waiting.front();
      auto event = watching::event_of(entry, filter, options);
      if (event) complete(*event, entry.position);
      passed = entry.position;
      waiting.pop_front();
      if (event) return event;
    }
    return std::nullopt;
  }

  void complete(ChangeEvent& event, const changes::Position& position) {
    event.token = reading.token(position);
    event.database = core->database();
    event.collection = name;
    invalidates = event.kind == ChangeKind::drop;
    if (event.kind == ChangeKind::update && options.full_document == FullDocument::update_lookup)
      event.full_document = Store(core)
                                .collection(name)
                                .find_one({{"_id", {{"$eq", event.id}}}})
                                .value_or(Document());
  }

  ChangeEvent invalidate() {
    invalidates = false;
    over = true;
    ChangeEvent event{.token = reading.token(passed),
                      .kind = ChangeKind::invalidate,
                      .operation = "invalidate",
                      .database = core->database(),
                      .collection = name,
                      .time = bson::now()};
    return event;
  }

  std::shared_ptr<store::Core> core;
  std::string name;
  match::Filter filter;
  WatchOptions options;
  store::Signal::Listener listener;
  watching::LogReading reading;
  changes::Position passed;
  std::deque<changes::Entry> waiting;
  bool invalidates = false;
  std::atomic<bool> over = false, stopped = false;
  std::shared_ptr<watching::Waker> waker;
};

ChangeStream::ChangeStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ChangeStream::~ChangeStream() = default;
ChangeStream::ChangeStream(ChangeStream&&) noexcept = default;
ChangeStream& ChangeStream::operator=(ChangeStream&&) noexcept = default;

std::optional<ChangeEvent> ChangeStream::next(Deadline deadline) {
  store::Signal& signal = state_->core->signal();
  while (!is_over()) {
    const auto seen = signal.now();
    if (auto event = state_->next_waiting()) return event;
    state_->read();
    if (!state_->waiting.empty()) continue;
    const auto now = Clock::now();
    if (now >= deadline) return std::nullopt;
    if (!state_->stopped) signal.wait(seen, std::min(deadline, now + longest_sleep));
  }
  return std::nullopt;
}

std::optional<ChangeEvent> ChangeStream::next(std::chrono::milliseconds wait) {
  return next(Clock::now() + std::clamp<std::chrono::milliseconds>(
                                 wait, std::chrono::milliseconds(0), std::chrono::hours(87'600)));
}

std::string ChangeStream::resume_token() const { return state_->reading.token(state_->passed); }

void ChangeStream::stop() {
  state_->stopped = true;
  state_->core->signal().stopped();
}

bool ChangeStream::is_over() const { return state_->stopped || state_->over; }

ChangeStream::iterator& ChangeStream::iterator::operator++() {
  current_.reset();
  while (stream_ != nullptr && !current_) {
    current_ = stream_->next(std::chrono::hours(1));
    if (!current_ && stream_->is_over()) stream_ = nullptr;
  }
  return *this;
}

ChangeStream Collection::watch(const Document& filter, const WatchOptions& options) const {
  if (session_)
    throw InvalidInput(20,
                       "a transaction or snapshot cannot be watched; watch a collection of the "
                       "store, from the change_token of the snapshot");
  const Document normal = filter.is_null() ? Document::object() : extjson::normalise_value(filter);
  return ChangeStream(
      std::make_unique<ChangeStream::State>(core_, name_, match::Filter::parse(normal), options));
}

Subscription Collection::watch(const Document& filter, const WatchOptions& options,
                               std::function<void(const ChangeEvent&)> told,
                               std::function<void(std::exception_ptr)> ended) const {
  auto stream = std::make_shared<ChangeStream>(watch(filter, options));
  const auto step = [stream, told = std::move(told)]() -> watching::Stepped {
    const auto event = stream->next(longest_sleep);  // the token moves meanwhile
    if (event) told(*event);
    return {!stream->is_over(), stream->resume_token()};
  };
  return watching::subscribe(
      step, [stream] { stream->stop(); }, std::move(ended), stream->resume_token());
}

}  // namespace profilestore
