// What is in a store: collections, their indexes and validators, and what happened to them.
#pragma once

#include <QWidget>

#include "access/store/overview.hpp"
#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QTableView;

namespace profiles::pages {

class StorePage : public QWidget {
  Q_OBJECT

 public:
  explicit StorePage(Flow& flow, QWidget* parent = nullptr);

  /// Names at once; counts when they are known.
  void look();

 private:
  QWidget* indexes_tab();
  QWidget* validator_tab();
  QWidget* events_tab();
  void count();
  void show_facts();
  void show_collection();
  const access::CollectionFacts* chosen() const;
  void create_collection();
  void drop_index();
  void set_validator();

  Flow& flow_;
  access::StoreFacts facts_;
  bool counting_ = false, again_ = false;
  models::TextTable collections_, indexes_, events_;
  QTableView *collections_view_, *indexes_view_;
  QLabel *summary_, *validator_state_;
  QPlainTextEdit* validator_;
  QComboBox* level_;
};

}  // namespace profiles::pages
