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
  ChangeWatch(const StorePtr& store, const QString& collection,
              std::function<void(const ChangeFacts&)> told, QObject* parent);
  ~ChangeWatch() override;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace profiles::access
