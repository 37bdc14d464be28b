// What every window of a desktop does: keys, names, widths, light and dark, and never a pause.
#include <profilestore/profilestore.hpp>

#include <QAbstractButton>
#include <QGroupBox>
#include <QHeaderView>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QThread>
#include <QTimer>

#include "app/desk.hpp"
#include "models/text_table.hpp"

using namespace profilestore;

namespace app_habits {

using app::Desk;

// A store with `count` people, open in the window; the test's own handle of it.
Store open_people(Desk& desk, int count) {
  std::vector<Document> documents;
  for (int i = 0; i < count; ++i)
    documents.push_back(
        {{"_id", i}, {"email", "secret" + std::to_string(i)}, {"text", std::string(200, 'x')}});
  const QString path = desk.file(QStringLiteral("a.db"));
  Store store = Store::open(path.toStdString(), {.durability = Durability::relaxed});
  store.collection("people").insert_many(documents);
  desk.flow().open({path});
  desk.settle();
  return store;
}

QString shown_page(Desk& desk) {
  return desk.window().findChild<QStackedWidget*>()->currentWidget()->objectName();
}

TEST_CASE("app: everything that takes the keyboard has a name for those who cannot see it",
          "[app]") {
  Desk desk;
  int named = 0;
  for (const QWidget* widget : desk.window().findChildren<QWidget*>()) {
    if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_")) continue;
    if (widget->inherits("QHeaderView") || widget->inherits("QTabBar") ||
        widget->inherits("QStackedWidget") || widget->inherits("QTabWidget") ||
        widget->inherits("QLabel") || widget->inherits("QMenuBar") || widget->inherits("QMenu") ||
        widget->inherits("QComboBoxListView") || widget->inherits("QScrollBar") ||
        widget->inherits("QTableCornerButton"))
      continue;
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    INFO(widget->metaObject()->className() << " " << widget->objectName().toStdString());
    CHECK_FALSE((widget->accessibleName().isEmpty() &&
                 (button == nullptr || button->text().isEmpty()) &&
                 widget->parent()->inherits("QAbstractItemView") == false &&
                 widget->parent()->inherits("QComboBox") == false));
    ++named;
  }
  CHECK(named > 60);
}

TEST_CASE("app: pages are reached by keys, Tab goes on, F5 reads again, Ctrl+F finds", "[app]") {
  Desk desk;
  Store store = open_people(desk, 5);
  desk.press(Qt::Key_7, Qt::AltModifier);
  desk.settle();
  CHECK(shown_page(desk) == u"documents");
  desk.press(Qt::Key_F, Qt::ControlModifier);
  CHECK(QApplication::focusWidget()->objectName() == u"filter");
  QStringList order;
  for (int i = 0; i < 5; ++i) {
    desk.press(Qt::Key_Tab);
    order << QApplication::focusWidget()->objectName();
  }
  CHECK(order == QStringList{QStringLiteral("find"), QStringLiteral("explain"),
                             QStringLiteral("columns"), QStringLiteral("document_table"),
                             QStringLiteral("document_tree")});
  desk.press(Qt::Key_F5);
  desk.settle();
  CHECK(desk.model(QStringLiteral("document_table")).rowCount() == 5);
  desk.press(Qt::Key_1, Qt::AltModifier);
  CHECK(shown_page(desk) == u"open");
}

// What can be pressed with Alt on the page that is shown, and what it is; one twice: a line says
// so.
QStringList pressed_twice(Desk& desk) {
  QHash<QString, QString> keys;
  QStringList twice;
  const auto take = [&](const QString& text) {
    const QString key = QKeySequence::mnemonic(text).toString();
    if (key.isEmpty()) return;
    if (keys.contains(key)) twice << QStringLiteral("%1: %2, %3").arg(key, keys[key], text);
    keys[key] = text;
  };
  for (QAction* menu : desk.window().menuBar()->actions()) take(menu->text());
  for (QWidget* one : desk.window().findChildren<QWidget*>()) {
    if (!one->isVisible()) continue;
    if (auto* button = qobject_cast<QAbstractButton*>(one)) take(button->text());
    if (auto* label = qobject_cast<QLabel*>(one); label && label->buddy()) take(label->text());
    if (auto* box = qobject_cast<QGroupBox*>(one)) take(box->title());
    if (auto* tabs = qobject_cast<QTabBar*>(one))
      for (int i = 0; i < tabs->count(); ++i) take(tabs->tabText(i));
  }
  return twice;
}

TEST_CASE("app: on no page two things are pressed by one key, in no language", "[app]") {
  const QLocale before;
  const QLocale::Language language = GENERATE(QLocale::English, QLocale::German);
  app::application().speak(QLocale(language));
  {
    Desk desk;
    Store store = open_people(desk, 5);
    desk.drop(desk.write(QStringLiteral("people.csv"), "userId,age\n7,30\n7,31\n"));
    for (const char* page : {"open", "causes", "groups", "rules", "plan", "collections",
                             "documents", "imports", "changes", "health"}) {
      desk.window().go(QString::fromLatin1(page));
      desk.settle();
      INFO(page << "\n" << pressed_twice(desk).join(u'\n').toStdString());
      CHECK(pressed_twice(desk).isEmpty());
    }
  }
  app::application().speak(before);
}

TEST_CASE("app: widths and windows are remembered", "[app]") {
  Desk desk;
  desk.get<QTableView>(QStringLiteral("collection_list")).horizontalHeader()->resizeSection(0, 333);
  desk.window().resize(1003, 707);
  desk.reopen();
  CHECK(
      desk.get<QTableView>(QStringLiteral("collection_list")).horizontalHeader()->sectionSize(0) ==
      333);
  CHECK(desk.window().width() == 1003);
}

TEST_CASE("app: marks can be read in the light and in the dark", "[app]") {
  Desk desk;
  const QPalette before = QApplication::palette();
  for (const bool dark : {false, true}) {
    QPalette palette = before;
    palette.setColor(QPalette::Base, dark ? QColor(30, 30, 30) : QColor(255, 255, 255));
    palette.setColor(QPalette::Text, dark ? QColor(240, 240, 240) : QColor(0, 0, 0));
    QApplication::setPalette(palette);
    using Look = profiles::models::Cell::Look;
    for (const Look look : {Look::marked, Look::chosen, Look::bad}) {
      const auto back = profiles::models::look_of(look, Qt::BackgroundRole).value<QColor>();
      CHECK(std::abs(back.lightness() - palette.color(QPalette::Text).lightness()) > 100);
      CHECK(back != palette.color(QPalette::Base));
    }
  }
  QApplication::setPalette(before);
}

TEST_CASE("app: what is in documents is in no settings", "[app]") {
  Desk desk;
  Store store = open_people(desk, 5);
  desk.click(QStringLiteral("show_documents"));
  desk.settle();
  desk.type(QStringLiteral("filter"), QStringLiteral("{email: 'secret3'}"));
  desk.click(QStringLiteral("find"));
  desk.settle();
  desk.window().close();
  QSettings settings;
  settings.sync();
  int keys = 0;
  for (const QString& key : settings.allKeys()) {
    CHECK_FALSE(settings.value(key).toString().contains(u"secret"));
    CHECK_FALSE(settings.value(key).toByteArray().contains("secret"));
    ++keys;
  }
  CHECK(keys > 0);
}

TEST_CASE("app: numbers are those of the locale", "[app]") {
  app::application();
  const QLocale before;
  QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
  profiles::models::TextTable table({QStringLiteral("a")});
  table.set_rows({{{{qint64{1234567}}}}});
  CHECK(table.index(0, 0).data() == QStringLiteral("1.234.567"));
  QLocale::setDefault(before);
}

TEST_CASE("app: the window speaks German where that is compiled in, else English", "[app]") {
  const QLocale before;
  const bool german = app::application().speak(QLocale(QLocale::German, QLocale::Germany));
  CHECK(german == PROFILES_TRANSLATED);
  {
    Desk desk;
    Store store = open_people(desk, 1234);
    CHECK_THAT(desk.text(QStringLiteral("store_summary")),
               has_part(german ? "1.234 Dokumente in 1 Sammlung" : "1.234 documents"));
    CHECK(desk.get<QAbstractButton>(QStringLiteral("open_folder")).text() ==
          (german ? QStringLiteral("Ordner eines Dum&ps öffnen …")
                  : QStringLiteral("Open a &Dump's Folder…")));
    desk.drop(desk.file(QStringLiteral("nothing.json")));
    CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("nothing.json"));
  }
  app::application().speak(before);
}

TEST_CASE("app: large fonts cut nothing off that a form asks", "[app]") {
  Desk desk;
  const QFont before = QApplication::font();
  QFont large = before;
  large.setPointSizeF(before.pointSizeF() * 1.6);
  QApplication::setFont(large);
  desk.window().resize(900, 700);
  desk.window().go(QStringLiteral("rules"));
  desk.settle();
  for (const char* name : {"rule_key", "rule_keep", "rule_missing", "save_rules"}) {
    auto& widget = desk.get<QWidget>(QString::fromLatin1(name));
    INFO(name);
    CHECK(widget.height() >= QFontMetrics(large).height());
    CHECK(desk.window().rect().contains(
        QRect(widget.mapTo(&desk.window(), QPoint(0, 0)), widget.size())));
  }
  QApplication::setFont(before);
}

TEST_CASE("app: the meter of the window's thread sees a call that blocks it", "[app]") {
  Desk desk;
  app::application().forget_busy();
  QTimer::singleShot(0, &desk.window(), [] { QThread::msleep(80); });
  QTest::qWait(120);
  CHECK(app::application().longest_busy_ms() >= 79);
  app::application().forget_busy();
  QTest::qWait(30);
  CHECK(app::application().longest_busy_ms() < 50);
}

TEST_CASE("app: no call on the window's thread is longer than 50 ms while a store is looked into",
          "[app]") {
  Desk desk;
  Store store = open_people(desk, 30'000);
  app::application().forget_busy();
  desk.click(QStringLiteral("show_documents"));
  desk.settle();
  auto& view = desk.get<QTableView>(QStringLiteral("document_table"));
  for (const int row : {29'999, 5, 15'000}) {
    view.scrollTo(view.model()->index(row, 0));
    desk.settle();
  }
  view.sortByColumn(0, Qt::DescendingOrder);
  desk.settle();
  for (const char* page : {"collections", "imports", "changes", "documents"}) {
    desk.window().go(QString::fromLatin1(page));
    desk.settle();
  }
  INFO(app::application().longest_what().toStdString());
  CHECK(app::application().longest_busy_ms() < 50);
}

}  // namespace app_habits
