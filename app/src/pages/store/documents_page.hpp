// The documents of a collection: found, sorted, read, edited, and seen to change.
#pragma once

#include <QTimer>
#include <QWidget>
#include <map>

#include "access/store/edit.hpp"
#include "models/rows_model.hpp"
#include "models/tree_model.hpp"
#include "pages/flow.hpp"

class QTableView;
class QTreeView;

namespace profiles::pages {

class FilterBar;

class DocumentsPage : public QWidget {
  Q_OBJECT

 public:
  explicit DocumentsPage(Flow& flow, QWidget* parent = nullptr);

  void look();
  /// Reads anew what is shown (F5).
  void refresh();
  FilterBar& filter() { return *filter_; }
  /// Takes the last edit back (Ctrl+Z), if nobody wrote the document since.
  void undo_edit();

 private:
  QWidget* whole_side();
  void choose_columns();
  void apply_filter();
  /// As it is filled in.
  access::Query query() const;
  void show_whole();
  void open_document(const QString& id);
  void edit_document();
  void insert_document();
  void delete_document();
  void take_written(const access::Written& written);
  void show_origins();
  void explain();
  QString chosen_id() const;
  /// Whether what is read is what is chosen: another may be on its way.
  bool whole_is_chosen() const;

  Flow& flow_;
  models::RowsModel rows_;
  models::TreeModel tree_;
  QStringList columns_;
  QString shown_;  // the collection that is shown
  QTimer changed_;
  std::map<int, access::Edit> edits_;  // to be undone, by number: the last one last
  int edit_number_ = 0;
  access::Whole whole_;
  FilterBar* filter_;
  QTableView* view_;
  QTreeView* tree_view_;
};

}  // namespace profiles::pages
