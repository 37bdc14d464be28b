// An export in the window when stores come and go, files are replaced, and answers are late.
#include <profilestore/profilestore.hpp>

#include <QFile>
#include <QScrollBar>
#include <QTabWidget>

#include "app/incident.hpp"

using namespace profilestore;

namespace app_export {

using namespace app;

TEST_CASE("app: a decision is forgotten in its own store alone", "[app]") {
  Desk desk;
  choose_key(desk);
  const QString sides = QStringLiteral("side_by_side"), list = QStringLiteral("decisions");
  desk.select(sides, desk.row_of(sides, 0, QStringLiteral("_id")), 5);
  desk.click(QStringLiteral("this_one_stays"));
  desk.settle();
  REQUIRE(desk.model(list).rowCount() == 1);
  desk.select(list, 0);
  SECTION("none is listed once it is closed") {
    desk.press(Qt::Key_W, Qt::ControlModifier);
    desk.settle();
  }
  SECTION("none is listed once another is open") {
    Store::open(desk.file(QStringLiteral("b.db")).toStdString());
    desk.flow().open({desk.file(QStringLiteral("b.db"))});
    desk.settle();
  }
  CHECK_FALSE(desk.shows(list));
  desk.click(QStringLiteral("forget_decision"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("Choose a decision"));
  Store store = Store::open(desk.file(QStringLiteral("profiles.db")).toStdString());
  CHECK(kept_documents(store, "creatorprofiles").size() == 1);
}

TEST_CASE("app: after an export was refused, nothing goes on with the one before", "[app]") {
  Desk desk;
  choose_key(desk);
  const QString good = desk.flow().setup().sources.front();
  desk.drop(desk.file(QStringLiteral("not there.jsonl")));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("not there.jsonl cannot be read"));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("No export is open."));
  CHECK_FALSE(desk.shows(QStringLiteral("target_store")));
  CHECK(desk.flow().setup().sources.isEmpty());
  for (const char* view : {"keys", "cause_groups", "group_list", "plan_groups"})
    CHECK(desk.model(QLatin1String(view)).rowCount() == 0);
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  CHECK_FALSE(desk.get<QAbstractButton>(QStringLiteral("import_now")).isEnabled());
  desk.drop(good);
  CHECK(desk.flow().setup().key == u"userId");  // what was chosen for it is chosen again
  CHECK(desk.shows(QStringLiteral("target_store")));
}

TEST_CASE("app: a plan without a key says that duplicates stay, and how to choose one", "[app]") {
  Desk desk;
  desk.drop(desk.write(QStringLiteral("people.jsonl"), "{\"a\": 1}\n{\"a\": 1}\n{\"a\": 2}\n"));
  desk.click(QStringLiteral("look_for_causes"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("causes_summary")), has_part("No field looks like a key."));
  desk.click(QStringLiteral("use_key"));
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("examine another one"));
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("plan_summary")), has_part("No key was chosen"));
  desk.window().go(QStringLiteral("causes"));
  desk.type(QStringLiteral("other_key"), QStringLiteral("a"));
  desk.click(QStringLiteral("examine_key"));
  desk.settle();
  desk.click(QStringLiteral("use_key"));
  desk.settle();
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("plan_summary")), !has_part("No key was chosen"));
  CHECK_THAT(desk.text(QStringLiteral("plan_summary")), has_part("1 group with"));
}

TEST_CASE("app: a row that is chosen stays chosen when its table is sorted", "[app]") {
  Desk desk;
  open_export(desk);
  const QString keys = QStringLiteral("keys");
  desk.select(keys, desk.row_of(keys, 0, QStringLiteral("userId")));
  for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
    desk.get<QTableView>(keys).sortByColumn(1, order);
    const int row = desk.get<QTableView>(keys).currentIndex().row();
    CHECK(desk.cell(keys, row, 0) == "userId");
  }
  desk.click(QStringLiteral("use_key"));
  desk.settle();
  CHECK(desk.flow().setup().key == u"userId");
}

TEST_CASE("app: a group shows documents of its own store alone", "[app]") {
  Desk desk;
  const QString mine = desk.file(QStringLiteral("mine.db")),
                other = desk.file(QStringLiteral("other.db"));
  for (const auto& [path, bio] : {std::pair(mine, "of mine"), std::pair(other, "of another")})
    Store::open(path.toStdString())
        .collection("creatorprofiles",
                    {.indexes = {UniqueIndex{.paths = "userId", .missing = Missing::reject}}})
        .insert_one(
            {{"_id", 1}, {"userId", *ObjectId::from_hex(one_user.toStdString())}, {"bio", bio}});
  desk.drop(mine);
  choose_key(desk);
  const QString sides = QStringLiteral("side_by_side");
  const auto shown = [&](const QString& text) {
    const int row = desk.row_of(sides, 0, QStringLiteral("bio"));
    for (int column = 1; column < desk.model(sides).columnCount(); ++column)
      if (desk.model(sides).index(row, column).data().toString() == text) return true;
    return false;
  };
  const auto look = [&] {
    profiles::access::ImportSetup setup = desk.flow().setup();
    setup.store = mine;
    setup.rules.on_existing = QStringLiteral("keep");
    desk.flow().set_setup(setup);
    desk.window().go(QStringLiteral("groups"));
    desk.settle();
    REQUIRE(desk.model(sides).columnCount() > 100);
  };
  look();
  CHECK(shown(QStringLiteral("of mine")));
  desk.drop(other);
  look();
  CHECK_FALSE(shown(QStringLiteral("of another")));
}

TEST_CASE("app: what was set aside is listed once, however often its end is scrolled to", "[app]") {
  Desk desk;
  import(desk);
  const QString list = QStringLiteral("archive");
  desk.get<QTabWidget>(QStringLiteral("import_tabs")).setCurrentIndex(1);
  desk.settle();
  REQUIRE(desk.model(list).rowCount() == 200);
  QScrollBar& bar = *desk.get<QTableView>(list).verticalScrollBar();
  REQUIRE(bar.maximum() > 0);
  for (int i = 0; i < 2; ++i) {
    bar.setValue(0);
    bar.setValue(bar.maximum());
  }
  desk.settle();
  CHECK(desk.model(list).rowCount() == 212);
}

QByteArray bytes_of(const QString& path) {
  QFile file(path);
  REQUIRE(file.open(QIODevice::ReadOnly));
  return file.readAll();
}

TEST_CASE("app: a plan is saved over a file as a whole, and never over itself", "[app]") {
  Desk desk;
  choose_key(desk);
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  desk.saved_file = desk.write(QStringLiteral("plan.jsonl"), "what was there before");
  desk.click(QStringLiteral("save_plan"));
  desk.settle();
  const QByteArray plan = bytes_of(desk.saved_file);
  CHECK(plan.startsWith("{\"plan\""));
  desk.chosen_files = {desk.saved_file};
  desk.click(QStringLiteral("load_plan"));
  desk.settle();
  const QString same = desk.file(QStringLiteral("same.jsonl"));
  REQUIRE(QFile::link(desk.saved_file, same));
  for (const QString& path : {desk.saved_file, same}) {
    desk.saved_file = path;
    desk.click(QStringLiteral("save_plan"));
    desk.settle();
    CHECK_THAT(desk.text(QStringLiteral("said")), has_part("Saved"));
    CHECK(bytes_of(desk.chosen_files.front()) == plan);
  }
  REQUIRE(QFile::remove(desk.chosen_files.front()));
  desk.saved_file = desk.write(QStringLiteral("other.jsonl"), "another plan");
  desk.click(QStringLiteral("save_plan"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("annot read"));
  CHECK(bytes_of(desk.saved_file) == "another plan");
}

}  // namespace app_export
