// What is in a store, for lists.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "access/store.hpp"

namespace profiles::access {

/// An index, each of its rules in words; empty: it has none.
struct IndexFacts {
  QString name, paths;
  bool unique = false;
  QString missing, where, collation, normalise, expires;
};

struct CollectionFacts {
  QString name;
  qint64 documents = -1;  ///< -1: not counted yet
  qint64 logged = -1;     ///< changes in its log; -1: it keeps none
  QString validator, validator_level;
  std::vector<IndexFacts> indexes;
};

struct EventFacts {
  QString kind, collection, index, operation, last;
  qint64 times = 0, documents = 0;
};

struct StoreFacts {
  qint64 bytes = 0, log_bytes = 0;
  std::vector<CollectionFacts> collections;
  std::vector<EventFacts> events;
};

/// The names of the collections, at once.
QStringList collection_names(const StorePtr& store);
/// Makes an empty one, unless it is there. Throws InvalidInput for a name that none can have.
bool create_collection(const StorePtr& store, const QString& name);

/// All of it; counts every document.
StoreFacts facts_of(const StorePtr& store);

/// What a person chooses of a new index.
struct NewIndex {
  QString paths;  ///< "tenant,email"
  bool unique = false;
  QString missing = QStringLiteral("collide");
  QString normalise;  ///< "trim,case"; empty: none
  QString where;      ///< a filter, as a Query's; empty: none

  bool operator==(const NewIndex&) const = default;
};

/// Creates it and returns its name. Throws DuplicateKeys if documents share a unique key.
QString create_index(const StorePtr& store, const QString& collection, const NewIndex& index);
bool drop_index(const StorePtr& store, const QString& collection, const QString& name);

/// Replaces the validator, or removes it if `filter` is empty. Returns how many documents fail.
qint64 set_validator(const StorePtr& store, const QString& collection, const QString& filter,
                     const QString& level);

/// Begins or ends the log of changes of a collection.
bool keep_log(const StorePtr& store, const QString& collection, bool keep);
bool keeps_log(const StorePtr& store, const QString& collection);

}  // namespace profiles::access
