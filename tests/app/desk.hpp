// A window on a desk of its own: without a screen, with settings, answers and a clock of its own.
#pragma once

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include "catch.hpp"
#include "main/application.hpp"
#include "main/window.hpp"

namespace app {

/// The one application of the test program.
profiles::Application& application();

class Desk {
 public:
  static constexpr int longest_wait_ms = 20'000;

  Desk();
  ~Desk();

  profiles::Window& window() { return *window_; }
  profiles::pages::Flow& flow() { return window_->flow(); }
  /// The window closed and opened again, as by somebody who comes back.
  void reopen();

  /// The widget of that name, which must be there.
  template <class Widget>
  Widget& get(const QString& name) {
    Widget* found = nullptr;
    for (QWidget* top : QApplication::topLevelWidgets()) {
      if (found == nullptr && top->objectName() == name) found = qobject_cast<Widget*>(top);
      if (found == nullptr) found = top->findChild<Widget*>(name);
    }
    INFO("widget " << name.toStdString());
    REQUIRE(found != nullptr);
    return *found;
  }
  /// Whether it is there and shown.
  bool shows(const QString& name);

  void click(const QString& name);
  void type(const QString& name, const QString& text);
  /// A key, as it is pressed in the window.
  void press(int key, Qt::KeyboardModifiers modifiers = {});
  void drop(const QString& path);
  std::string text(const QString& label) { return get<QLabel>(label).text().toStdString(); }

  QAbstractItemModel& model(const QString& view) { return *get<QAbstractItemView>(view).model(); }
  std::string cell(const QString& view, int row, int column);
  /// The row in which a cell of that column is `text`; -1: none.
  int row_of(const QString& view, int column, const QString& text);
  void select(const QString& view, int row, int column = 0);

  /// Waits until no work is under way.
  void settle();
  /// Lets a lane do nothing more until what is returned is gone.
  std::shared_ptr<void> hold(profiles::access::Lane& lane);
  /// Waits until it is so.
  template <class Predicate>
  void until(Predicate predicate) {
    REQUIRE(QTest::qWaitFor(predicate, longest_wait_ms));
  }

  QString file(const QString& name) const { return folder_.filePath(name); }
  /// A copy of a sample export, in the desk's folder.
  QString sample(const QString& name);
  /// A file with that text, in folders that are made for it.
  QString write(const QString& name, const QByteArray& text);

  qint64 now = 1'000'000;    ///< the clock, milliseconds
  QStringList chosen_files;  ///< what the dialog of files answers
  QString saved_file;        ///< what the dialog of saving answers
  QString typed;             ///< what a line of text is answered by
  bool confirms = true;      ///< what a question is answered by
  QStringList asked;         ///< what was asked

 private:
  void open_window();
  QTemporaryDir folder_;
  std::unique_ptr<profiles::Window> window_;
};

}  // namespace app
