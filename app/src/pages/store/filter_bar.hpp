// The filter of a page of documents: typed as in a shell, completed, and a red line under what is
// wrong.
#pragma once

#include <QStringListModel>
#include <QTimer>
#include <QWidget>

#include "pages/flow.hpp"

class QLabel;
class QLineEdit;

namespace profiles::pages {

class FilterBar : public QWidget {
  Q_OBJECT

 public:
  explicit FilterBar(Flow& flow, QWidget* parent = nullptr);

  QString text() const;
  void set_text(const QString& text);
  /// The collection that is shown, without a filter.
  void begin(const QString& collection);
  /// The fields that are offered.
  void set_names(const QStringList& names) { names_.setStringList(names); }
  QStringList names() const { return names_.stringList(); }
  void focus_filter();
  /// How many were found, or how they are found.
  void say(const QString& text);
  void show_wrong(const access::Failure& failure);
  void hide_wrong();

 signals:
  void find();
  void explain();
  void columns();

 private:
  void check();

  Flow& flow_;
  QString collection_name_;
  QStringListModel names_;
  QTimer check_;
  QLineEdit* filter_;
  QLabel *collection_, *wrong_, *said_;
};

}  // namespace profiles::pages
