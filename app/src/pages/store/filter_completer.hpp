// Completes the name that is being typed in a filter, not the whole line.
#pragma once

#include <QCompleter>
#include <QLineEdit>

namespace profiles::pages {

class FilterCompleter : public QCompleter {
  Q_OBJECT

 public:
  FilterCompleter(QAbstractItemModel* names, QLineEdit* edit);

  /// The line with the name completed.
  QString pathFromIndex(const QModelIndex& index) const override;
  /// The name that is being typed.
  QStringList splitPath(const QString& line) const override;

 private:
  qsizetype begin_of_name(const QString& line) const;
  QLineEdit* edit_;
};

}  // namespace profiles::pages
