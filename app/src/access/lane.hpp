// Work that the window does not wait for: a lane is one thread that does one work after the other,
// and tells the window's thread how each ended. Nothing here knows what is done.
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace profiles::access {

/// How far a work is; `total` is 0 if nobody knows.
struct Progress {
  QString step;           ///< in words
  quint64 done = 0;       ///< bytes
  quint64 total = 0;      ///< bytes
  quint64 documents = 0;  ///< so far
};

/// Why a work did nothing, as a sentence and what to do about it.
struct Failure {
  enum class Kind {
    other,
    cancelled,
    duplicate_key,
    validation,
    filter,
    malformed,
    plan_moved,
    damaged,      ///< the store
    lost_writes,  ///< the store lacks what it had, and can be opened as it is
    foreign_log,  ///< what lies beside the store is another's
    no_store      ///< the file is something else
  };
  Kind kind = Kind::other;
  QString sentence = {};
  QString advice = {};
  QString index = {};        ///< duplicate_key: the index
  QString existing_id = {};  ///< duplicate_key: the `_id` of the other document, as JSON
  QStringList paths = {};    ///< validation, duplicate_key: the fields at fault
  QStringList rules = {};    ///< validation: what each of them fails
  int offset = -1;           ///< malformed: bytes before the fault
  QString word = {};         ///< filter: the operator or path at fault

  /// The sentence and the advice.
  QString text() const { return advice.isEmpty() ? sentence : sentence + u'\n' + advice; }
};

/// What a work is given.
class Control {
 public:
  Control(std::stop_token stop, std::function<void(const Progress&)> told)
      : stop_(std::move(stop)), told_(std::move(told)) {}
  const std::stop_token& stop() const { return stop_; }
  void tell(const Progress& progress) const { told_(progress); }

 private:
  std::stop_token stop_;
  std::function<void(const Progress&)> told_;
};

/// A work that was asked for; to be cancelled. What is cancelled ends with
/// Failure::Kind::cancelled.
using Ticket = std::shared_ptr<std::stop_source>;

/// One thread. Lives in the window's thread, where all its answers are told.
class Lane : public QObject {
 public:
  using Failed = std::function<void(const Failure&)>;
  using Told = std::function<void(const Progress&)>;

  explicit Lane(QObject* parent = nullptr);
  ~Lane() override;

  /// Calls `work(Control&)` on the lane's thread, then `done(result)` on the window's, or `failed`
  /// with what it threw; neither if `receiver` is gone by then.
  template <class Work, class Done>
  Ticket run(QObject* receiver, Work work, Done done, Failed failed, Told told = {}) {
    using Result = std::invoke_result_t<Work&, Control&>;
    auto box = std::make_shared<std::optional<Result>>();
    return enqueue(
        {receiver,
         [work = std::move(work), box](Control& control) mutable { box->emplace(work(control)); },
         [done = std::move(done), box]() mutable { done(std::move(**box)); }, std::move(failed),
         std::move(told), std::make_shared<std::stop_source>()});
  }

  /// Drops what `held` holds on the lane's thread: closing a store writes.
  void release(std::shared_ptr<void> held);

  /// How many works are not done.
  int waiting() const { return waiting_; }

 private:
  struct Order {
    QPointer<QObject> receiver;
    std::function<void(Control&)> work;
    std::function<void()> done;
    Failed failed;
    Told told;
    Ticket ticket;
  };
  struct Queue;

  Ticket enqueue(Order order);
  void answer(const std::shared_ptr<Order>& order, const std::optional<Failure>& failure);

  std::shared_ptr<Queue> queue_;
  int waiting_ = 0;
};

}  // namespace profiles::access
