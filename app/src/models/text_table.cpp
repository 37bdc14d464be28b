#include "models/text_table.hpp"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>
#include <algorithm>
#include <numeric>

namespace profiles::models {
namespace {

bool is_number(const QVariant& value) {
  return value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Int ||
         value.typeId() == QMetaType::ULongLong;
}

bool less(const QVariant& a, const QVariant& b) {
  if (is_number(a) && is_number(b)) return a.toLongLong() < b.toLongLong();
  return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
}

// A tint over the background: visible in the light and in the dark, and the text keeps its colour.
QColor tint(const QColor& colour) {
  const QColor base = QGuiApplication::palette().color(QPalette::Base);
  const double share = base.lightness() < 128 ? 0.35 : 0.22;
  const auto mixed = [&](int from, int to) { return static_cast<int>(from + (to - from) * share); };
  return {mixed(base.red(), colour.red()), mixed(base.green(), colour.green()),
          mixed(base.blue(), colour.blue())};
}

}  // namespace

QVariant look_of(Cell::Look look, int role) {
  if (role == Qt::BackgroundRole) {
    if (look == Cell::Look::marked) return tint(QColor(230, 160, 0));
    if (look == Cell::Look::chosen) return tint(QColor(40, 150, 60));
    if (look == Cell::Look::bad) return tint(QColor(210, 40, 40));
  }
  if (role == Qt::ForegroundRole && look == Cell::Look::faint)
    return QGuiApplication::palette().color(QPalette::PlaceholderText);
  if (role == Qt::FontRole && look == Cell::Look::chosen) {
    QFont font = QGuiApplication::font();
    font.setBold(true);
    return font;
  }
  return {};
}

TextTable::TextTable(QStringList header, QObject* parent)
    : QAbstractTableModel(parent), header_(std::move(header)) {}

void TextTable::set_rows(std::vector<TableRow> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  if (sorted_by_ >= 0) put_in_order();
  endResetModel();
}

void TextTable::set_header(const QStringList& header) {
  beginResetModel();
  header_ = header;
  sorted_by_ = -1;
  rows_.clear();
  endResetModel();
}

void TextTable::add_row(TableRow row) {
  const int number = rowCount();
  beginInsertRows({}, number, number);
  rows_.push_back(std::move(row));
  endInsertRows();
}

int TextTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int TextTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(header_.size());
}

QVariant TextTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const TableRow& line = rows_[static_cast<std::size_t>(index.row())];
  if (role == Qt::UserRole) return line.key;
  const auto column = static_cast<std::size_t>(index.column());
  if (column >= line.cells.size()) return {};
  const Cell& cell = line.cells[column];
  switch (role) {
    case Qt::DisplayRole:
      return is_number(cell.shown) ? QLocale().toString(cell.shown.toLongLong())
                                   : QVariant(cell.shown.toString());
    case Qt::TextAlignmentRole:
      return is_number(cell.shown) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
      return cell.tip.isEmpty() ? QVariant() : QVariant(cell.tip);
    case Qt::AccessibleDescriptionRole:
      return cell.tip;
    default:
      return look_of(cell.look, role);
  }
}

QVariant TextTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal && !rows_.empty())
    return data(index(0, section), role);  // above its numbers
  if (role != Qt::DisplayRole) return {};
  if (orientation == Qt::Vertical) return QLocale().toString(section + 1);
  return section < header_.size() ? header_[section] : QVariant();
}

std::vector<int> TextTable::put_in_order() {
  const auto at = static_cast<std::size_t>(sorted_by_);
  const auto cell = [&](std::size_t row) {
    return at < rows_[row].cells.size() ? rows_[row].cells[at].shown : QVariant();
  };
  std::vector<std::size_t> sorted(rows_.size());
  std::iota(sorted.begin(), sorted.end(), 0);
  std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
    return order_ == Qt::AscendingOrder ? less(cell(a), cell(b)) : less(cell(b), cell(a));
  });
  std::vector<TableRow> rows;
  std::vector<int> now_at(rows_.size());
  for (const std::size_t before : sorted) {
    now_at[before] = static_cast<int>(rows.size());
    rows.push_back(std::move(rows_[before]));
  }
  rows_ = std::move(rows);
  return now_at;
}

void TextTable::sort(int column, Qt::SortOrder order) {
  if (column < 0) return;
  sorted_by_ = column;
  order_ = order;
  emit layoutAboutToBeChanged();
  const std::vector<int> now_at = put_in_order();
  QModelIndexList moved;  // what is chosen stays chosen
  for (const QModelIndex& one : persistentIndexList())
    moved << index(now_at[static_cast<std::size_t>(one.row())], one.column());
  changePersistentIndexList(persistentIndexList(), moved);
  emit layoutChanged();
}

}  // namespace profiles::models
