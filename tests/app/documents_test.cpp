// Documents in the window: found, and seen to change.
#include <profilestore/profilestore.hpp>

#include <QMenu>
#include <QTreeView>

#include "app/people.hpp"
#include "models/rows_model.hpp"
#include "pages/store/filter_completer.hpp"

using namespace profilestore;

namespace app_documents {

using namespace app;

void filter(Desk& desk, const QString& text) {
  desk.type(QStringLiteral("filter"), text);
  QTest::keyClick(&desk.get<QLineEdit>(QStringLiteral("filter")), Qt::Key_Return);
  desk.settle();
}

TEST_CASE("app: documents are shown, filtered as a shell would, and sorted by a click", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 1000);
  CHECK(desk.text(QStringLiteral("document_count")) == "1,000 documents");
  CHECK(desk.cell(rows, 3, column(desk, QStringLiteral("email"))) == "p3@example.org");
  filter(desk, QStringLiteral("{age: {$gt: 97}, 'address.city': 'Oslo'}"));
  CHECK(desk.model(rows).rowCount() == 10);
  filter(desk, {});
  auto& view = desk.get<QTableView>(rows);
  view.sortByColumn(column(desk, QStringLiteral("age")), Qt::DescendingOrder);
  desk.settle();
  desk.model(rows).index(0, 0).data();
  desk.settle();
  CHECK(desk.cell(rows, 0, column(desk, QStringLiteral("age"))) == "99");
  desk.select(rows, 0);
  CHECK(desk.get<QTreeView>(QStringLiteral("document_tree")).model()->rowCount() == 4);
}

// Opens the menu of columns, and ticks or unticks those.
void choose_columns(Desk& desk, const QStringList& names) {
  QTimer::singleShot(0, [&] {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    REQUIRE(menu != nullptr);
    for (QAction* action : menu->actions())
      if (names.contains(action->text())) action->trigger();
    menu->close();
  });
  desk.click(QStringLiteral("columns"));
  desk.settle();
}

TEST_CASE("app: dates before 1970 are read as dates", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 1);
  const auto cell = [&] { return desk.cell(rows, 0, column(desk, QStringLiteral("age"))); };
  const auto born = [&](std::int64_t ms) {
    const std::string was = cell();
    store.collection("people").update_one(
        {{"_id", 0}}, {{"$set", {{"age", {{"$date", {{"$numberLong", std::to_string(ms)}}}}}}}});
    desk.until([&] { return cell() != was; });
    return cell();
  };
  CHECK(born(-14'182'940'000) == "1969-07-20T20:17:40.000Z");
  CHECK(born(-1) == "1969-12-31T23:59:59.999Z");
  CHECK_THAT(born(-99'999'999'999'999), has_part("$numberLong"));
}

TEST_CASE("app: columns are chosen, also of fields within fields, and never none", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  choose_columns(desk, {QStringLiteral("email"), QStringLiteral("address.city")});
  CHECK(column(desk, QStringLiteral("email")) == -1);
  CHECK(desk.cell(rows, 1, column(desk, QStringLiteral("address.city"))) == "Lima");
  desk.get<QTableView>(rows).sortByColumn(column(desk, QStringLiteral("address.city")),
                                          Qt::AscendingOrder);
  desk.settle();
  desk.model(rows).index(0, 0).data();
  desk.settle();
  CHECK(desk.cell(rows, 0, column(desk, QStringLiteral("address.city"))) == "Lima");
  choose_columns(desk, {QStringLiteral("_id"), QStringLiteral("age"), QStringLiteral("address"),
                        QStringLiteral("address.city")});
  REQUIRE(desk.model(rows).columnCount() == 1);
  CHECK(column(desk, QStringLiteral("_id")) == 0);
}

TEST_CASE("app: what is wrong in a filter is underlined, with the reason", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  desk.type(QStringLiteral("filter"), QStringLiteral("{age: {$bigger: 5}}"));
  desk.until([&] { return desk.shows(QStringLiteral("filter_wrong")); });
  CHECK_THAT(desk.text(QStringLiteral("filter_wrong")), has_part(">$bigger</u>"));
  filter(desk, QStringLiteral("{age: }"));
  CHECK_THAT(desk.text(QStringLiteral("filter_wrong")), has_part("This is not a document"));
  CHECK(desk.model(rows).rowCount() == 3);
  filter(desk, QStringLiteral("{age: 7}"));
  CHECK_FALSE(desk.shows(QStringLiteral("filter_wrong")));
  CHECK(desk.model(rows).rowCount() == 1);
}

TEST_CASE("app: names of fields are completed inside of a filter", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  desk.type(QStringLiteral("filter"), QStringLiteral("{addr"));
  auto* completer = desk.get<QLineEdit>(QStringLiteral("filter")).completer();
  REQUIRE(completer->completionCount() == 2);
  CHECK(completer->completionModel()->index(1, 0).data() == QStringLiteral("address.city"));
  const auto* filter = qobject_cast<profiles::pages::FilterCompleter*>(completer);
  CHECK(filter->pathFromIndex(completer->completionModel()->index(1, 0)) == u"{address.city");
}

TEST_CASE("app: explain says in words how a filter is served", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  desk.type(QStringLiteral("filter"), QStringLiteral("{email: 'p1@example.org'}"));
  desk.click(QStringLiteral("explain"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("document_count")), has_part("in the index email_1"));
  desk.type(QStringLiteral("filter"), QStringLiteral("{age: 7}"));
  desk.click(QStringLiteral("explain"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("document_count")), has_part("Reads every document"));
}

TEST_CASE("app: explain asks for a store if none is open", "[app]") {
  Desk desk;
  desk.press(Qt::Key_7, Qt::AltModifier);
  desk.click(QStringLiteral("explain"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("Open a store"));
}

TEST_CASE("app: what another program writes appears, and is marked for a moment", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  const int age = column(desk, QStringLiteral("age"));
  REQUIRE(desk.cell(rows, 1, age) == "7");
  Collection people = store.collection("people");
  people.update_one({{"_id", 1}}, {{"$set", {{"age", 44}}}});
  people.insert_one({{"_id", 9}, {"email", "later"}});
  desk.until([&] { return desk.cell(rows, 1, age) == "44" && desk.model(rows).rowCount() == 4; });
  CHECK(desk.model(rows).index(1, age).data(Qt::BackgroundRole).isValid());
  CHECK_FALSE(desk.model(rows).index(0, age).data(Qt::BackgroundRole).isValid());
  desk.now += profiles::models::RowsModel::marked_ms + 1;
  CHECK_FALSE(desk.model(rows).index(1, age).data(Qt::BackgroundRole).isValid());
}

TEST_CASE("app: a log of changes is kept on demand and lists them as they happen", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  desk.window().go(QStringLiteral("changes"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("changes_state")), has_part("keeps no log"));
  desk.click(QStringLiteral("keep_log"));
  desk.settle();
  store.collection("people").update_one({{"_id", 1}}, {{"$set", {{"age", 44}}}});
  const QString list = QStringLiteral("change_list");
  desk.until([&] { return desk.model(list).rowCount() == 1; });
  CHECK(desk.cell(list, 0, 1) == "update");
  CHECK(desk.cell(list, 0, 2) == "1");
  CHECK(desk.cell(list, 0, 3) == "age");
  store.collection("people").insert_one({{"_id", nullptr}});
  desk.until([&] { return desk.model(list).rowCount() == 2; });
  CHECK(desk.cell(list, 1, 2) == "null");
  desk.click(QStringLiteral("keep_log"));
  desk.settle();
  CHECK_FALSE(store.collection("people").change_log().has_value());
}

TEST_CASE("app: what is asked about a log is not answered to a store that was closed", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  store.collection("people").set_change_log({});
  auto held = desk.hold(desk.flow().reading());
  desk.window().go(QStringLiteral("changes"));
  SECTION("whether it is kept") {}
  SECTION("that it is to be kept") {
    held.reset();
    desk.settle();
    held = desk.hold(desk.flow().reading());
    desk.click(QStringLiteral("keep_log"));
    desk.click(QStringLiteral("keep_log"));
  }
  desk.press(Qt::Key_W, Qt::ControlModifier);
  held.reset();
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("changes_state")), has_part("No collection is chosen"));
  CHECK_FALSE(desk.get<QAbstractButton>(QStringLiteral("keep_log")).isEnabled());
}

TEST_CASE("app: whether a log is kept is asked again if that failed", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  desk.flow().choose_collection(QString(1, QChar(0)));  // no collection can be called so
  for (int i = 0; i < 2; ++i) {
    desk.settle();
    desk.click(QStringLiteral("understood"));
    desk.window().go(QStringLiteral("changes"));
    desk.settle();
    CHECK(desk.shows(QStringLiteral("said")));
  }
}

}  // namespace app_documents
