// Stores that are closed, or changed for another, while something of them is asked or written.
#include <profilestore/profilestore.hpp>

#include <QDialog>
#include <QPlainTextEdit>
#include <future>
#include <thread>

#include "access/export/members.hpp"
#include "app/people.hpp"

using namespace profilestore;

namespace app_closed {

using namespace app;

const QString list = QStringLiteral("collection_list");

// Another store, with a document of the `_id` 1.
Store other_store(Desk& desk) {
  Store other = Store::open(desk.file(QStringLiteral("other.db")).toStdString());
  other.collection("people").insert_one({{"_id", 1}, {"email", "of another"}});
  return other;
}

TEST_CASE("app: an editor saves into its own store, or refuses and keeps what was typed", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  Store other = other_store(desk);
  edit(desk, 1, QStringLiteral(R"({"_id": 1, "email": "typed"})"));
  desk.flow().open({other.path().c_str()});
  desk.settle();
  save(desk);
  CHECK_THAT(desk.text(QStringLiteral("edit_state")), has_part("people.db"));
  CHECK_THAT(desk.text(QStringLiteral("edit_state")), has_part("was closed"));
  CHECK((*other.collection("people").find_one({{"_id", 1}}))["email"] == "of another");
  CHECK((*store.collection("people").find_one({{"_id", 1}}))["email"] == "p1@example.org");
  SECTION("it saves once its store is open again") {
    desk.flow().open({desk.file(QStringLiteral("people.db"))});
    desk.settle();
    save(desk);
    CHECK((*store.collection("people").find_one({{"_id", 1}}))["email"] == "typed");
    CHECK_FALSE(desk.shows(QStringLiteral("edit_dialog")));
  }
  SECTION("it says so, too, if no store is open") {
    desk.flow().close_store();
    save(desk);
    CHECK_THAT(desk.text(QStringLiteral("edit_state")), has_part("was closed"));
    CHECK(desk.shows(QStringLiteral("edit_dialog")));
  }
}

TEST_CASE("app: what was saved in a store that is closed meanwhile is no edit of the next",
          "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  Store other = other_store(desk);
  edit(desk, 1, QStringLiteral(R"({"_id": 1, "email": "typed"})"));
  auto held = desk.hold(desk.flow().reading());
  desk.click(QStringLiteral("save_document"));
  desk.flow().close_store();
  held.reset();
  desk.settle();
  CHECK((*store.collection("people").find_one({{"_id", 1}}))["email"] == "typed");
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("which is closed now"));
  desk.flow().open({other.path().c_str()});
  desk.settle();
  desk.press(Qt::Key_Z, Qt::ControlModifier);
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("no edit to undo"));
  CHECK((*other.collection("people").find_one({{"_id", 1}}))["email"] == "of another");
}

TEST_CASE("app: the dialog of an index refuses once its store is closed", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  Store other = other_store(desk);
  desk.window().go(QStringLiteral("collections"));
  desk.click(QStringLiteral("create_index"));
  desk.type(QStringLiteral("index_paths"), QStringLiteral("age"));
  desk.flow().open({other.path().c_str()});
  desk.settle();
  for (const char* button : {"index_create", "plan_unique"}) {
    desk.get<QAbstractButton>(QLatin1String(button)).click();
    desk.settle();
    CHECK_THAT(desk.text(QStringLiteral("index_state")), has_part("people.db was closed"));
  }
  CHECK(store.collection("people").list_indexes().size() == 2);
  CHECK(other.collection("people").list_indexes().size() == 1);
}

TEST_CASE("app: names and imports of a store that was closed meanwhile are not shown", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  Store::open(desk.file(QStringLiteral("empty.db")).toStdString());
  desk.flow().close_store();
  desk.settle();
  auto counting = desk.hold(desk.flow().counting());
  auto held = desk.hold(desk.flow().reading());
  desk.flow().open({desk.file(QStringLiteral("people.db"))});
  desk.until([&] { return desk.flow().is_open(desk.file(QStringLiteral("people.db"))); });
  desk.window().go(QStringLiteral("imports"));
  desk.flow().close_store();
  SECTION("no store is open then") {
    held.reset();
    counting.reset();
    desk.settle();
    CHECK(desk.text(QStringLiteral("store_summary")) == "No store is open.");
  }
  SECTION("another is open then") {
    desk.flow().open({desk.file(QStringLiteral("empty.db"))});
    desk.until([&] { return desk.flow().is_open(desk.file(QStringLiteral("empty.db"))); });
    held.reset();
    desk.until([&] { return desk.flow().reading().waiting() == 0; });
    CHECK(desk.model(list).rowCount() == 0);
    counting.reset();
    desk.settle();
  }
  CHECK(desk.model(list).rowCount() == 0);
  CHECK(desk.model(QStringLiteral("import_list")).rowCount() == 0);
}

TEST_CASE("app: a log that cannot be watched is told, and the window stays", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 3);
  store.collection("people").set_change_log({});
  auto held = desk.hold(desk.flow().reading());
  desk.window().go(QStringLiteral("changes"));
  // Between the answer that a log is kept and the watching of it somebody ends it.
  profiles::access::Lane& lane = desk.flow().reading();
  lane.run(
      &desk.window(),
      [people = store.collection("people")](profiles::access::Control&) mutable {
        return people.remove_change_log();
      },
      [](bool) {}, {});
  held.reset();
  desk.settle();
  CHECK(desk.shows(QStringLiteral("said")));
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("change"));
  CHECK_THAT(desk.text(QStringLiteral("changes_state")), has_part("No collection is chosen"));
}

TEST_CASE("app: of two works Cancel ends the one that is shown, and the other is done", "[app]") {
  Desk desk;
  std::promise<void> started;
  bool first = false, second = false;
  desk.flow().work(
      &desk.window(), QStringLiteral("The first"),
      [&started](profiles::access::Control& control) {
        started.set_value();
        while (!control.stop().stop_requested()) std::this_thread::yield();
        throw Interrupted();
        return true;
      },
      [&](bool) { first = true; });
  desk.flow().work(
      &desk.window(), QStringLiteral("The second"), [](profiles::access::Control&) { return true; },
      [&](bool) { second = true; });
  started.get_future().wait();
  CHECK(desk.text(QStringLiteral("step")) == "The first…");
  desk.click(QStringLiteral("cancel"));
  desk.settle();
  CHECK_FALSE(first);
  CHECK(second);
  CHECK_FALSE(desk.shows(QStringLiteral("progress")));
}

TEST_CASE("app: a decision makes its collection and nothing in it", "[app]") {
  Desk desk;
  const QString path = desk.file(QStringLiteral("made.db"));
  Store store = Store::open(path.toStdString());
  store.collection("log").set_change_log({});
  desk.flow().open({path});
  desk.settle();
  CHECK(profiles::access::keep_this(desk.flow().store(), QStringLiteral("made"),
                                    QStringLiteral("7")));
  CHECK(store.collection("made").count() == 0);
  REQUIRE(store.stats().collections.size() == 2);
  store.collection("made").create_index(Index(UniqueIndex{"email"}));
  CHECK(profiles::access::two_persons(desk.flow().store(), QStringLiteral("made"),
                                      QStringLiteral("7"), QStringLiteral("8")));
  CHECK(store.collection("made").list_indexes().size() == 2);
}

}  // namespace app_closed
