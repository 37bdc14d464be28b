#include "models/rows_model.hpp"

#include <QLocale>
#include <QTimer>

#include "models/text_table.hpp"

namespace profiles::models {

RowsModel::RowsModel(access::Lane& lane, Clock clock, QObject* parent)
    : QAbstractTableModel(parent), lane_(lane), clock_(std::move(clock)) {}

void RowsModel::show(const access::StorePtr& store, const access::Query& query,
                     const QStringList& columns) {
  store_ = store;
  query_ = query;
  if (columns != columns_) {
    beginResetModel();
    columns_ = columns;
    forget_pages();
    endResetModel();
  }
  before_.clear();
  marked_.clear();
  list(true);
}

void RowsModel::refresh() {
  if (!store_) return;
  if (listing_under_way_) {
    again_ = true;  // what is written meanwhile is one more list, not many
    return;
  }
  list(false);
}

void RowsModel::clear() {
  beginResetModel();
  ++generation_;
  lane_.release(std::exchange(rows_, nullptr));
  store_.reset();
  size_ = 0;
  forget_pages();
  endResetModel();
}

void RowsModel::forget_pages() {
  pages_.clear();
  asked_.clear();
  order_.clear();
}

void RowsModel::list(bool anew) {
  if (listing_) listing_->request_stop();
  const int generation = ++generation_;
  listing_under_way_ = true;
  again_ = false;
  listing_ = lane_.run(
      this,
      [store = store_, query = query_](access::Control&) {
        access::RowsPtr rows = access::list_rows(store, query);
        const qint64 size = access::size_of(rows);
        return std::pair(std::move(rows), size);
      },
      [this, generation, anew](std::pair<access::RowsPtr, qint64> made) {
        if (generation == generation_)
          take(std::move(made.first), made.second, anew);
        else
          lane_.release(std::move(made.first));
      },
      [this, generation](const access::Failure& failure) {
        if (generation != generation_) return;
        listing_under_way_ = false;
        if (failure.kind != access::Failure::Kind::cancelled) emit failed(failure);
      });
}

void RowsModel::take(access::RowsPtr rows, qint64 size, bool anew) {
  listing_under_way_ = false;
  if (!anew) {
    before_.clear();
    compared_until_ = static_cast<int>(size_);
    for (const auto& page : pages_)
      for (const access::Row& row : page)
        if (!row.gone) before_[row.id] = row.cells;
  }
  const int wanted = static_cast<int>(std::min<qint64>(size, INT_MAX / 2));
  lane_.release(std::exchange(rows_, std::move(rows)));
  // Of what was there the view keeps its place: only the end grows or shrinks.
  if (anew)
    beginResetModel();
  else if (wanted > size_)
    beginInsertRows({}, static_cast<int>(size_), wanted - 1);
  else if (wanted < size_)
    beginRemoveRows({}, wanted, static_cast<int>(size_) - 1);
  const qint64 old = std::exchange(size_, wanted);
  if (anew) {
    forget_pages();
  } else {
    asked_.clear();
    for (const int page : std::as_const(order_)) fetch(page);  // shown until they are read anew
  }
  if (anew)
    endResetModel();
  else if (wanted > old)
    endInsertRows();
  else if (wanted < old)
    endRemoveRows();
  emit listed(size);
  if (again_) list(false);
}

void RowsModel::fetch(int page) const {
  if (!rows_ || asked_.contains(page)) return;
  asked_.insert(page);
  auto* self = const_cast<RowsModel*>(this);
  lane_.run(
      self,
      [rows = rows_, page, columns = columns_](access::Control&) mutable {
        auto read = access::page_of(rows, qint64{page} * page_size, page_size, columns);
        rows.reset();
        return read;
      },
      [self, page, generation = generation_](std::vector<access::Row> rows) {
        if (generation == self->generation_) self->take_page(page, std::move(rows));
      },
      [self](const access::Failure& failure) { emit self->failed(failure); });
}

void RowsModel::take_page(int page, std::vector<access::Row> rows) {
  const qint64 until = clock_() + marked_ms;
  bool marked = false;
  for (std::size_t i = 0; i < rows.size() && !before_.isEmpty(); ++i) {
    if (rows[i].gone) continue;
    const auto known = before_.constFind(rows[i].id);
    const bool changed = known != before_.constEnd() && *known != rows[i].cells;
    const bool added =
        known == before_.constEnd() && page * page_size + static_cast<int>(i) >= compared_until_;
    if (!changed && !added) continue;
    marked_[rows[i].id] = until;
    marked = true;
  }
  if (marked)
    QTimer::singleShot(marked_ms + 50, this, [this] {
      if (size_ > 0 && !columns_.isEmpty())
        emit dataChanged(index(0, 0), index(static_cast<int>(size_) - 1, columnCount() - 1),
                         {Qt::BackgroundRole});
    });
  pages_[page] = std::move(rows);
  order_.removeOne(page);
  order_ << page;
  while (order_.size() > kept_pages) {
    const int oldest = order_.takeFirst();
    pages_.remove(oldest);
    asked_.remove(oldest);
  }
  const int first = page * page_size;
  const int last = std::min(first + page_size, static_cast<int>(size_)) - 1;
  if (first <= last && !columns_.isEmpty())
    emit dataChanged(index(first, 0), index(last, columnCount() - 1));
}

const access::Row* RowsModel::row_at(int row) const {
  const auto page = pages_.constFind(row / page_size);
  if (page == pages_.constEnd()) return nullptr;
  const auto place = static_cast<std::size_t>(row % page_size);
  return place < page->size() ? &(*page)[place] : nullptr;
}

QString RowsModel::id_at(int row) const {
  const access::Row* found = row_at(row);
  return found == nullptr || found->gone ? QString() : found->id;
}

int RowsModel::row_of(const QString& id) const {
  for (auto page = pages_.constBegin(); page != pages_.constEnd(); ++page)
    for (std::size_t i = 0; i < page->size(); ++i)
      if ((*page)[i].id == id) return page.key() * page_size + static_cast<int>(i);
  return -1;
}

bool RowsModel::is_marked(const QString& id) const {
  const auto until = marked_.constFind(id);
  return until != marked_.constEnd() && clock_() < *until;
}

int RowsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(size_);
}

int RowsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant RowsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const access::Row* row = row_at(index.row());
  if (row == nullptr || !asked_.contains(index.row() / page_size)) fetch(index.row() / page_size);
  if (row == nullptr) return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
  if (role == Qt::UserRole) return row->id;
  if (row->gone) {
    if (role == Qt::DisplayRole) return index.column() == 0 ? tr("(deleted)") : QString();
    return look_of(Cell::Look::faint, role);
  }
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return row->cells.value(index.column());
  return look_of(is_marked(row->id) ? Cell::Look::marked : Cell::Look::plain, role);
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole) return {};
  if (orientation == Qt::Vertical) return QLocale().toString(section + 1);
  return columns_.value(section);
}

void RowsModel::sort(int column, Qt::SortOrder order) {
  const QString path = column < 0 ? QString() : columns_.value(column);
  const bool ascending = order == Qt::AscendingOrder;
  if (path == query_.sort && (path.isEmpty() || ascending == query_.ascending)) return;
  query_.sort = path;
  query_.ascending = ascending;
  if (store_) list(true);
}

}  // namespace profiles::models
