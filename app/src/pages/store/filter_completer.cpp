#include "pages/store/filter_completer.hpp"

namespace profiles::pages {

FilterCompleter::FilterCompleter(QAbstractItemModel* names, QLineEdit* edit)
    : QCompleter(names, edit), edit_(edit) {
  setCaseSensitivity(Qt::CaseInsensitive);
  edit->setCompleter(this);
}

qsizetype FilterCompleter::begin_of_name(const QString& line) const {
  qsizetype begin = std::min<qsizetype>(edit_->cursorPosition(), line.size());
  while (begin > 0 &&
         (line[begin - 1].isLetterOrNumber() || line[begin - 1] == u'_' || line[begin - 1] == u'.'))
    --begin;
  return begin;
}

QStringList FilterCompleter::splitPath(const QString& line) const {
  const qsizetype end = std::min<qsizetype>(edit_->cursorPosition(), line.size());
  const qsizetype begin = begin_of_name(line);
  // Nothing is typed yet: a name that no field has, since all would be offered.
  return {begin < end ? line.mid(begin, end - begin) : QStringLiteral("\n")};
}

QString FilterCompleter::pathFromIndex(const QModelIndex& index) const {
  const QString line = edit_->text();
  const qsizetype end = std::min<qsizetype>(edit_->cursorPosition(), line.size());
  return line.left(begin_of_name(line)) + index.data().toString() + line.mid(end);
}

}  // namespace profiles::pages
