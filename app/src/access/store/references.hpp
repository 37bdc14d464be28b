// References to documents that were merged into others, led to those that were kept.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "access/store.hpp"

namespace profiles::access {

/// Values of one path that refer to documents of the collection.
struct ReferencePlace {
  QString path;  ///< with its collection: "orders.userId"
  qint64 living = 0;
  qint64 rewritten = 0;  ///< that referred to a document that was set aside
  qint64 left = 0;       ///< that stay as they are, for whatever reason
};

struct FollowedReferences {
  std::vector<ReferencePlace> places;  ///< those that refer to the collection
  qint64 rewritten = 0;                ///< values
  qint64 documents = 0;                ///< that they stand in
  qint64 conflicted = 0;               ///< documents that are left, since they would break a rule
  qint64 unsearched = 0;  ///< documents set aside whose `_id`s are no ObjectIds, texts of them or
                          ///< binary: references to them are not looked for
  QStringList imports;    ///< numbers of the imports that it counts as, to be undone
};

/// Leads all references to documents of `collection` that were set aside to those that were kept,
/// in every collection of the store, in one transaction. With `only_count` nothing is changed.
FollowedReferences follow_references(const StorePtr& store, const QString& collection,
                                     bool only_count, const Control& control);

}  // namespace profiles::access
