// Groups whose documents have no `_id`, decisions that are kept, and where fields come from.
#include <profilestore/profilestore.hpp>

#include "app/people.hpp"

using namespace profilestore;

namespace app_sides {

using namespace app;

const QString sides = QStringLiteral("side_by_side");

// Opens an export of these lines, grouped by `u`.
void open_groups(Desk& desk, const QByteArray& lines) {
  desk.drop(desk.write(QStringLiteral("people.jsonl"), lines));
  profiles::access::ImportSetup setup = desk.flow().setup();
  setup.key = QStringLiteral("u");
  setup.rules.merge = {QStringLiteral("fill")};
  desk.flow().set_setup(setup);
  desk.window().go(QStringLiteral("groups"));
  desk.settle();
}

void import(Desk& desk) {
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  desk.click(QStringLiteral("import_now"));
  desk.settle();
}

std::vector<Document> stored(Desk& desk) {
  std::vector<Document> all;
  for (const Document& document :
       Store::open(desk.file(QStringLiteral("profiles.db")).toStdString())
           .collection("people")
           .find({}))
    all.push_back(document);
  return all;
}

TEST_CASE("app: documents without an _id stand side by side, and one of them is kept", "[app]") {
  Desk desk;
  open_groups(desk,
              "{\"u\": 1, \"bio\": \"one\"}\n"
              "{\"u\": 1, \"bio\": \"two\", \"tag\": \"x\"}\n"
              "{\"u\": 1, \"bio\": \"one\"}\n");
  REQUIRE(desk.model(sides).columnCount() == 5);
  const int bio = desk.row_of(sides, 0, QStringLiteral("bio"));
  CHECK(desk.cell(sides, bio, 2) == "two");
  CHECK(desk.cell(sides, bio, 3) == "one");
  CHECK(desk.cell(sides, bio, 4) == "one");
  CHECK(desk.cell(sides, desk.row_of(sides, 0, QStringLiteral("tag")), 3) == "—");
  desk.select(sides, bio, 3);
  desk.click(QStringLiteral("this_one_stays"));
  desk.settle();
  CHECK(desk.cell(sides, desk.row_of(sides, 0, QStringLiteral("bio")), 2) == "one");
  import(desk);
  const auto documents = stored(desk);
  REQUIRE(documents.size() == 1);
  CHECK(documents[0]["bio"] == "one");
  CHECK(documents[0]["tag"] == "x");
}

TEST_CASE("app: two persons stay two in every later window and import", "[app]") {
  Desk desk;
  const QByteArray lines =
      "{\"_id\": 1, \"u\": 1, \"bio\": \"one\", \"tag\": \"x\"}\n"
      "{\"_id\": 2, \"u\": 1, \"bio\": \"two\"}\n";
  open_groups(desk, lines);
  desk.select(sides, desk.row_of(sides, 0, QStringLiteral("bio")), 3);
  desk.click(QStringLiteral("two_persons"));
  desk.settle();
  CHECK(desk.cell(QStringLiteral("group_list"), 0, 5) == "1");
  desk.reopen();
  open_groups(desk, lines);
  CHECK(desk.cell(QStringLiteral("group_list"), 0, 5) == "1");
  import(desk);
  CHECK(stored(desk).size() == 1);
  CHECK(desk.cell(QStringLiteral("import_list"), 0, 5) == "0");
  CHECK(desk.cell(QStringLiteral("import_list"), 0, 6) == "1");
  desk.select(QStringLiteral("quarantine"), 0);
  CHECK_THAT(desk.cell(QStringLiteral("quarantine"), 0, 1), has_part("no duplicate"));
  CHECK_THAT(desk.cell(QStringLiteral("quarantine"), 0, 3), has_part("two"));
}

TEST_CASE("app: where a document is from is told field by field", "[app]") {
  Desk desk;
  open_groups(desk,
              "{\"_id\": 1, \"u\": 1, \"bio\": \"one\", \"tag\": \"x\"}\n"
              "{\"_id\": 2, \"u\": 1, \"city\": \"Oslo\"}\n");
  import(desk);
  desk.window().go(QStringLiteral("collections"));
  desk.settle();
  desk.click(QStringLiteral("show_documents"));
  desk.settle();
  desk.select(rows, 0);
  desk.click(QStringLiteral("where_from"));
  desk.settle();
  const std::string said = desk.text(QStringLiteral("said"));
  CHECK_THAT(said, has_part("_id, u, bio, tag: import 1, from people.jsonl:1"));
  CHECK_THAT(said, has_part("city: import 1, from people.jsonl:2 by fill"));
  edit(desk, 0, QStringLiteral(R"({"_id": 1, "u": 1, "bio": "edited"})"));
  save(desk);
  desk.click(QStringLiteral("where_from"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("bio: written by an application"));
}

}  // namespace app_sides
