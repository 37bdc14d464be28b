// Which fields could be a key, what groups each would give, and why there are duplicates.
#pragma once

#include <QWidget>

#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QLabel;
class QLineEdit;
class QTableView;

namespace profiles::pages {

class Timeline;

class CausesPage : public QWidget {
  Q_OBJECT

 public:
  explicit CausesPage(Flow& flow, QWidget* parent = nullptr);

  /// Looks for the causes, unless that is done.
  void look();

 private:
  void clear();
  void investigate(const QStringList& keys);
  void show_causes();
  void show_key(int row);
  void use_key();

  Flow& flow_;
  access::Causes causes_;
  access::ImportSetup looked_;  // whose export causes_ is of
  models::TextTable keys_, groups_;
  QTableView *keys_view_, *groups_view_;
  QLabel *summary_, *evidence_, *pointed_;
  QLineEdit* other_key_;
  Timeline* timeline_;
};

}  // namespace profiles::pages
