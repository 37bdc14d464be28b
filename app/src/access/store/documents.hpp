// The documents of a collection: listed, found, explained.
#pragma once

#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "access/node.hpp"
#include "access/store.hpp"

namespace profiles::access {

/// What to list.
struct Query {
  QString collection;
  QString filter;  ///< MongoDB's; empty: everything
  QString sort;    ///< a dotted path; empty: natural order
  bool ascending = true;
};

/// The rows of one moment. Ask it on one lane only.
class Rows;
using RowsPtr = std::shared_ptr<Rows>;

/// A document as a row: what stands in its cells, or that it is gone.
struct Row {
  bool gone = false;
  QString id;  ///< `_id` as JSON
  QStringList cells;
};

RowsPtr list_rows(const StorePtr& store, const Query& query);
qint64 size_of(const RowsPtr& rows);
std::vector<Row> page_of(const RowsPtr& rows, qint64 first, qint64 count,
                         const QStringList& columns);

/// The dotted names of fields in the first documents of a collection, most frequent first.
QStringList fields_of(const StorePtr& store, const QString& collection);

/// One document: its tree, and its text to edit; empty if it is gone.
struct Whole {
  bool found = false;
  QString id;    ///< `_id` as JSON
  QString text;  ///< over several lines, in normal form
  Node tree;
};
Whole whole_document(const StorePtr& store, const QString& collection, const QString& id);

/// How a find goes about it, in a sentence or two.
QString explain_in_words(const StorePtr& store, const Query& query);

/// Throws what a find would throw.
bool check_filter(const StorePtr& store, const Query& query);

/// What a shell accepts and JSON does not, as JSON: names without quotes, single quotes,
/// ObjectId("…"), ISODate("…"). Everything else is left as it is.
QString filter_as_json(const QString& text);

/// Where a field of a document comes from.
struct Origin {
  QString field, rule, import;
  QString source;  ///< file and line of each document it was taken from
};
std::vector<Origin> origins_of(const StorePtr& store, const QString& collection, const QString& id);

}  // namespace profiles::access
