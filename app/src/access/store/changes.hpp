// What changes in a collection, as it happens.
#pragma once

#include <QString>
#include <functional>

#include "access/store.hpp"

namespace profiles::access {

struct ChangeFacts {
  QString time;       ///< ISO
  QString operation;  ///< MongoDB's operationType
  QString id;         ///< `_id` as JSON; empty: of no single document
  QString fields;     ///< names of the fields that an update changed, or counts
};

/// Tells each change of a collection that keeps a log, on the window's thread, until it ends.
class ChangeWatch : public QObject {
 public:
  ChangeWatch(std::function<void(const ChangeFacts&)> told, QObject* parent);
  ~ChangeWatch() override;

  /// What begins it, to be called on a lane: it reads the store. Throws what Collection::watch
  /// throws.
  std::function<void()> beginning(const StorePtr& store, const QString& collection) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace profiles::access
