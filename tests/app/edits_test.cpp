// Documents edited in the window: saved, refused, in conflict, and taken back.
#include <profilestore/profilestore.hpp>

#include <QPlainTextEdit>
#include <QTreeView>

#include "app/people.hpp"

using namespace profilestore;

namespace app_edits {

using namespace app;

TEST_CASE("app: an edit is saved, and Ctrl+Z takes back edit, insert and delete", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  Collection people = store.collection("people");
  edit(desk, 1, QStringLiteral(R"({"_id": 1, "email": "p1@example.org", "age": 50})"));
  save(desk);
  CHECK((*people.find_one({{"_id", 1}}))["age"] == 50);
  desk.select(rows, 2);
  desk.click(QStringLiteral("delete_document"));
  desk.settle();
  CHECK(people.count() == 2);
  desk.click(QStringLiteral("insert_document"));
  desk.get<QPlainTextEdit>(QStringLiteral("edit_text"))
      .setPlainText(QStringLiteral(R"({"email": "new@example.org"})"));
  save(desk);
  CHECK(people.count() == 3);
  for (int i = 0; i < 3; ++i) {
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    desk.settle();
  }
  CHECK(people.count() == 3);
  CHECK((*people.find_one({{"_id", 1}}))["age"] == 7);
  CHECK(people.find_one({{"_id", 2}}).has_value());
  desk.press(Qt::Key_Z, Qt::ControlModifier);
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("no edit to undo"));
}

TEST_CASE("app: Ctrl+Z twice at once takes back two edits, and none that is refused is lost",
          "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  Collection people = store.collection("people");
  const auto age = [&] { return (*people.find_one({{"_id", 1}}))["age"]; };
  for (const char* now : {"50", "60"}) {
    edit(desk, 1,
         QStringLiteral(R"({"_id": 1, "email": "p1", "age": %1})").arg(QLatin1String(now)));
    save(desk);
  }
  const auto undo_twice = [&] {
    auto held = desk.hold(desk.flow().reading());
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    held.reset();
    desk.settle();
  };
  people.update_one({{"_id", 1}}, {{"$set", {{"age", 99}}}});
  undo_twice();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("by somebody else"));
  CHECK(age() == 99);
  people.update_one({{"_id", 1}}, {{"$set", {{"age", 60}}}});
  undo_twice();
  CHECK(age() == 7);
}

TEST_CASE("app: a duplicate key names the other document and opens it, if nothing typed is lost",
          "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  edit(desk, 1, QStringLiteral(R"({"_id": 1, "email": "p2@example.org"})"));
  save(desk);
  CHECK_THAT(desk.text(QStringLiteral("edit_state")),
             has_part("already has email = p2@example.org"));
  desk.confirms = false;
  desk.click(QStringLiteral("open_other"));
  desk.settle();
  CHECK(desk.asked.size() == 1);
  REQUIRE(desk.shows(QStringLiteral("edit_dialog")));
  CHECK(desk.get<QPlainTextEdit>(QStringLiteral("edit_text")).toPlainText().contains(u"p2@"));
  desk.confirms = true;
  desk.click(QStringLiteral("open_other"));
  desk.settle();
  CHECK_FALSE(desk.shows(QStringLiteral("edit_dialog")));
  CHECK(desk.model(rows).rowCount() == 1);
  CHECK(desk.cell(rows, 0, column(desk, QStringLiteral("_id"))) == "2");
  CHECK((*store.collection("people").find_one({{"_id", 1}}))["email"] == "p1@example.org");
}

TEST_CASE("app: what the validator refuses is told at its field", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  store.collection("people").set_validator({{{"age", {{"$lt", 100}}}}});
  edit(desk, 1, QStringLiteral(R"({"_id": 1, "email": "p1@example.org", "age": 200})"));
  desk.until(
      [&] { return desk.get<QTreeView>(QStringLiteral("edit_tree")).model()->rowCount() == 3; });
  save(desk);
  CHECK_THAT(desk.text(QStringLiteral("edit_state")), has_part("age: $lt: 100"));
  auto* tree = desk.get<QTreeView>(QStringLiteral("edit_tree")).model();
  CHECK_THAT(tree->index(2, 0).data(Qt::ToolTipRole).toString().toStdString(), has_part("$lt"));
  desk.get<QPlainTextEdit>(QStringLiteral("edit_text"))
      .setPlainText(QStringLiteral("{\"_id\": 1,,}"));
  save(desk);
  CHECK_THAT(desk.text(QStringLiteral("edit_state")), has_part("This is not a document"));
  CHECK((*store.collection("people").find_one({{"_id", 1}}))["age"] == 7);
}

TEST_CASE("app: what a save refused stays told until the text is changed", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  store.collection("people").set_validator({{{"age", {{"$lt", 100}}}}});
  edit(desk, 1, QStringLiteral(R"({"_id": 1, "email": "p1@example.org", "age": 200})"));
  save(desk);  // before the tree of what was typed is read
  desk.until(
      [&] { return desk.get<QTreeView>(QStringLiteral("edit_tree")).model()->rowCount() == 3; });
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("edit_state")), has_part("age: $lt: 100"));
  auto* tree = desk.get<QTreeView>(QStringLiteral("edit_tree")).model();
  CHECK_THAT(tree->index(2, 0).data(Qt::ToolTipRole).toString().toStdString(), has_part("$lt"));
  desk.get<QPlainTextEdit>(QStringLiteral("edit_text")).insertPlainText(QStringLiteral(" "));
  CHECK(desk.text(QStringLiteral("edit_state")).empty());
}

TEST_CASE("app: a conflict with another writer is a choice of three, and nothing is lost",
          "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  Collection people = store.collection("people");
  edit(desk, 1,
       QStringLiteral(R"({"_id": 1, "email": "p1@example.org", "age": 30, "nick": "mine"})"));
  people.update_one({{"_id", 1}}, {{"$set", {{"age", 31}, {"phone", "theirs"}}}});
  save(desk);
  CHECK_THAT(desk.text(QStringLiteral("edit_state")), has_part("Somebody else changed"));
  const QString fields = QStringLiteral("conflict");
  const int age = desk.row_of(fields, 0, QStringLiteral("age"));
  CHECK(desk.cell(fields, age, 1) == "7");
  CHECK(desk.cell(fields, age, 2) == "30");
  CHECK(desk.cell(fields, age, 3) == "31");
  desk.select(fields, age);
  desk.click(QStringLiteral("take_theirs"));
  CHECK(desk.cell(fields, age, 4) == "theirs");
  desk.click(QStringLiteral("merge_conflict"));
  desk.settle();
  save(desk);
  CHECK(*people.find_one({{"_id", 1}}) == Document{{"_id", 1},
                                                   {"email", "p1@example.org"},
                                                   {"age", 31},
                                                   {"phone", "theirs"},
                                                   {"nick", "mine"}});
}

}  // namespace app_edits
