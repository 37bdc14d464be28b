// Who survives and what is merged, as a form, with the counts that result beside it.
#pragma once

#include <QTimer>
#include <QWidget>

#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace profiles::pages {

class RulesPage : public QWidget {
  Q_OBJECT

 public:
  explicit RulesPage(Flow& flow, QWidget* parent = nullptr);

  /// Counts anew what the rules give.
  void look();

 private:
  QWidget* form();
  QWidget* accounts();
  QWidget* counts();
  access::ImportSetup filled_in() const;
  void show_setup();
  void changed();
  void load();
  void save();

  Flow& flow_;
  models::TextTable ledger_;
  QTimer wait_;
  access::Ticket counting_;
  bool showing_ = false;
  QLineEdit *key_, *keep_, *identity_, *normalise_, *accounts_, *accounts_key_;
  QPlainTextEdit* merge_;
  QComboBox *existing_, *missing_;
  QLabel* state_;
};

}  // namespace profiles::pages
