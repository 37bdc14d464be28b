#include "models/found_rows.hpp"

namespace profiles::models {

FoundRows::FoundRows(QAbstractItemModel* rows, int searched, int chosen)
    : searched_(searched), chosen_(chosen) {
  setSourceModel(rows);
}

void FoundRows::look_for(const QString& text, const QString& value) {
  text_ = text;
  value_ = value;
  invalidateFilter();
}

void FoundRows::sort(int column, Qt::SortOrder order) { sourceModel()->sort(column, order); }

bool FoundRows::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const auto shown = [&](int column) {
    return sourceModel()->index(row, column, parent).data().toString();
  };
  return shown(searched_).contains(text_, Qt::CaseInsensitive) &&
         (value_.isEmpty() || shown(chosen_) == value_);
}

}  // namespace profiles::models
