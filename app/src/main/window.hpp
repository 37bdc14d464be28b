// The window: a list of pages on the left, the page, and what is under way at the foot.
#pragma once

#include <QMainWindow>

#include "pages/flow.hpp"

class QLabel;
class QListWidget;
class QProgressBar;
class QStackedWidget;

namespace profiles {

namespace pages {
class DocumentsPage;
}

class Window : public QMainWindow {
  Q_OBJECT

 public:
  Window(pages::Questions questions, std::function<qint64()> clock, QWidget* parent = nullptr);
  ~Window() override;

  pages::Flow& flow() { return flow_; }
  /// Shows the page of that object name.
  void go(const QString& name);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void add_page(QWidget* page, const QString& title, std::function<void()> look);
  void add_heading(const QString& title);
  /// As dark as can be read, and lighter than a page.
  void colour_headings();
  QWidget* foot();
  void add_menus();
  void say(const QString& text, bool bad);
  void refresh();

  pages::Flow flow_;
  QListWidget* list_;
  QStackedWidget* stack_;
  QList<std::function<void()>> looks_;
  pages::DocumentsPage* documents_;
  QLabel *step_, *said_;
  QProgressBar* bar_;
  QWidget *under_way_, *message_;
};

}  // namespace profiles
