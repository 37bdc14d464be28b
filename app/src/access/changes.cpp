#include "access/changes.hpp"

#include <mutex>
#include <profilestore/watch.hpp>

#include "access/open_store.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

struct ChangeWatch::State {
  std::mutex mutex;
  ChangeWatch* watch = nullptr;
  std::function<void(const ChangeFacts&)> told;
  std::optional<Subscription> subscription;
};

namespace {

ChangeFacts facts_of_change(const ChangeEvent& event) {
  ChangeFacts facts{plain(event.time), QString::fromStdString(event.operation), {}, {}};
  if (!event.id.is_null()) facts.id = json(event.id);
  QStringList fields;
  if (event.update_description) {
    for (const auto& [path, value] : event.update_description->updated_fields.items())
      fields << QString::fromStdString(path);
    for (const std::string& path : event.update_description->removed_fields)
      fields << u'−' + QString::fromStdString(path);
  }
  for (const auto& [name, count] : event.counts.items())
    fields << QString::fromStdString(name) + u' ' + plain(count);
  facts.fields = fields.join(u", ");
  return facts;
}

}  // namespace

ChangeWatch::ChangeWatch(const StorePtr& store, const QString& collection,
                         std::function<void(const ChangeFacts&)> told, QObject* parent)
    : QObject(parent), state_(std::make_shared<State>()) {
  state_->watch = this;
  state_->told = std::move(told);
  state_->subscription =
      store->store.collection(collection.toStdString())
          .watch({}, {}, [state = std::weak_ptr(state_)](const ChangeEvent& event) {
            const auto held = state.lock();
            if (!held) return;
            const std::lock_guard lock(held->mutex);
            if (held->watch == nullptr) return;
            QMetaObject::invokeMethod(
                held->watch,
                [state = held.get(), facts = facts_of_change(event)] { state->told(facts); },
                Qt::QueuedConnection);
          });
}

ChangeWatch::~ChangeWatch() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->watch = nullptr;
  }
  state_->subscription.reset();  // not under the lock: it waits for a call that may wait for it
}

}  // namespace profiles::access
