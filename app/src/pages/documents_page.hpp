// The documents of a collection: found, sorted, read, edited, and seen to change.
#pragma once

#include <QStringListModel>
#include <QTimer>
#include <QWidget>

#include "access/edit.hpp"
#include "models/rows_model.hpp"
#include "models/tree_model.hpp"
#include "pages/flow.hpp"

class QCompleter;
class QLabel;
class QLineEdit;
class QTableView;
class QTreeView;

namespace profiles::pages {

class DocumentsPage : public QWidget {
  Q_OBJECT

 public:
  explicit DocumentsPage(Flow& flow, QWidget* parent = nullptr);

  void look();
  /// Reads anew what is shown (F5).
  void refresh();
  void focus_filter();
  /// Takes the last edit back (Ctrl+Z), if nobody wrote the document since.
  void undo_edit();

 private:
  QWidget* filter_bar();
  QWidget* whole_side();
  void choose_columns();
  void apply_filter();
  void check_filter();
  void wrong_filter(const access::Failure& failure);
  void show_whole();
  void open_document(const QString& id);
  void edit_document();
  void insert_document();
  void delete_document();
  void take_written(const access::Written& written);
  void show_origins();
  void explain();
  QString chosen_id() const;

  Flow& flow_;
  models::RowsModel rows_;
  models::TreeModel tree_;
  QStringListModel names_;
  QStringList columns_;
  QString shown_;  // the collection that is shown
  QTimer check_, changed_;
  std::vector<access::Edit> edits_;  // to be undone, the last one last
  access::Whole whole_;
  QLineEdit* filter_;
  QLabel *wrong_, *count_, *collection_;
  QTableView* view_;
  QTreeView* tree_view_;
};

}  // namespace profiles::pages
