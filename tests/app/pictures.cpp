// app_pictures FOLDER EXPORT: a picture of every page, light and dark, 1280 and 900 wide.
#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStyleFactory>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>
#include <QtWidgets>

#include <profilestore/profilestore.hpp>

#include "app/settle.hpp"
#include "main/application.hpp"
#include "main/window.hpp"

namespace {

bool settle(profiles::pages::Flow& flow) { return app::settle(flow, 60'000); }

QPalette dark_palette() {
  QPalette palette(QColor(45, 45, 48), QColor(45, 45, 48));
  palette.setColor(QPalette::Base, QColor(30, 30, 30));
  palette.setColor(QPalette::AlternateBase, QColor(38, 38, 40));
  palette.setColor(QPalette::Highlight, QColor(50, 100, 170));
  palette.setColor(QPalette::Link, QColor(110, 170, 250));
  palette.setColor(QPalette::PlaceholderText, QColor(150, 150, 150));
  return palette;
}

struct Camera {
  profiles::Window& window;
  QDir folder;
  QString kind;

  void take(const QString& name, QWidget* of) {
    settle(window.flow());
    QTest::qWait(30);
    of->grab().save(folder.filePath(name + u'-' + kind + QStringLiteral(".png")));
  }
  void page(const QString& name) {
    window.go(name);
    take(name, &window);
  }
  void click(const QString& name) {
    window.findChild<QAbstractButton*>(name)->click();
    settle(window.flow());
  }
  void select(const QString& view, int row) {
    auto* table = window.findChild<QTableView*>(view);
    table->setCurrentIndex(table->model()->index(row, 0));
    settle(window.flow());
  }
  void tab(const QString& name, int number, const QString& picture) {
    window.findChild<QTabWidget*>(name)->setCurrentIndex(number);
    take(picture, &window);
  }
  void dialog(const QString& name) {
    settle(window.flow());
    if (auto* found = window.findChild<QDialog*>(name)) {
      take(name, found);
      found->done(0);
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
  }
};

// A dump of two collections, and an export in CSV, as the page that opens them shows them.
void take_openings(Camera& camera, const QDir& scratch) {
  profiles::pages::Flow& flow = camera.window.flow();
  const auto write = [&](const QString& name, const QByteArray& text) {
    QDir().mkpath(QFileInfo(scratch.filePath(name)).path());
    QFile file(scratch.filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(text);
  };
  const QByteArray document = QByteArray::fromHex("0c0000001075000100000000");
  for (const char* name : {"dump/app/orders", "dump/app/users"}) {
    write(QLatin1String(name) + QStringLiteral(".bson"), document + document);
    write(QLatin1String(name) + QStringLiteral(".metadata.json"), "{\"indexes\":[]}");
  }
  write(QStringLiteral("people.csv"), "userId,age\n7,30\n");
  for (const char* name : {"dump", "people.csv"}) {
    flow.open({scratch.filePath(QLatin1String(name))});
    camera.take(QStringLiteral("open-") + QLatin1String(name).left(4), &camera.window);
  }
  flow.open({scratch.filePath(QStringLiteral("gone.jsonl"))});
  camera.take(QStringLiteral("open-refused"), &camera.window);
  QSettings().remove(QStringLiteral("recent"));
}

// A store of which only the head mark is sound.
void take_lost(Camera& camera, const QString& store) {
  const QString lost = QFileInfo(store).path() + QStringLiteral("/lost.db");
  QFile::copy(store + QStringLiteral(".head"), lost + QStringLiteral(".head"));
  QFile file(lost);
  if (file.open(QIODevice::WriteOnly)) file.write("nothing of a store");
  file.close();
  camera.window.flow().open({lost});
  camera.take(QStringLiteral("health-lost"), &camera.window);
}

// The document in the editor, changed by somebody else as well.
void take_conflict(Camera& camera, const QString& store) {
  auto* text = camera.window.findChild<QPlainTextEdit*>(QStringLiteral("edit_text"));
  const QString before = text->toPlainText();
  text->setPlainText(QString(before).replace(QStringLiteral("\"bio\""), QStringLiteral("\"Bio\"")));
  profilestore::Store other = profilestore::Store::open(store.toStdString());
  for (const std::string& name : other.collection_names())
    other.collection(name).update_many({}, {{"$set", {{"bio", "theirs"}}}});
  camera.click(QStringLiteral("save_document"));
}

void take_all(Camera& camera, const QString& source, const QString& store) {
  profiles::pages::Flow& flow = camera.window.flow();
  camera.page(QStringLiteral("open"));
  take_openings(camera, QDir(QFileInfo(store).path()));
  flow.open({source});
  settle(flow);
  profiles::access::ImportSetup setup = flow.setup();
  setup.store = store;
  flow.set_setup(setup);
  camera.take(QStringLiteral("open-export"), &camera.window);
  camera.page(QStringLiteral("causes"));
  camera.select(QStringLiteral("cause_groups"), 0);
  camera.page(QStringLiteral("causes"));
  camera.click(QStringLiteral("use_key"));
  camera.page(QStringLiteral("groups"));
  camera.page(QStringLiteral("rules"));
  camera.page(QStringLiteral("plan"));
  camera.tab(QStringLiteral("plan_tabs"), 1, QStringLiteral("plan-groups"));
  camera.tab(QStringLiteral("plan_tabs"), 2, QStringLiteral("plan-reasons"));
  camera.click(QStringLiteral("import_now"));
  camera.click(QStringLiteral("verify"));
  camera.page(QStringLiteral("imports"));
  camera.tab(QStringLiteral("import_tabs"), 1, QStringLiteral("imports-archive"));
  camera.select(QStringLiteral("archive"), 0);
  camera.tab(QStringLiteral("import_tabs"), 2, QStringLiteral("imports-quarantine"));
  camera.page(QStringLiteral("collections"));
  camera.tab(QStringLiteral("store_tabs"), 1, QStringLiteral("collections-validator"));
  camera.tab(QStringLiteral("store_tabs"), 2, QStringLiteral("collections-events"));
  camera.page(QStringLiteral("documents"));
  camera.select(QStringLiteral("document_table"), 0);
  camera.page(QStringLiteral("documents"));
  camera.click(QStringLiteral("where_from"));
  camera.take(QStringLiteral("documents-where"), &camera.window);
  camera.click(QStringLiteral("understood"));
  camera.click(QStringLiteral("edit_document"));
  take_conflict(camera, store);
  camera.dialog(QStringLiteral("edit_dialog"));
  camera.window.go(QStringLiteral("changes"));
  settle(flow);
  camera.click(QStringLiteral("keep_log"));
  camera.page(QStringLiteral("changes"));
  camera.window.go(QStringLiteral("health"));
  camera.click(QStringLiteral("check_store"));
  camera.page(QStringLiteral("health"));
  take_lost(camera, store);
  camera.window.go(QStringLiteral("collections"));
  camera.click(QStringLiteral("create_index"));
  camera.window.findChild<QLineEdit*>(QStringLiteral("index_paths"))
      ->setText(QStringLiteral("personalInfo.country"));
  for (const char* name : {"index_unique", "index_create", "plan_unique"})
    camera.click(QLatin1String(name));
  camera.dialog(QStringLiteral("index_dialog"));
  camera.window.findChild<QAction*>(QStringLiteral("action_incident"))->trigger();
  camera.dialog(QStringLiteral("incident"));
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QTemporaryDir scratch;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, scratch.path());
  profiles::Application application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.size() != 3) return 2;
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), 10));
  const QPalette light = QApplication::palette();
  for (const bool dark : {false, true})
    for (const int width : {1280, 900}) {
      QApplication::setPalette(dark ? dark_palette() : light);
      QSettings().clear();
      profiles::Window window(profiles::pages::desktop_questions(), [] { return 0; });
      window.resize(width, 760);
      window.show();
      const QString kind = QStringLiteral("%1-%2")
                               .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))
                               .arg(width);
      Camera camera{window, QDir(arguments[1]), kind};
      take_all(camera, arguments[2], scratch.filePath(kind + QStringLiteral(".db")));
    }
  return 0;
}
