#include "access/store/documents.hpp"

#include <QFileInfo>
#include <QHash>
#include <algorithm>
#include <profilestore/explain.hpp>
#include <profilestore/listing.hpp>

#include "access/open_store.hpp"
#include "access/store/find.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

constexpr int sampled = 1000;
constexpr int nested_levels = 3;
constexpr qsizetype cell_length = 200;

void count_fields(const Value& value, const QString& prefix, int levels, QHash<QString, int>& seen,
                  QStringList& order) {
  for (const auto& [name, inner] : value.items()) {
    const QString path = prefix + QString::fromStdString(name);
    if (seen[path]++ == 0) order << path;
    if (levels > 1 && type_of(inner) == u"object")
      count_fields(inner, path + u'.', levels - 1, seen, order);
  }
}

// A long text makes a table slow, and nobody reads it there.
QString cell(const Value* value) {
  if (value == nullptr) return {};
  QString text = plain(*value);
  if (text.size() > cell_length) text = text.left(cell_length) + u'…';
  return text.replace(u'\n', u' ');
}

}  // namespace

Document filter_of(const Query& query) {
  const QString text = query.filter.trimmed();
  return text.isEmpty() ? Document::object() : document_of(filter_as_json(text));
}

FindOptions options_of(const Query& query) {
  FindOptions options;
  if (!query.sort.isEmpty()) options.sort[query.sort.toStdString()] = query.ascending ? 1 : -1;
  return options;
}

class Rows {
 public:
  explicit Rows(Listing made) : listing(std::move(made)) {}
  Listing listing;
};

RowsPtr list_rows(const StorePtr& store, const Query& query) {
  const Collection collection = store->store.collection(query.collection.toStdString());
  return std::make_shared<Rows>(collection.list(filter_of(query), options_of(query)));
}

qint64 size_of(const RowsPtr& rows) { return static_cast<qint64>(rows->listing.size()); }

std::vector<Row> page_of(const RowsPtr& rows, qint64 first, qint64 count,
                         const QStringList& columns) {
  std::vector<std::string> paths;
  for (const QString& column : columns) paths.push_back(column.toStdString());
  std::vector<Row> page;
  for (const auto& document :
       rows->listing.page(static_cast<std::size_t>(first), static_cast<std::size_t>(count))) {
    Row row{!document, {}, {}};
    if (document) {
      row.id = json((*document)["_id"]);
      for (const std::string& path : paths) {
        const Value* whole = field_of(*document, path);  // a name may have a dot in it
        row.cells << cell(whole != nullptr ? whole : at(*document, path));
      }
    }
    page.push_back(std::move(row));
  }
  return page;
}

QStringList fields_of(const StorePtr& store, const QString& collection) {
  QHash<QString, int> seen;
  QStringList order;
  FindOptions options;
  options.limit = sampled;
  for (const Document& document :
       store->store.collection(collection.toStdString()).find({}, options))
    count_fields(document, {}, nested_levels, seen, order);
  std::stable_sort(order.begin(), order.end(),
                   [&](const QString& a, const QString& b) { return seen[a] > seen[b]; });
  return order;
}

Whole whole_document(const StorePtr& store, const QString& collection, const QString& id) {
  const auto found =
      store->store.collection(collection.toStdString()).find_one(by_id(value_of(id)));
  if (!found) return {};
  return {true, json((*found)["_id"]), pretty(*found), node_of({}, *found)};
}

std::vector<Origin> origins_of(const StorePtr& store, const QString& collection,
                               const QString& id) {
  const Explanation explanation =
      explain_document(store->store, collection.toStdString(), {{"_id", value_of(id)}});
  std::vector<Origin> origins;
  for (const ExplainedField& field : explanation.fields) {
    QStringList sources;
    for (const FieldOrigin& origin : field.origins)
      sources << (origin.source.empty()
                      ? QStringLiteral("—")
                      : QStringLiteral("%1:%2").arg(
                            QFileInfo(QString::fromStdString(origin.source)).fileName(),
                            QString::number(origin.line)));
    origins.push_back({QString::fromStdString(field.field), QString::fromStdString(field.rule),
                       QString::fromStdString(field.import), sources.join(u", ")});
  }
  return origins;
}

}  // namespace profiles::access
