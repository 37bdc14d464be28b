#include "models/tree_model.hpp"

#include <vector>

#include "models/text_table.hpp"

namespace profiles::models {

struct TreeModel::Item {
  Item* parent = nullptr;
  int row = 0;
  QString path, name, type, text, wrong;
  std::vector<std::unique_ptr<Item>> children;

  void add(const std::vector<access::Node>& nodes) {
    for (const access::Node& node : nodes) {
      auto child = std::make_unique<Item>();
      child->parent = this;
      child->row = static_cast<int>(children.size());
      child->path = path.isEmpty() ? node.name : path + u'.' + node.name;
      child->name = node.name;
      child->type = node.type;
      child->text = node.text;
      child->add(node.children);
      children.push_back(std::move(child));
    }
  }

  Item* find(const QString& wanted) {
    for (const auto& child : children) {
      if (child->path == wanted) return child.get();
      if (Item* found = child->find(wanted)) return found;
    }
    return nullptr;
  }
};

TreeModel::TreeModel(QObject* parent) : QAbstractItemModel(parent), root_(new Item) {}
TreeModel::~TreeModel() = default;

void TreeModel::set_document(const access::Node& document) {
  beginResetModel();
  root_ = std::make_unique<Item>();
  root_->add(document.children);
  endResetModel();
}

void TreeModel::mark(const QString& path, const QString& why) {
  Item* item = root_->find(path);
  if (item == nullptr) return;
  item->wrong = why;
  emit dataChanged(createIndex(item->row, 0, item), createIndex(item->row, 2, item));
}

TreeModel::Item* TreeModel::item_of(const QModelIndex& index) const {
  return index.isValid() ? static_cast<Item*>(index.internalPointer()) : root_.get();
}

QModelIndex TreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column, item_of(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex TreeModel::parent(const QModelIndex& index) const {
  Item* above = index.isValid() ? item_of(index)->parent : nullptr;
  return above == nullptr || above == root_.get() ? QModelIndex()
                                                  : createIndex(above->row, 0, above);
}

int TreeModel::rowCount(const QModelIndex& parent) const {
  return parent.column() > 0 ? 0 : static_cast<int>(item_of(parent)->children.size());
}

int TreeModel::columnCount(const QModelIndex&) const { return 3; }

QVariant TreeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Item* item = item_of(index);
  if (role == Qt::DisplayRole)
    return index.column() == 0 ? item->name : index.column() == 1 ? item->text : item->type;
  if (role == Qt::ToolTipRole && !item->wrong.isEmpty()) return item->wrong;
  if (!item->wrong.isEmpty()) return look_of(Cell::Look::bad, role);
  return index.column() == 2 ? look_of(Cell::Look::faint, role) : QVariant();
}

QVariant TreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) return {};
  return section == 0 ? tr("Field") : section == 1 ? tr("Value") : tr("Type");
}

}  // namespace profiles::models
