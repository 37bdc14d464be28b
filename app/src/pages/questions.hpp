// What the window asks a person. Tests answer in their place.
#pragma once

#include <QString>
#include <QStringList>
#include <functional>

class QWidget;

namespace profiles::pages {

struct Questions {
  std::function<QStringList(QWidget*, const QString& title)> open_files;
  std::function<QString(QWidget*, const QString& title)> open_folder;
  std::function<QString(QWidget*, const QString& title, const QString& name)> save_file;
  /// A file of a store, which is there or is to be made. Whoever asks replaces nothing, so this
  /// does not ask whether to.
  std::function<QString(QWidget*, const QString& title, const QString& name)> store_file;
  /// Whether to go on; `action` is what the button says.
  std::function<bool(QWidget*, const QString& text, const QString& action)> confirm;
  /// A line of text; null: cancelled.
  std::function<QString(QWidget*, const QString& title, const QString& label)> text;
};

/// The dialogs of the desktop.
Questions desktop_questions();

}  // namespace profiles::pages
