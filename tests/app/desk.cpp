#include "app/desk.hpp"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <future>

#include "app/settle.hpp"

namespace app {
namespace {

// Made before the first window, and never gone: what Qt keeps may outlive any order of its end.
profiles::Application* made() {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("LC_ALL", "C.UTF-8");
  static int count = 1;
  static char name[] = "app_test";
  static char* names[] = {name, nullptr};
  auto* application = new profiles::Application(count, names);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  return application;
}

}  // namespace

profiles::Application& application() {
  static profiles::Application* const the = made();
  return *the;
}

Desk::Desk() {
  application();
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
  QSettings().clear();
  open_window();
}

Desk::~Desk() { window_.reset(); }

void Desk::open_window() {
  profiles::pages::Questions answers;
  answers.open_files = [this](QWidget*, const QString&) { return chosen_files; };
  answers.open_folder = [this](QWidget*, const QString&) { return chosen_files.value(0); };
  answers.save_file = [this](QWidget*, const QString&, const QString&) { return saved_file; };
  answers.store_file = answers.save_file;
  answers.confirm = [this](QWidget*, const QString& text, const QString&) {
    asked << text;
    return confirms;
  };
  answers.text = [this](QWidget*, const QString&, const QString&) { return typed; };
  window_ = std::make_unique<profiles::Window>(answers, [this] { return now; });
  window_->show();
  REQUIRE(QTest::qWaitForWindowActive(window_.get()));
}

void Desk::reopen() {
  window_->close();
  window_.reset();
  open_window();
}

bool Desk::shows(const QString& name) {
  for (QWidget* top : QApplication::topLevelWidgets()) {
    if (top->objectName() == name && top->isVisible()) return true;
    if (auto* found = top->findChild<QWidget*>(name)) return found->isVisible();
  }
  return false;
}

void Desk::click(const QString& name) {
  auto& button = get<QAbstractButton>(name);
  REQUIRE(button.isEnabled());
  button.click();
}

void Desk::type(const QString& name, const QString& text) {
  auto& edit = get<QLineEdit>(name);
  edit.setFocus();
  edit.selectAll();
  QTest::keyClick(&edit, Qt::Key_Delete);
  QTest::keyClicks(&edit, text);
}

void Desk::press(int key, Qt::KeyboardModifiers modifiers) {
  window_->activateWindow();  // a dialog may have been in front
  REQUIRE(QTest::qWaitForWindowActive(window_.get()));
  QWidget* focus = window_->focusWidget();
  QTest::keyClick(focus != nullptr ? focus : window_.get(), static_cast<Qt::Key>(key), modifiers);
  // Else they stay pressed, and what is chosen later adds to what was chosen.
  QTest::keyRelease(window_.get(), Qt::Key_Control);
  REQUIRE(QGuiApplication::keyboardModifiers() == Qt::NoModifier);
}

void Desk::drop(const QString& path) {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(path)});
  auto& page = get<QWidget>(QStringLiteral("open"));
  QDragEnterEvent enters(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&page, &enters);
  REQUIRE(enters.isAccepted());
  QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&page, &event);
  REQUIRE(event.isAccepted());
  settle();
}

std::string Desk::cell(const QString& view, int row, int column) {
  return model(view).index(row, column).data().toString().toStdString();
}

int Desk::row_of(const QString& view, int column, const QString& text) {
  for (int row = 0; row < model(view).rowCount(); ++row)
    if (model(view).index(row, column).data().toString() == text) return row;
  return -1;
}

void Desk::select(const QString& view, int row, int column) {
  auto& table = get<QAbstractItemView>(view);
  REQUIRE(row >= 0);
  REQUIRE(row < table.model()->rowCount());
  table.setCurrentIndex(table.model()->index(row, column));
  settle();
}

void Desk::settle() { REQUIRE(app::settle(flow(), longest_wait_ms)); }

std::shared_ptr<void> Desk::hold(profiles::access::Lane& lane) {
  auto gate = std::make_shared<std::promise<void>>();
  lane.run(
      &window(),
      [open = gate->get_future().share()](profiles::access::Control&) {
        open.wait();
        return true;
      },
      [](bool) {}, {});
  return {nullptr, [gate](std::nullptr_t) { gate->set_value(); }};
}

QString Desk::sample(const QString& name) {
  const QString to = file(name);
  REQUIRE(QFile::copy(
      QStringLiteral(PROFILESTORE_SOURCE_DIR "/tests/fixtures/%1.sample.jsonl").arg(name), to));
  return to;
}

QString Desk::write(const QString& name, const QByteArray& text) {
  QFile out(file(name));
  REQUIRE(QDir().mkpath(QFileInfo(out).path()));
  REQUIRE(out.open(QIODevice::WriteOnly));
  REQUIRE(out.write(text) == text.size());
  return out.fileName();
}

}  // namespace app
