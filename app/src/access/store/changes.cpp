#include "access/store/changes.hpp"

#include "access/open_store.hpp"
#include "access/telling.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

struct ChangeWatch::State : Telling<ChangeFacts> {};

namespace {

ChangeFacts facts_of_change(const ChangeEvent& event) {
  ChangeFacts facts{plain(event.time), QString::fromStdString(event.operation), {}, {}};
  using Kind = ChangeKind;
  const bool of_one =
      event.kind != Kind::many && event.kind != Kind::drop && event.kind != Kind::invalidate;
  if (of_one) facts.id = json(event.id);
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

ChangeWatch::ChangeWatch(std::function<void(const ChangeFacts&)> told, QObject* parent)
    : QObject(parent), state_(std::make_shared<State>()) {
  state_->receiver = this;
  state_->told = std::move(told);
}

std::function<void()> ChangeWatch::beginning(const StorePtr& store,
                                             const QString& collection) const {
  return [state = state_, store, name = collection.toStdString()] {
    state->begin(store->store.collection(name).watch(
        {}, {}, [told = std::weak_ptr(state)](const ChangeEvent& event) {
          State::post(told, facts_of_change(event));
        }));
  };
}

ChangeWatch::~ChangeWatch() { state_->end(); }

}  // namespace profiles::access
