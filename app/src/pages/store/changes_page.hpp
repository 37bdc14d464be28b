// The changes of a collection as they happen.
#pragma once

#include <QWidget>

#include "access/store/changes.hpp"
#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QCheckBox;
class QLabel;
class QTableView;

namespace profiles::pages {

class ChangesPage : public QWidget {
  Q_OBJECT

 public:
  explicit ChangesPage(Flow& flow, QWidget* parent = nullptr);

  /// Watches the collection that is chosen.
  void look();

 private:
  void show_kept(bool kept);
  void watch();
  void keep(bool kept);
  /// Watches nothing, and takes no answer to what was asked before.
  void clear();

  Flow& flow_;
  models::TextTable changes_;
  std::unique_ptr<access::ChangeWatch> watch_;
  QString watched_;  // the collection that is watched; empty: none is
  int asked_ = 0;    // the number of the last question whose answer counts
  QCheckBox* keep_;
  QLabel* state_;
  QTableView* view_;
};

}  // namespace profiles::pages
