// The incident, from the export to a clean store and back, as a person does it in the window.
#include <profilestore/content_digest.hpp>
#include <profilestore/profilestore.hpp>

#include <QComboBox>
#include <QFile>
#include <QPlainTextEdit>

#include "app/incident.hpp"
#include "pages/export/timeline.hpp"

using namespace profilestore;

namespace app_incident {

using namespace app;

TEST_CASE("app: a dropped export says what it is, and becomes a recent file", "[app]") {
  Desk desk;
  desk.drop(desk.sample(QStringLiteral("creatorprofiles")));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("json-lines"));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("278 documents"));
  CHECK(desk.get<QLineEdit>(QStringLiteral("target_collection")).text() == u"creatorprofiles");
  CHECK(desk.flow().recent() == QStringList(desk.file(QStringLiteral("creatorprofiles"))));
  CHECK_FALSE(QFile::exists(desk.file(QStringLiteral("profiles.db"))));
  desk.click(QStringLiteral("forget_recent"));
  CHECK(desk.flow().recent().isEmpty());
}

TEST_CASE("app: what is no export is refused in a sentence", "[app]") {
  Desk desk;
  desk.drop(desk.file(QStringLiteral("nothing.json")));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("nothing.json cannot be read"));
}

TEST_CASE("app: work is cancelled at any moment, and nothing has changed", "[app]") {
  Desk desk;
  QByteArray lines;
  for (int i = 0; i < 60'000; ++i)
    lines +=
        "{\"_id\":" + QByteArray::number(i) + ",\"userId\":" + QByteArray::number(i / 2) + "}\n";
  desk.flow().open({desk.write(QStringLiteral("many.json"), lines)});
  desk.until([&] { return desk.flow().is_working(); });
  desk.click(QStringLiteral("cancel"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("Cancelled. Nothing was changed."));
  CHECK(desk.flow().setup().sources.isEmpty());
  CHECK_FALSE(desk.shows(QStringLiteral("progress")));
}

TEST_CASE("app: causes tell the keys, their groups and verdicts, and the timeline points",
          "[app]") {
  Desk desk;
  open_export(desk);
  const QString keys = QStringLiteral("keys");
  const int row = desk.row_of(keys, 0, QStringLiteral("userId"));
  REQUIRE(row >= 0);
  CHECK(desk.cell(keys, row, 1) == "6");
  CHECK(desk.cell(keys, row, 3) == "187");
  desk.select(keys, row);
  CHECK(desk.cell(QStringLiteral("cause_groups"), 0, 2) == "create race followed by a bulk update");
  desk.select(QStringLiteral("cause_groups"), 0);
  CHECK_THAT(desk.text(QStringLiteral("evidence")),
             has_part("concurrent requests found no document"));
  auto& timeline = desk.get<profiles::pages::Timeline>(QStringLiteral("timeline"));
  QTest::keyClick(&timeline, Qt::Key_Right);
  CHECK_THAT(timeline.pointed().toStdString(), has_part("7 documents created from"));
  QTest::mouseMove(&timeline, QPoint(timeline.width() - 30, 60));
  CHECK_THAT(desk.text(QStringLiteral("pointed")), has_part("documents created from"));
  desk.type(QStringLiteral("other_key"), QStringLiteral("displayName"));
  desk.click(QStringLiteral("examine_key"));
  desk.settle();
  CHECK(desk.row_of(keys, 0, QStringLiteral("displayName")) >= 0);
}

TEST_CASE("app: a group stands side by side, with who survives and why", "[app]") {
  Desk desk;
  choose_key(desk);
  const QString list = QStringLiteral("group_list"), sides = QStringLiteral("side_by_side");
  REQUIRE(desk.model(list).rowCount() == 6);
  CHECK(desk.cell(list, 0, 0) == one_user.toStdString());
  CHECK(desk.cell(list, 0, 1) == "187");
  CHECK(desk.cell(list, 0, 2) == "create race followed by a bulk update");
  CHECK_THAT(desk.text(QStringLiteral("why")), has_part("survives by the rule newest:_id"));
  CHECK(desk.model(sides).columnCount() == 2 + 187);
  const int bio = desk.row_of(sides, 0, QStringLiteral("bio"));
  REQUIRE(bio > 0);
  CHECK(desk.model(sides).index(bio, 0).data(Qt::ToolTipRole) == QStringLiteral("differs"));
  CHECK(desk.model(sides).index(bio, 2).data(Qt::BackgroundRole).isValid());
  const int user = desk.row_of(sides, 0, QStringLiteral("userId"));
  CHECK_FALSE(desk.model(sides).index(user, 2).data(Qt::BackgroundRole).isValid());
  desk.type(QStringLiteral("search_groups"), QStringLiteral("64807be5"));
  CHECK(desk.model(list).rowCount() == 1);
  desk.type(QStringLiteral("search_groups"), {});
  auto& verdicts = desk.get<QComboBox>(QStringLiteral("verdicts"));
  verdicts.setCurrentIndex(verdicts.findText(QStringLiteral("create race")));
  CHECK(desk.model(list).rowCount() == 4);
  desk.type(QStringLiteral("search_groups"), QStringLiteral("64807be5"));
  CHECK(desk.model(list).rowCount() == 1);
  desk.get<QTableView>(list).sortByColumn(1, Qt::AscendingOrder);
  desk.type(QStringLiteral("search_groups"), {});
  verdicts.setCurrentIndex(0);
  CHECK(desk.cell(list, 0, 1) == "2");
  CHECK(desk.cell(list, 5, 1) == "187");
}

TEST_CASE("app: by hand one stays, two are parted, and both decisions are forgotten", "[app]") {
  Desk desk;
  choose_key(desk);
  const QString sides = QStringLiteral("side_by_side");
  const int id = desk.row_of(sides, 0, QStringLiteral("_id"));
  const std::string chosen = desk.cell(sides, id, 5);
  desk.select(sides, id, 5);
  desk.click(QStringLiteral("this_one_stays"));
  desk.settle();
  CHECK(desk.cell(QStringLiteral("group_list"), 0, 3) == chosen);
  CHECK_THAT(desk.text(QStringLiteral("why")), has_part("by hand"));
  desk.select(sides, 1, 4);
  desk.click(QStringLiteral("two_persons"));
  desk.settle();
  CHECK(desk.cell(QStringLiteral("group_list"), 0, 5) == "1");
  CHECK(desk.model(QStringLiteral("decisions")).rowCount() == 2);
  for (int left = 1; left >= 0; --left) {
    desk.select(QStringLiteral("decisions"), 0);
    desk.click(QStringLiteral("forget_decision"));
    desk.settle();
    CHECK(desk.model(QStringLiteral("decisions")).rowCount() == left);
  }
  CHECK(desk.cell(QStringLiteral("group_list"), 0, 5) == "0");
}

TEST_CASE("app: the counts follow the rules, which are saved as the program takes them", "[app]") {
  Desk desk;
  choose_key(desk);
  desk.window().go(QStringLiteral("rules"));
  desk.settle();
  const QString ledger = QStringLiteral("rules_ledger");
  CHECK(desk.cell(ledger, 1, 0) == "66");
  desk.type(QStringLiteral("rule_identity"), QStringLiteral("bio"));
  desk.until([&] { return desk.cell(ledger, 5, 0) != "0" && desk.model(ledger).rowCount() == 7; });
  desk.type(QStringLiteral("rule_identity"), {});
  desk.get<QPlainTextEdit>(QStringLiteral("rule_merge"))
      .setPlainText(QStringLiteral("fill\nlongest:bio"));
  desk.saved_file = desk.file(QStringLiteral("rules.json"));
  desk.click(QStringLiteral("save_rules"));
  desk.settle();
  QFile saved(desk.saved_file);
  REQUIRE(saved.open(QIODevice::ReadOnly));
  const Document rules = ejson::parse(saved.readAll().toStdString());
  CHECK(rules["merge"] == Document{{"fill", true}, {"longest", {"bio"}}});
  CHECK(rules["keep"] == Value{"complete", "newest:updatedAt"});
  desk.chosen_files = {
      desk.write(QStringLiteral("other.json"),
                 R"({"version": 1, "keep": ["oldest:createdAt"], "onExisting": "keep"})")};
  desk.click(QStringLiteral("load_rules"));
  desk.settle();
  CHECK(desk.get<QLineEdit>(QStringLiteral("rule_keep")).text() == u"oldest:createdAt");
  desk.type(QStringLiteral("rule_keep"), QStringLiteral("oldest:nowhere"));
  desk.until([&] {
    return desk.text(QStringLiteral("rules_state")).find("nowhere") != std::string::npos;
  });
  CHECK(desk.model(ledger).rowCount() == 0);
}

TEST_CASE(
    "app: a plan is saved as apply takes it, loaded, done, and refused when the store has moved",
    "[app]") {
  Desk desk;
  choose_key(desk);
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  CHECK(desk.cell(QStringLiteral("plan_ledger"), 4, 0) == "212");
  CHECK(desk.model(QStringLiteral("plan_groups")).rowCount() == 6);
  CHECK(desk.model(QStringLiteral("plan_reasons")).rowCount() == 2);
  desk.saved_file = desk.file(QStringLiteral("plan.jsonl"));
  desk.click(QStringLiteral("save_plan"));
  desk.settle();
  const std::string other = desk.file(QStringLiteral("other.db")).toStdString();
  CHECK(apply_plan(other, desk.saved_file.toStdString()).ledger.merged == 212);
  profiles::access::ImportSetup setup = desk.flow().setup();
  setup.collection = QStringLiteral("another");
  desk.flow().set_setup(setup);
  desk.chosen_files = {desk.saved_file};
  desk.click(QStringLiteral("load_plan"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("plan_summary")), has_part("collection creatorprofiles"));
  Store::open(desk.flow().setup().store.toStdString())
      .collection("creatorprofiles")
      .insert_one({{"userId", 1}});
  desk.click(QStringLiteral("import_now"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("Make the plan again."));
}

TEST_CASE("app: the ledger, the proof, archive and quarantine of an import, and one user undone",
          "[app]") {
  Desk desk;
  import(desk);
  CHECK(desk.cell(QStringLiteral("ledger"), 0, 0) == "280");
  CHECK(desk.cell(QStringLiteral("ledger"), 4, 0) == "212");
  desk.click(QStringLiteral("verify"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("proof")), has_part("Proven: every document and every byte"));
  CHECK(desk.model(QStringLiteral("archive")).rowCount() == 200);
  CHECK(desk.model(QStringLiteral("quarantine")).rowCount() == 2);
  CHECK_THAT(desk.cell(QStringLiteral("quarantine"), 0, 1), has_part("expected"));
  desk.select(QStringLiteral("archive"), 0);
  CHECK_THAT(desk.get<QPlainTextEdit>(QStringLiteral("archive_text")).toPlainText().toStdString(),
             has_part("\"userId\""));
  desk.typed = one_user;
  desk.click(QStringLiteral("undo_one"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("Undone: 1 removed"));
  CHECK(desk.cell(QStringLiteral("import_list"), 0, 7) == "in part");
}

TEST_CASE("app: the whole incident, from the dropped export to undo, byte-equal", "[app]") {
  Desk desk;
  const std::string path = desk.file(QStringLiteral("profiles.db")).toStdString();
  std::string before;
  {
    Store store = Store::open(path);
    Collection profiles =
        store.collection("creatorprofiles",
                         {.indexes = {UniqueIndex{.paths = "userId", .missing = Missing::reject}}});
    profiles.insert_one({{"_id", 1},
                         {"userId", *ObjectId::from_hex(one_user.toStdString())},
                         {"bio", "here first"}});
    profiles.insert_one({{"_id", 2}, {"userId", 2}, {"bio", "untouched"}});
    before = content_digest(store, "creatorprofiles");
  }
  app::application().forget_busy();
  desk.drop(path.c_str());
  CHECK_THAT(desk.text(QStringLiteral("store_summary")), has_part("2 documents"));
  std::vector<std::pair<std::string, double>> busy;
  const auto done = [&](const char* step) {
    busy.emplace_back(step + (": " + app::application().longest_what().toStdString()),
                      app::application().longest_busy_ms());
    app::application().forget_busy();
  };
  done("opening");
  choose_key(desk);
  done("causes and groups");
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  done("plan");
  desk.click(QStringLiteral("import_now"));
  desk.settle();
  done("import");
  Store store = Store::open(path);
  Collection profiles = store.collection("creatorprofiles");
  CHECK(profiles.count({{"userId", *ObjectId::from_hex(one_user.toStdString())}}) == 1);
  CHECK(content_digest(store, "creatorprofiles") != before);
  desk.click(QStringLiteral("verify"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("proof")), has_part("Proven"));
  desk.confirms = false;
  desk.click(QStringLiteral("undo_all"));
  desk.settle();
  CHECK(content_digest(store, "creatorprofiles") != before);
  desk.confirms = true;
  desk.click(QStringLiteral("undo_all"));
  desk.settle();
  CHECK(content_digest(store, "creatorprofiles") == before);
  CHECK(desk.cell(QStringLiteral("import_list"), 0, 7) != "no");
  done("verify and undo");
  for (const auto& [step, ms] : busy) {
    INFO(step);
    CHECK(ms < 50);
  }
}

}  // namespace app_incident
