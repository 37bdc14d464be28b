// What a cursor is made of: whatever yields documents, in what is left of its call's time.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/cursor.hpp>

#include "document/time_limit.hpp"

namespace profilestore {

/// Yields documents until it gives nothing; then it is destroyed.
struct Cursor::Source {
  virtual ~Source() = default;
  virtual std::optional<Document> next() = 0;
};

namespace crud {

/// The time of a call and of all steps of its cursor, without what the caller does between them.
class TimeLeft {
 public:
  TimeLeft() = default;
  /// From now on until `end`; nothing: without end.
  explicit TimeLeft(document::TimeLimit::Time end) {
    if (end) left_ = *end - document::TimeLimit::Clock::now();
  }

  /// Does it in what is left.
  template <class Work>
  auto run(Work work) {
    if (!left_) return work();
    const Spending spending(*left_);
    const document::TimeLimit limit(spending.begin + *left_);
    document::TimeLimit::look_at_clock();
    return work();
  }

 private:
  struct Spending {
    explicit Spending(document::TimeLimit::Clock::duration& time) : left(time) {}
    ~Spending() { left -= document::TimeLimit::Clock::now() - begin; }
    Spending(const Spending&) = delete;
    Spending& operator=(const Spending&) = delete;

    document::TimeLimit::Clock::duration& left;
    const document::TimeLimit::Clock::time_point begin = document::TimeLimit::Clock::now();
  };

  std::optional<document::TimeLimit::Clock::duration> left_;
};

}  // namespace crud

}  // namespace profilestore
