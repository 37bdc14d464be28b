// One document to edit, as text, with its tree beside it. What is wrong is told at its field; what
// somebody else wrote meanwhile is a choice. It belongs to the store that is open when it is made.
#pragma once

#include <QDialog>

#include "access/store/edit.hpp"
#include "models/text_table.hpp"
#include "models/tree_model.hpp"
#include "pages/flow.hpp"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;
class QTreeView;

namespace profiles::pages {

class EditDialog : public QDialog {
  Q_OBJECT

 public:
  /// `edit`: as it is, and the text to begin with.
  EditDialog(Flow& flow, const access::Edit& edit, QWidget* parent = nullptr);

 signals:
  void written(const profiles::access::Written& written);

 public slots:
  void reject() override;

 private:
  QWidget* conflict_side();
  /// Else says that the store was closed.
  bool is_open();
  /// Asks, if what was typed would be lost.
  bool may_close();
  void read_tree();
  /// Of a text that is not there any more.
  void forget_failure();
  /// Those at which the last failure was.
  void mark_fields();
  void save();
  void show_failure(const access::Failure& failure);
  void show_conflict(const access::Written& written);
  void choose(bool theirs);
  void merge();

  Flow& flow_;
  QString store_;  // its path
  access::Edit edit_;
  access::Written conflict_;
  access::Failure refused_;
  models::TreeModel tree_;
  models::TextTable fields_;
  QPlainTextEdit* text_;
  QTreeView* tree_view_;
  QLabel* state_;
  QWidget* conflict_view_;
  QTableView* fields_view_;
  QPushButton *other_, *save_;
  QStringList theirs_;
  QString other_id_;
};

}  // namespace profiles::pages
