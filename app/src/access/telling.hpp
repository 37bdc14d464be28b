// What the library tells on threads of its own, told on the window's; for the sources of this room
// alone.
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <profilestore/watch.hpp>

namespace profiles::access {

/// Held by its receiver.
template <class Facts>
struct Telling {
  std::mutex mutex;
  QObject* receiver = nullptr;  ///< null: it is gone, and nobody is told
  std::function<void(const Facts&)> told;
  std::optional<profilestore::Subscription> subscription;

  /// From any thread.
  static void post(const std::weak_ptr<Telling>& telling, Facts facts) {
    const auto held = telling.lock();
    if (!held) return;
    const std::lock_guard lock(held->mutex);
    if (held->receiver == nullptr) return;
    QMetaObject::invokeMethod(
        held->receiver, [telling = held.get(), facts = std::move(facts)] { telling->told(facts); },
        Qt::QueuedConnection);
  }

  /// From any thread: `begun` tells from now on, unless the receiver is gone.
  void begin(profilestore::Subscription begun) {
    std::optional<profilestore::Subscription> other(std::move(begun));
    const std::lock_guard lock(mutex);
    if (receiver != nullptr) subscription.swap(other);
  }

  void end() {
    std::optional<profilestore::Subscription> ended;
    const std::lock_guard lock(mutex);
    receiver = nullptr;
    ended.swap(subscription);
  }
};

}  // namespace profiles::access
