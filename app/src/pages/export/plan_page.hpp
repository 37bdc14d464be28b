// What an import will do, in numbers and for each group; then the import itself.
#pragma once

#include <QWidget>

#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QLabel;
class QPushButton;

namespace profiles::pages {

class PlanPage : public QWidget {
  Q_OBJECT

 public:
  explicit PlanPage(Flow& flow, QWidget* parent = nullptr);

  /// Makes the plan, unless there is one.
  void look();

 private:
  void make();
  void show_plan();
  void save();
  void load();
  void import();
  void import_whole_dump();
  /// Says so, and shows the import.
  void imported(const QString& told);

  Flow& flow_;
  models::TextTable ledger_, groups_, reasons_;
  QLabel* summary_;
  QPushButton *save_, *import_, *whole_;
};

}  // namespace profiles::pages
