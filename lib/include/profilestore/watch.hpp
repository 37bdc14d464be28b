// Those who are told of changes: as a range that is polled, or by a callback on a thread of the
// library's. Each holds its store open.
#pragma once

#include <chrono>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <profilestore/changes.hpp>
#include <string>

namespace profilestore {

/// The changes of a collection, one at a time, each exactly once and in the order of their commits.
/// For one thread at a time, but for stop(). It holds no moment of the store between two calls.
///
/// Besides what reading throws: ChangeStreamHistoryLost if the log no longer has what comes next,
/// Corrupt if it is damaged there, when all before it was told. What next() throws passes no
/// change: the next call gives it, or throws the same again.
class ChangeStream {
 public:
  using Deadline = std::chrono::steady_clock::time_point;  ///< until when to wait

  /// The next change; waits for one until the deadline, but looks at all that there is in any case.
  /// Nothing: there was none, or it is over.
  std::optional<ChangeEvent> next(Deadline deadline);
  /// The same, for so long.
  std::optional<ChangeEvent> next(std::chrono::milliseconds wait = std::chrono::milliseconds(0));

  /// From where a stream goes on behind all that next() has given or passed over.
  std::string resume_token() const;

  /// Ends a wait, and all further ones; from any thread.
  void stop();

  /// Whether nothing more will come: stopped, or the collection was dropped.
  bool is_over() const;

  /// Single-pass: waits for each change, until it is over.
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = ChangeEvent;
    using difference_type = std::ptrdiff_t;
    using pointer = const ChangeEvent*;
    using reference = const ChangeEvent&;

    explicit iterator(ChangeStream* stream = nullptr) : stream_(stream) { ++*this; }
    reference operator*() const { return *current_; }
    pointer operator->() const { return &*current_; }
    iterator& operator++();
    void operator++(int) { ++*this; }
    bool operator==(const iterator& other) const { return stream_ == other.stream_; }

   private:
    ChangeStream* stream_;
    std::optional<ChangeEvent> current_;
  };
  /// Waits for the first change.
  iterator begin() { return iterator(this); }
  /// When it is over.
  iterator end() { return iterator(); }

  struct State;
  /// Constructed by the library.
  explicit ChangeStream(std::unique_ptr<State> state);
  ~ChangeStream();
  ChangeStream(ChangeStream&&) noexcept;             ///< movable, not copyable
  ChangeStream& operator=(ChangeStream&&) noexcept;  ///< movable, not copyable

 private:
  std::unique_ptr<State> state_;
};

/// Which collections of a store change; changes that come before next() is called are one answer.
/// For one thread at a time, but for stop().
class Observer {
 public:
  using Deadline = std::chrono::steady_clock::time_point;  ///< until when to wait

  /// What has changed since the last call; waits for it until the deadline. Nothing: nothing has.
  std::optional<ChangedCollections> next(Deadline deadline);
  /// The same, for so long.
  std::optional<ChangedCollections> next(
      std::chrono::milliseconds wait = std::chrono::milliseconds(0));

  /// Ends a wait, and all further ones; from any thread.
  void stop();

  struct State;
  /// Constructed by the library.
  explicit Observer(std::unique_ptr<State> state);
  ~Observer();
  Observer(Observer&&) noexcept;             ///< movable, not copyable
  Observer& operator=(Observer&&) noexcept;  ///< movable, not copyable

 private:
  std::unique_ptr<State> state_;
};

/// A callback that is called on a thread of the library's, one call at a time, with nothing locked:
/// it may use the store. It ends with this.
///
/// What the callback throws ends it, as does what reading throws: error() then has it.
class Subscription {
 public:
  /// Returns when no call is under way and none will come; within the callback at once, and then no
  /// other call comes. From any thread, and more than once.
  void stop();

  /// Whether no call will come any more: stopped, failed, or the collection was dropped.
  bool is_over() const;

  /// Why it ended by itself; null: it has not, or the collection was dropped.
  std::exception_ptr error() const;

  /// Of Collection::watch: ChangeStream::resume_token after the last call that returned; one that
  /// threw is not passed. Of an observer empty.
  std::string resume_token() const;

  struct State;
  /// Constructed by the library.
  explicit Subscription(std::shared_ptr<State> state);
  ~Subscription();
  Subscription(Subscription&&) noexcept;             ///< movable, not copyable
  Subscription& operator=(Subscription&&) noexcept;  ///< movable, not copyable

 private:
  std::shared_ptr<State> state_;
};

}  // namespace profilestore
