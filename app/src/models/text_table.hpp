// A table of texts: what most lists of the window are. Which row is which, its owner knows.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <QVariant>
#include <vector>

namespace profiles::models {

/// A cell: what is shown, what it is sorted by, how it stands out, and more to read of it.
struct Cell {
  QVariant shown;
  enum class Look { plain, marked, chosen, faint, bad } look = Look::plain;
  QString tip = {};
};

/// A row, and what it stands for.
struct TableRow {
  std::vector<Cell> cells;
  QVariant key = {};  ///< Qt::UserRole of each cell
};

class TextTable : public QAbstractTableModel {
 public:
  explicit TextTable(QStringList header, QObject* parent = nullptr);

  /// All rows anew, in the order that was asked for last.
  void set_rows(std::vector<TableRow> rows);
  void set_header(const QStringList& header);
  void add_row(TableRow row);
  const TableRow& row(int number) const { return rows_[static_cast<std::size_t>(number)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  /// For each row, where it is now.
  std::vector<int> put_in_order();

  QStringList header_;
  int sorted_by_ = -1;  // a column; -1: as they came
  Qt::SortOrder order_ = Qt::AscendingOrder;
  std::vector<TableRow> rows_;
};

/// How a look is drawn, in the colours of the palette, light or dark.
QVariant look_of(Cell::Look look, int role);

}  // namespace profiles::models
