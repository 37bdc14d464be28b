// What is looked at: an export or a store, dropped or chosen; and where it is to go.
#pragma once

#include <QWidget>

#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QLabel;
class QLineEdit;
class QListWidget;
class QTableView;
class QVBoxLayout;

namespace profiles::pages {

class OpenPage : public QWidget {
  Q_OBJECT

 public:
  explicit OpenPage(Flow& flow, QWidget* parent = nullptr);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void add_target(QVBoxLayout* column);
  void show_export();
  void show_setup();
  void show_recent();
  void change_setup();

  Flow& flow_;
  models::TextTable collections_;
  QLabel* what_;
  QTableView* list_;
  QListWidget* recent_;
  QWidget* target_;
  QLineEdit *store_, *collection_;
};

}  // namespace profiles::pages
