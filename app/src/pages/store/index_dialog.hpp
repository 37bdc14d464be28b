// A new index; if documents share its key, the groups are shown and resolved by rules. It belongs
// to the store that is open when it is made.
#pragma once

#include <QDialog>

#include "access/store/imports.hpp"
#include "access/store/overview.hpp"
#include "models/text_table.hpp"
#include "pages/flow.hpp"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace profiles::pages {

class IndexDialog : public QDialog {
  Q_OBJECT

 public:
  IndexDialog(Flow& flow, const QString& collection, QWidget* parent = nullptr);

 private:
  access::NewIndex filled_in() const;
  /// Else says that the store was closed.
  bool is_open();
  /// What was planned is not what the form says any more.
  void forget_plan();
  void create();
  void plan();
  void resolve();

  Flow& flow_;
  QString store_, collection_;  // the path, and a name in it
  models::TextTable groups_;
  QLineEdit *paths_, *where_, *normalise_, *keep_, *merge_;
  QCheckBox* unique_;
  QComboBox* missing_;
  QLabel* state_;
  QWidget* resolving_;
  QPushButton* resolve_;
};

}  // namespace profiles::pages
