#include "access/store/overview.hpp"

#include <QCoreApplication>
#include <profilestore/normalise.hpp>

#include "access/open_store.hpp"
#include "access/store/documents.hpp"
#include "access/store/new_index.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

struct IndexWords {
  Q_DECLARE_TR_FUNCTIONS(Indexes)
};

IndexFacts facts_of_index(const Index& index) {
  IndexFacts facts{text_of(std::string_view(index.name)),
                   text_of(index.paths),
                   index.unique,
                   {},
                   {},
                   {},
                   {},
                   {}};
  if (index.unique) facts.missing = text_of(name_of(index.missing));
  if (!index.where.empty()) facts.where = json(index.where);
  if (index.collation) facts.collation = json(document_of(*index.collation));
  if (!index.normalise.empty()) facts.normalise = plain(value_of(index.normalise));
  if (index.expire_after)
    facts.expires = IndexWords::tr("after %1 s").arg(index.expire_after->count());
  return facts;
}

CollectionFacts facts_of_collection(Store& store, const CollectionStats& stats) {
  CollectionFacts facts{text_of(std::string_view(stats.name)), stats.documents, -1, {}, {}, {}};
  if (stats.change_log) facts.logged = stats.change_log->changes;
  const Collection collection = store.collection(stats.name);
  if (const auto validator = collection.validator()) {
    facts.validator = json(validator->filter);
    facts.validator_level = text_of(name_of(validator->level));
  }
  for (const Index& index : collection.list_indexes())
    facts.indexes.push_back(facts_of_index(index));
  return facts;
}

}  // namespace

QStringList collection_names(const StorePtr& store) {
  QStringList names;
  for (const std::string& name : store->store.collection_names())
    names << QString::fromStdString(name);
  return names;
}

bool create_collection(const StorePtr& store, const QString& name) {
  store->store.collection(name.toStdString(), {.indexes = {UniqueIndex{"_id"}}});
  return true;
}

StoreFacts facts_of(const StorePtr& store) {
  const Stats stats = store->store.stats();
  StoreFacts facts{stats.file.bytes(), stats.file.log_bytes, {}, {}};
  for (const CollectionStats& collection : stats.collections)
    facts.collections.push_back(facts_of_collection(store->store, collection));
  for (const StoreEvent& event : stats.events)
    facts.events.push_back({text_of(name_of(event.kind)), QString::fromStdString(event.collection),
                            QString::fromStdString(event.index),
                            QString::fromStdString(event.operation),
                            QString::fromStdString(event.last), event.times, event.documents});
  return facts;
}

Normalise normalise_from(const QString& text) {
  Value steps = Value::array();
  for (const QString& step : text.split(u',', Qt::SkipEmptyParts))
    steps.push_back(step.trimmed().toStdString());
  return steps.empty() ? Normalise() : normalise_of(steps);
}

Missing missing_from(const QString& name) {
  const auto missing = missing_of(name.toStdString());
  if (!missing) throw InvalidInput(2, "unknown rule for missing values: " + name.toStdString());
  return *missing;
}

Index index_from(const NewIndex& index) {
  Index made{.paths = paths_of(index.paths), .unique = index.unique};
  if (index.unique) made.missing = missing_from(index.missing);
  made.normalise = normalise_from(index.normalise);
  if (!index.where.trimmed().isEmpty()) made.where = document_of(filter_as_json(index.where));
  return made;
}

QString create_index(const StorePtr& store, const QString& collection, const NewIndex& index) {
  return QString::fromStdString(
      store->store.collection(collection.toStdString()).create_index(index_from(index)));
}

bool drop_index(const StorePtr& store, const QString& collection, const QString& name) {
  store->store.collection(collection.toStdString()).drop_index(name.toStdString());
  return true;
}

qint64 set_validator(const StorePtr& store, const QString& collection, const QString& filter,
                     const QString& level) {
  Collection target = store->store.collection(collection.toStdString());
  if (filter.trimmed().isEmpty()) {
    target.remove_validator();
    return 0;
  }
  Validator validator{document_of(filter)};
  if (const auto known = validation_level_of(level.toStdString())) validator.level = *known;
  return target.set_validator(validator).invalid;
}

bool keep_log(const StorePtr& store, const QString& collection, bool keep) {
  Collection target = store->store.collection(collection.toStdString());
  if (keep)
    target.set_change_log({});
  else
    target.remove_change_log();
  return keep;
}

bool keeps_log(const StorePtr& store, const QString& collection) {
  return store->store.collection(collection.toStdString()).change_log().has_value();
}

}  // namespace profiles::access
