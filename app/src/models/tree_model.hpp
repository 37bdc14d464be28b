// A document as a tree: field, value, type.
#pragma once

#include <QAbstractItemModel>
#include <memory>

#include "access/node.hpp"

namespace profiles::models {

class TreeModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  explicit TreeModel(QObject* parent = nullptr);
  ~TreeModel() override;

  void set_document(const access::Node& document);
  /// Marks a field and says what is wrong with it.
  void mark(const QString& path, const QString& why);

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Item;
  Item* item_of(const QModelIndex& index) const;
  std::unique_ptr<Item> root_;
};

}  // namespace profiles::models
