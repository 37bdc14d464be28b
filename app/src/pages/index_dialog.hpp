// A new index; if documents share its key, the groups are shown and resolved by rules.
#pragma once

#include <QDialog>

#include "access/imports.hpp"
#include "access/overview.hpp"
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
  void create();
  void plan();
  void resolve();

  Flow& flow_;
  QString collection_;
  models::TextTable groups_;
  QLineEdit *paths_, *where_, *normalise_, *keep_, *merge_;
  QCheckBox* unique_;
  QComboBox* missing_;
  QLabel* state_;
  QWidget* resolving_;
  QPushButton* resolve_;
};

}  // namespace profiles::pages
