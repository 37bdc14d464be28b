// The documents of a collection as a table of any length: rows are read by pages, elsewhere, when
// they are shown. Until a page is there its cells are empty.
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <functional>

#include "access/store/documents.hpp"

namespace profiles::models {

class RowsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  static constexpr int page_size = 256;
  static constexpr int kept_pages = 40;
  static constexpr int marked_ms = 4000;  ///< how long what changed is marked

  using Clock = std::function<qint64()>;  ///< milliseconds

  RowsModel(access::Lane& lane, Clock clock, QObject* parent = nullptr);

  /// Shows what `query` finds in `store`; tells by listed() or failed().
  void show(const access::StorePtr& store, const access::Query& query, const QStringList& columns);
  /// The same query anew: what is new or different is marked.
  void refresh();
  void clear();

  const access::Query& query() const { return query_; }
  const QStringList& columns() const { return columns_; }
  /// `_id` as JSON; empty: not read yet, or gone.
  QString id_at(int row) const;
  /// The row of a document among those that are read; -1: none.
  int row_of(const QString& id) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 signals:
  void listed(qint64 documents);
  void failed(const profiles::access::Failure& failure);

 private:
  void list(bool anew);
  void take(access::RowsPtr rows, qint64 size, bool anew);
  void forget_pages();
  void fetch(int page) const;
  void take_page(int page, std::vector<access::Row> rows);
  bool is_marked(const QString& id) const;
  const access::Row* row_at(int row) const;

  access::Lane& lane_;
  Clock clock_;
  access::StorePtr store_;
  access::Query query_;
  QStringList columns_;
  access::RowsPtr rows_;
  qint64 size_ = 0;
  int generation_ = 0;  // answers of an earlier list are not taken
  access::Ticket listing_;
  bool listing_under_way_ = false, again_ = false;
  QHash<int, std::vector<access::Row>> pages_;
  mutable QSet<int> asked_;
  QList<int> order_;                    // of pages, the oldest first
  QHash<QString, QStringList> before_;  // what was shown before a refresh
  int compared_until_ = 0;
  QHash<QString, qint64> marked_;  // until when
};

}  // namespace profiles::models
