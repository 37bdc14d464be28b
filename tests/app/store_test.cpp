// A store in the window: collections, indexes, validators, and the incident to look at.
#include <profilestore/profilestore.hpp>

#include <QCheckBox>
#include <QDialog>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>

#include "app/desk.hpp"

using namespace profilestore;

namespace app_store {

using app::Desk;

// A store with people of whom two share an e-mail address, open at its collections.
Store open_dirty(Desk& desk) {
  const QString path = desk.file(QStringLiteral("people.db"));
  Store store = Store::open(path.toStdString());
  Collection people = store.collection("people", {.indexes = {UniqueIndex{.paths = "userId"}}});
  people.insert_many({{{"_id", 1}, {"userId", 1}, {"email", "a"}},
                      {{"_id", 2}, {"userId", 2}, {"email", "a"}, {"bio", "more"}},
                      {{"_id", 3}, {"userId", 3}, {"email", "b"}}});
  try {
    people.insert_one({{"userId", 3}});
  } catch (const DuplicateKey&) {
  }
  people.insert_one({{"userId", 4}, {"email", "c"}});  // the event is written with it
  desk.flow().open({path});
  desk.settle();
  return store;
}

TEST_CASE("app: a new store gets a collection, and that a document", "[app]") {
  Desk desk;
  desk.saved_file = desk.file(QStringLiteral("new.db"));
  desk.click(QStringLiteral("new_store"));
  desk.settle();
  desk.click(QStringLiteral("show_documents"));
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("Choose a collection first"));
  desk.typed = QStringLiteral(" people ");
  desk.click(QStringLiteral("new_collection"));
  desk.settle();
  CHECK(desk.cell(QStringLiteral("collection_list"), 0, 0) == "people");
  desk.click(QStringLiteral("show_documents"));
  desk.settle();
  desk.click(QStringLiteral("insert_document"));
  desk.get<QPlainTextEdit>(QStringLiteral("edit_text")).setPlainText(QStringLiteral("{\"a\": 1}"));
  desk.click(QStringLiteral("save_document"));
  desk.settle();
  CHECK(Store::open(desk.saved_file.toStdString()).collection("people").count() == 1);
  SECTION("New Store opens nothing that is there") {
    desk.flow().close_store();
    desk.click(QStringLiteral("new_store"));
    desk.settle();
    CHECK_FALSE(desk.flow().store());
    CHECK_THAT(desk.text(QStringLiteral("said")), has_part("nothing was changed"));
  }
}

TEST_CASE("app: a store shows its collections, sizes, indexes, validator and events", "[app]") {
  Desk desk;
  Store store = open_dirty(desk);
  CHECK_THAT(desk.text(QStringLiteral("store_summary")), has_part("4 documents in 1 collection,"));
  CHECK(desk.cell(QStringLiteral("collection_list"), 0, 0) == "people");
  CHECK(desk.cell(QStringLiteral("collection_list"), 0, 1) == "4");
  CHECK(desk.cell(QStringLiteral("index_list"), 1, 1) == "userId");
  CHECK(desk.cell(QStringLiteral("index_list"), 1, 2) == "yes");
  CHECK(desk.row_of(QStringLiteral("event_list"), 1, QStringLiteral("duplicate_key")) >= 0);
  desk.get<QPlainTextEdit>(QStringLiteral("validator"))
      .setPlainText(QStringLiteral(R"({"bio": {"$exists": true}})"));
  desk.click(QStringLiteral("set_validator"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("validator_state")), has_part("3 documents fail"));
  REQUIRE(store.collection("people").validator().has_value());
  CHECK(store.collection("people").validator()->filter == Document{{"bio", {{"$exists", true}}}});
}

TEST_CASE("app: an index is created, and removed when that is confirmed", "[app]") {
  Desk desk;
  Store store = open_dirty(desk);
  desk.click(QStringLiteral("create_index"));
  desk.type(QStringLiteral("index_paths"), QStringLiteral("email"));
  desk.click(QStringLiteral("index_create"));
  desk.settle();
  CHECK(store.collection("people").list_indexes().size() == 3);
  desk.until([&] { return desk.model(QStringLiteral("index_list")).rowCount() == 3; });
  desk.select(QStringLiteral("index_list"),
              desk.row_of(QStringLiteral("index_list"), 0, QStringLiteral("email_1")));
  desk.confirms = false;
  desk.click(QStringLiteral("drop_index"));
  desk.settle();
  CHECK(store.collection("people").list_indexes().size() == 3);
  desk.confirms = true;
  desk.click(QStringLiteral("drop_index"));
  desk.settle();
  CHECK(store.collection("people").list_indexes().size() == 2);
}

TEST_CASE("app: a unique index over dirty data shows the groups, resolves them, and is undone",
          "[app]") {
  Desk desk;
  Store store = open_dirty(desk);
  desk.click(QStringLiteral("create_index"));
  desk.type(QStringLiteral("index_paths"), QStringLiteral("email"));
  desk.click(QStringLiteral("index_unique"));
  desk.click(QStringLiteral("index_create"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("index_state")), has_part("2 documents share 1 values"));
  desk.click(QStringLiteral("plan_unique"));
  desk.settle();
  CHECK(desk.cell(QStringLiteral("unique_groups"), 0, 0) == "a");
  CHECK(desk.cell(QStringLiteral("unique_groups"), 0, 2) == "2");
  CHECK(store.collection("people").count() == 4);
  desk.click(QStringLiteral("make_unique"));
  desk.settle();
  CHECK(store.collection("people").count() == 3);
  CHECK(store.collection("people").find_one({{"_id", 2}}).has_value());
  desk.window().go(QStringLiteral("imports"));
  desk.settle();
  CHECK(desk.cell(QStringLiteral("import_list"), 0, 1) == "made unique");
  desk.click(QStringLiteral("undo_all"));
  desk.settle();
  CHECK(store.collection("people").count() == 4);
}

TEST_CASE("app: duplicates are resolved where a condition holds, and by normalised texts",
          "[app]") {
  Desk desk;
  Store store = open_dirty(desk);
  Collection people = store.collection("people");
  people.insert_many({{{"_id", 11}, {"userId", 11}, {"email", "A "}, {"live", true}},
                      {{"_id", 12}, {"userId", 12}, {"email", "a"}, {"live", true}, {"x", 1}}});
  desk.click(QStringLiteral("create_index"));
  desk.type(QStringLiteral("index_paths"), QStringLiteral("email"));
  desk.type(QStringLiteral("index_where"), QStringLiteral("{live: true}"));
  desk.type(QStringLiteral("index_normalise"), QStringLiteral("trim, case"));
  desk.click(QStringLiteral("index_unique"));
  desk.click(QStringLiteral("index_create"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("index_state")), has_part("2 documents share 1 values"));
  desk.click(QStringLiteral("plan_unique"));
  desk.settle();
  REQUIRE(desk.model(QStringLiteral("unique_groups")).rowCount() == 1);
  CHECK(desk.cell(QStringLiteral("unique_groups"), 0, 2) == "12");
  const auto& make = desk.get<QAbstractButton>(QStringLiteral("make_unique"));
  CHECK(make.isEnabled());
  desk.type(QStringLiteral("index_where"), QStringLiteral("{live: false}"));
  CHECK_FALSE(make.isEnabled());  // what is shown is not what the form says
  desk.type(QStringLiteral("index_where"), QStringLiteral("{live: true}"));
  desk.click(QStringLiteral("plan_unique"));
  desk.settle();
  desk.click(QStringLiteral("make_unique"));
  desk.settle();
  CHECK_FALSE(people.find_one({{"_id", 11}}).has_value());
  CHECK(people.find_one({{"_id", 1}}).has_value());  // the condition does not hold for it
  CHECK_THROWS_AS(people.insert_one({{"userId", 13}, {"email", "a"}, {"live", true}}),
                  DuplicateKey);
}

TEST_CASE("app: documents without the key of a unique index are resolved, too", "[app]") {
  Desk desk;
  Store store = open_dirty(desk);
  desk.click(QStringLiteral("create_index"));
  desk.type(QStringLiteral("index_paths"), QStringLiteral("bio"));
  desk.click(QStringLiteral("index_unique"));
  desk.click(QStringLiteral("index_create"));
  desk.settle();
  REQUIRE(desk.shows(QStringLiteral("plan_unique")));
  desk.click(QStringLiteral("plan_unique"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("index_state")), has_part("3 documents to the quarantine"));
  desk.click(QStringLiteral("make_unique"));
  desk.settle();
  CHECK(store.collection("people").count() == 1);
}

TEST_CASE("app: a store that is opened while another is counted is counted, too", "[app]") {
  Desk desk;
  const QString a = desk.file(QStringLiteral("a.db")), b = desk.file(QStringLiteral("b.db"));
  Store::open(a.toStdString()).collection("people").insert_one({{"_id", 1}});
  Store::open(b.toStdString()).collection("others").insert_many({{{"_id", 1}}, {{"_id", 2}}});
  auto held = desk.hold(desk.flow().counting());
  const auto open = [&](const QString& store) {
    desk.flow().open({store});
    desk.until([&] { return desk.flow().is_open(store) && desk.flow().reading().waiting() == 0; });
  };
  open(a);
  open(b);
  CHECK(desk.cell(QStringLiteral("collection_list"), 0, 1) == "…");
  held.reset();
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("store_summary")), has_part("b.db: 2 documents"));
}

TEST_CASE("app: a dialog that is cancelled while its index is created leaves no work behind",
          "[app]") {
  Desk desk;
  Store store = open_dirty(desk);
  desk.click(QStringLiteral("create_index"));
  desk.type(QStringLiteral("index_paths"), QStringLiteral("email"));
  bool fails = false;
  SECTION("and it succeeds") {}
  SECTION("and it fails") {
    desk.click(QStringLiteral("index_unique"));
    fails = true;
  }
  const QPointer<QDialog> dialog = &desk.get<QDialog>(QStringLiteral("index_dialog"));
  desk.click(QStringLiteral("index_create"));
  dialog->reject();
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  REQUIRE(dialog == nullptr);
  desk.settle();
  CHECK_FALSE(desk.shows(QStringLiteral("progress")));
  CHECK(desk.shows(QStringLiteral("said")) == fails);
  CHECK(store.collection("people").list_indexes().size() == (fails ? 2 : 3));
}

TEST_CASE("app: a new store is made where it is asked for", "[app]") {
  Desk desk;
  desk.saved_file = desk.file(QStringLiteral("new.db"));
  desk.click(QStringLiteral("new_store"));
  desk.settle();
  CHECK(Store::open(desk.saved_file.toStdString()).collection_names().empty());
  CHECK_THAT(desk.window().windowTitle().toStdString(), has_part("new.db"));
}

TEST_CASE("app: Help shows the incident in the old way and in ours", "[app]") {
  Desk desk;
  auto* action = desk.window().findChild<QAction*>(QStringLiteral("action_incident"));
  REQUIRE(action != nullptr);
  action->trigger();
  desk.settle();
  const auto said = [&](int run) {
    return desk.text(QStringLiteral("incident_conclusion_%1").arg(run));
  };
  CHECK_THAT(said(0), has_part("saw an error"));
  CHECK_THAT(said(1), has_part("Nobody saw an error"));
  CHECK_THAT(said(2), has_part("has 3 profiles"));
  CHECK_THAT(said(2), has_part("1 of 3"));
  CHECK_THAT(said(3), has_part("all 3 sections"));
  CHECK(desk.model(QStringLiteral("incident_steps_0")).rowCount() == 4);
  desk.click(QStringLiteral("play_again"));
  desk.settle();
  CHECK_THAT(said(3), has_part("One profile"));
}

}  // namespace app_store
