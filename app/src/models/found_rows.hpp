// The rows of a text table that are looked for: by a text in one column and a value of another.
#pragma once

#include <QSortFilterProxyModel>

namespace profiles::models {

class FoundRows : public QSortFilterProxyModel {
 public:
  /// `searched` and `chosen` are the two columns.
  FoundRows(QAbstractItemModel* rows, int searched, int chosen);

  /// Rows with `text` in the one column and, unless it is empty, `value` in the other.
  void look_for(const QString& text, const QString& value);

  /// As the rows sort themselves, by what is behind the text: 9 before 187.
  void sort(int column, Qt::SortOrder order) override;

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  int searched_, chosen_;
  QString text_, value_;
};

}  // namespace profiles::models
