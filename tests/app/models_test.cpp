// Lanes, models and texts.
#include <profilestore/profilestore.hpp>

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QThread>
#include <stdexcept>

#include "access/export/setup.hpp"
#include "access/store/documents.hpp"
#include "app/desk.hpp"
#include "models/rows_model.hpp"
#include "models/text_table.hpp"
#include "models/tree_model.hpp"

using namespace profilestore;
using namespace profiles;

namespace app_models {

bool wait(const std::function<bool()>& done) { return QTest::qWaitFor(done, 20'000); }

TEST_CASE("app: a lane works on its own thread and answers on the window's", "[app]") {
  app::application();
  access::Lane lane;
  QObject receiver;
  const QThread* here = QThread::currentThread();
  std::vector<int> answers;
  for (int i = 0; i < 3; ++i)
    lane.run(
        &receiver,
        [i, here](access::Control&) { return QThread::currentThread() == here ? -1 : i; },
        [&, here](int answer) {
          answers.push_back(QThread::currentThread() == here ? answer : -2);
        },
        {});
  REQUIRE(wait([&] { return lane.waiting() == 0; }));
  CHECK(answers == std::vector<int>{0, 1, 2});
}

TEST_CASE("app: a work that throws or is cancelled fails, and who is gone is not told", "[app]") {
  app::application();
  access::Lane lane;
  QObject receiver;
  QString said;
  lane.run(
      &receiver, [](access::Control&) -> int { throw std::runtime_error("the disk is away"); },
      [](int) { FAIL("it threw"); },
      [&](const access::Failure& failure) { said = failure.sentence; });
  REQUIRE(wait([&] { return lane.waiting() == 0; }));
  CHECK(said == u"The disk is away.");
  bool cancelled = false;
  const access::Ticket ticket = lane.run(
      &receiver,
      [](access::Control& control) {
        while (!control.stop().stop_requested()) QThread::msleep(1);
        throw Interrupted();
        return 0;
      },
      [](int) { FAIL("it was cancelled"); },
      [&](const access::Failure& failure) {
        cancelled = failure.kind == access::Failure::Kind::cancelled;
      });
  ticket->request_stop();
  REQUIRE(wait([&] { return lane.waiting() == 0; }));
  CHECK(cancelled);
  auto gone = std::make_unique<QObject>();
  lane.run(
      gone.get(), [](access::Control&) { return 1; }, [](int) { FAIL("nobody is there"); }, {});
  gone.reset();
  CHECK(wait([&] { return lane.waiting() == 0; }));
}

TEST_CASE("app: the models keep Qt's rules while rows come, change, are sorted and go", "[app]") {
  app::application();
  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("a.db"));
  Store store = Store::open(path.toStdString());
  Collection people = store.collection("people");
  std::vector<Document> documents;
  for (int i = 0; i < 700; ++i) documents.push_back({{"_id", i}, {"n", 700 - i}});
  people.insert_many(documents);
  access::Lane lane;
  models::RowsModel rows(lane, [] { return 0; });
  QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::Fatal);
  const access::StorePtr open =
      access::open_store(path, false, access::Control({}, [](const auto&) {}));
  const auto settle = [&] { REQUIRE(wait([&] { return lane.waiting() == 0; })); };
  rows.show(open, {QStringLiteral("people"), {}, {}, true},
            {QStringLiteral("_id"), QStringLiteral("n")});
  settle();
  CHECK(rows.rowCount() == 700);
  CHECK(rows.index(699, 1).data().toString() == u"…");
  settle();
  CHECK(rows.index(699, 1).data().toString() == u"1");
  rows.sort(1, Qt::AscendingOrder);
  settle();
  rows.index(0, 0).data();
  settle();
  CHECK(rows.index(0, 0).data().toString() == u"699");
  people.delete_many({{"n", {{"$lte", 10}}}});
  rows.refresh();
  settle();
  CHECK(rows.rowCount() == 690);
  people.insert_many({{{"n", 1000}}, {{"n", 1001}}});
  rows.refresh();
  settle();
  CHECK(rows.rowCount() == 692);
  rows.clear();
  CHECK(rows.rowCount() == 0);

  models::TextTable table({QStringLiteral("a"), QStringLiteral("b")});
  QAbstractItemModelTester table_tester(&table,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  table.set_rows({{{{qint64{10}}, {QStringLiteral("x")}}}, {{{qint64{9}}, {QStringLiteral("y")}}}});
  table.add_row({{{qint64{100}}, {QStringLiteral("z")}}});
  table.sort(0, Qt::AscendingOrder);
  CHECK(table.index(0, 1).data() == QStringLiteral("y"));
  CHECK(table.index(2, 1).data() == QStringLiteral("z"));
  const QPersistentModelIndex chosen = table.index(0, 1);
  table.sort(0, Qt::DescendingOrder);
  CHECK(chosen.row() == 2);
  CHECK(chosen.data() == QStringLiteral("y"));
  table.set_rows({{{{qint64{1}}, {QStringLiteral("x")}}}, {{{qint64{2}}, {QStringLiteral("y")}}}});
  CHECK(table.index(0, 1).data() == QStringLiteral("y"));

  models::TreeModel tree;
  QAbstractItemModelTester tree_tester(&tree,
                                       QAbstractItemModelTester::FailureReportingMode::Fatal);
  tree.set_document(
      {{},
       {},
       {},
       {{QStringLiteral("a"), {}, {}, {{QStringLiteral("b"), {}, QStringLiteral("1"), {}}}}}});
  CHECK(tree.index(0, 1, tree.index(0, 0)).data() == QStringLiteral("1"));
  tree.mark(QStringLiteral("a.b"), QStringLiteral("wrong"));
  CHECK(tree.index(0, 0, tree.index(0, 0)).data(Qt::ToolTipRole) == QStringLiteral("wrong"));
}

TEST_CASE("app: a filter may be spelled as in a shell", "[app]") {
  const std::pair<const char*, const char*> cases[] = {
      {R"({a: 1})", R"({"a": 1})"},
      {R"({"a": {$gt: 5}})", R"({"a": {"$gt": 5}})"},
      {R"({a: 'it\'s'})", R"({"a": "it's"})"},
      {R"({a: 'say "x"'})", R"({"a": "say \"x\""})"},
      {R"({a: "b: c"})", R"({"a": "b: c"})"},
      {R"({_id: ObjectId('643700f2ec89025cc10eec67')})",
       R"({"_id": {"$oid":"643700f2ec89025cc10eec67"}})"},
      {R"({t: {$gte: ISODate("2024-01-01T00:00:00Z")}})",
       R"({"t": {"$gte": {"$date":"2024-01-01T00:00:00Z"}}})"},
      {R"({n: NumberLong(5)})", R"({"n": {"$numberLong":"5"}})"},
      {R"({"unfinished)", R"({"unfinished)"},
      {R"({a: true, b: null})", R"({"a": true, "b": null})"}};
  for (const auto& [typed, json] : cases) {
    INFO(typed);
    CHECK(access::filter_as_json(QString::fromUtf8(typed)).toStdString() == json);
  }
}

TEST_CASE("app: rules read back as they were written, and unknown ones are refused", "[app]") {
  access::Rules rules{
      QStringLiteral("complete,newest:updatedAt"),
      {QStringLiteral("fill"), QStringLiteral("union:tags"), QStringLiteral("group:a+b")},
      {QStringLiteral("email")},
      QStringLiteral("newest")};
  CHECK(access::rules_of(access::rules_text(rules)) == rules);
  rules.merge = {QStringLiteral("guess:it")};
  CHECK_THROWS_WITH(access::rules_text(rules), has_part("'guess:it' is no rule"));
  CHECK_THROWS_WITH(access::rules_of(QStringLiteral(R"({"version": 1, "also": 2})")),
                    has_part("unknown member 'also'"));
  CHECK_THROWS_WITH(access::rules_of(QStringLiteral(R"({"version": 1, "onExisting": "kept"})")),
                    has_part("onExisting: must be keep"));
  CHECK_THROWS_WITH(access::rules_of(QStringLiteral("{}")), has_part("version"));
}

}  // namespace app_models
