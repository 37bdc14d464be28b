#include "access/lane.hpp"

#include <QElapsedTimer>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <profilestore/error.hpp>
#include <profilestore/stop_scope.hpp>
#include <thread>

#include "access/failure.hpp"

namespace profiles::access {
namespace {

constexpr int tell_every_ms = 40;

}  // namespace

struct Lane::Queue {
  std::mutex mutex;
  std::condition_variable_any more;
  std::deque<std::shared_ptr<Order>> orders;
  Ticket running;
  Lane* lane = nullptr;  // null: it is gone, and nobody is told
  std::jthread thread;

  // The answer is posted under the lock, so that the lane cannot go meanwhile.
  template <class Call>
  void post(Call call) {
    const std::lock_guard lock(mutex);
    if (lane != nullptr) QMetaObject::invokeMethod(lane, std::move(call), Qt::QueuedConnection);
  }

  void perform(const std::shared_ptr<Order>& order) {
    QElapsedTimer since;
    Control control(order->ticket->get_token(), [&](const Progress& progress) {
      if (since.isValid() && since.elapsed() < tell_every_ms) return;
      since.start();
      post([order, progress] {
        if (order->told && order->receiver) order->told(progress);
      });
    });
    std::optional<Failure> failure;
    try {
      const profilestore::StopScope scope(order->ticket->get_token());
      if (order->ticket->stop_requested()) throw profilestore::Interrupted();
      order->work(control);
    } catch (...) {
      failure = failure_of(std::current_exception());
    }
    order->work = nullptr;  // what it holds goes here, not in the window's thread
    post([this, order, failure] { lane->answer(order, failure); });
  }

  void loop(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (more.wait(lock, stop, [&] { return !orders.empty(); })) {
      const std::shared_ptr<Order> order = std::move(orders.front());
      orders.pop_front();
      running = order->ticket;
      lock.unlock();
      perform(order);
      lock.lock();
      running = nullptr;
    }
    orders.clear();
  }
};

Lane::Lane(QObject* parent) : QObject(parent), queue_(std::make_shared<Queue>()) {
  queue_->lane = this;
  queue_->thread =
      std::jthread([queue = queue_.get()](std::stop_token stop) { queue->loop(stop); });
}

Lane::~Lane() {
  {
    const std::lock_guard lock(queue_->mutex);
    queue_->lane = nullptr;
    if (queue_->running) queue_->running->request_stop();
    for (const auto& order : queue_->orders) order->ticket->request_stop();
    queue_->thread.request_stop();
  }
  queue_->more.notify_all();
  queue_->thread.join();
}

Ticket Lane::enqueue(Order order) {
  Ticket ticket = order.ticket;
  ++waiting_;
  {
    const std::lock_guard lock(queue_->mutex);
    queue_->orders.push_back(std::make_shared<Order>(std::move(order)));
  }
  queue_->more.notify_one();
  return ticket;
}

void Lane::answer(const std::shared_ptr<Order>& order, const std::optional<Failure>& failure) {
  --waiting_;
  if (!order->receiver) return;
  if (!failure)
    order->done();
  else if (order->failed)
    order->failed(*failure);
}

void Lane::release(std::shared_ptr<void> held) {
  run(
      this,
      [held = std::move(held)](Control&) mutable {
        held.reset();
        return true;
      },
      [](bool) {}, {});
}

}  // namespace profiles::access
