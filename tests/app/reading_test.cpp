// Exports that do not tell how they are written, and accounts that tell who owns a document.
#include <profilestore/profilestore.hpp>

#include <QCheckBox>
#include <QComboBox>

#include "app/desk.hpp"

using namespace profilestore;

namespace app_reading {

using app::Desk;

QString type_of(Desk& desk) {
  return desk.get<QComboBox>(QStringLiteral("reading_type")).currentData().toString();
}

// Imports what is open by userId, and returns what is stored then.
std::vector<Document> imported(Desk& desk) {
  profiles::access::ImportSetup setup = desk.flow().setup();
  setup.key = QStringLiteral("userId");
  desk.flow().set_setup(setup);
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  desk.click(QStringLiteral("import_now"));
  desk.settle();
  FindOptions options;
  options.projection = {{"_id", 0}};
  options.sort = {{"userId", 1}};
  std::vector<Document> all;
  for (const Document& document :
       Store::open(desk.file(QStringLiteral("profiles.db")).toStdString())
           .collection(setup.collection.toStdString())
           .find({}, options))
    all.push_back(document);
  return all;
}

TEST_CASE("app: CSV is told by its name, and read as the form says", "[app]") {
  Desk desk;
  desk.drop(desk.write(QStringLiteral("people.csv"),
                       "userId;age.int32();nick.string()\n7;30;\n8;40;Jo\n7;31;Al\n"));
  CHECK(type_of(desk) == u"csv");
  CHECK(desk.shows(QStringLiteral("reading_delimiter")));
  CHECK_FALSE(desk.shows(QStringLiteral("reading_at")));
  desk.type(QStringLiteral("reading_delimiter"), QStringLiteral(";"));
  desk.type(QStringLiteral("reading_fields"),
            QStringLiteral("userId.int32(),age.int32(),nick.string()"));
  desk.click(QStringLiteral("reading_types"));
  desk.click(QStringLiteral("reading_blanks"));
  desk.click(QStringLiteral("read_so"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("csv"));
  const auto documents = imported(desk);
  REQUIRE(documents.size() == 2);
  CHECK(documents[0] == Document{{"userId", 7}, {"age", 31}, {"nick", "Al"}});
  CHECK(documents[1] == Document{{"userId", 8}, {"age", 40}, {"nick", "Jo"}});
}

TEST_CASE("app: CSV with a first line of names needs no form", "[app]") {
  Desk desk;
  desk.drop(desk.write(QStringLiteral("people.tsv"), "userId\tage\n7\t30\n8\t40\n"));
  CHECK(type_of(desk) == u"tsv");
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("2 documents"));
  const auto documents = imported(desk);
  REQUIRE(documents.size() == 2);
  CHECK(documents[0] == Document{{"userId", 7}, {"age", 30}});
  desk.drop(desk.write(QStringLiteral("others.jsonl"), "{\"_id\": 1}\n"));
  CHECK(type_of(desk).isEmpty());
}

TEST_CASE("app: an export of which nothing was read is read again as the form says", "[app]") {
  Desk desk;
  desk.drop(desk.write(QStringLiteral("people.txt"), "userId,name\n7,J\xF6rg\n"));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("Nothing in it is a document"));
  auto& type = desk.get<QComboBox>(QStringLiteral("reading_type"));
  type.setCurrentIndex(type.findData(QStringLiteral("csv")));
  desk.type(QStringLiteral("reading_encoding"), QStringLiteral("windows-1252"));
  desk.click(QStringLiteral("read_so"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("1 document"));
  CHECK(imported(desk) == std::vector<Document>{{{"userId", 7}, {"name", "Jörg"}}});
}

TEST_CASE("app: pieces that are no documents are told when an export is opened", "[app]") {
  Desk desk;
  desk.drop(desk.write(QStringLiteral("people.jsonl"), "{\"_id\": 1}\n{\"_id\": \n{\"_id\": 3}\n"));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("2 documents."));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")),
             has_part("no documents, as the page Plan lists "
                      "them: 1."));
}

TEST_CASE("app: what the program would be told is to be filled in above", "[app]") {
  Desk desk;
  desk.drop(desk.write(QStringLiteral("all.json"), R"({"users": [{"_id": 1}, {"_id": 2}]})"));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("read them with --at users"));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("press Read It So"));
  desk.type(QStringLiteral("reading_at"), QStringLiteral("users"));
  desk.click(QStringLiteral("read_so"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("2 documents."));
  CHECK(desk.shows(QStringLiteral("target_store")));
}

TEST_CASE("app: documents within one object are found where the form says", "[app]") {
  Desk desk;
  desk.drop(desk.write(QStringLiteral("all.json"),
                       R"({"data": {"users": {"a": {"userId": 1}, "b": {"userId": 2}}}})"));
  desk.type(QStringLiteral("reading_at"), QStringLiteral("data.users"));
  desk.type(QStringLiteral("reading_map_key"), QStringLiteral("name"));
  desk.click(QStringLiteral("read_so"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("2 documents"));
  const auto documents = imported(desk);
  REQUIRE(documents.size() == 2);
  CHECK(documents[1]["name"] == "b");
}

TEST_CASE("app: what was chosen stays when an export is read in another way", "[app]") {
  Desk desk;
  desk.drop(desk.write(QStringLiteral("people.csv"), "userId,age\n7,30\n"));
  desk.type(QStringLiteral("target_collection"), QStringLiteral("mine"));
  QTest::keyClick(&desk.get<QLineEdit>(QStringLiteral("target_collection")), Qt::Key_Return);
  desk.click(QStringLiteral("reading_blanks"));
  desk.click(QStringLiteral("read_so"));
  desk.settle();
  CHECK(desk.flow().setup().collection == u"mine");
  CHECK(desk.flow().setup().reading.ignore_blanks);
  desk.until([&] { return desk.flow().copy() != nullptr; });
}

TEST_CASE("app: an export that is opened again is shown side by side again", "[app]") {
  Desk desk;
  const QString path = desk.write(QStringLiteral("people.jsonl"), "{\"_id\": 1}\n");
  desk.drop(path);
  desk.drop(path);
  CHECK(desk.flow().copy() != nullptr);
}

TEST_CASE("app: accounts tell who owns a document without the key", "[app]") {
  Desk desk;
  desk.chosen_files = {desk.write(QStringLiteral("users.jsonl"),
                                  "{\"_id\": 7, \"mail\": \"A@x.org\"}\n"
                                  "{\"_id\": 8, \"mail\": \"b@x.org\"}\n")};
  desk.drop(desk.write(QStringLiteral("people.jsonl"),
                       "{\"_id\": 1, \"email\": \"a@x.org\"}\n"
                       "{\"_id\": 2, \"userId\": 8, \"email\": \"b@x.org\"}\n"
                       "{\"_id\": 3, \"email\": \"c@x.org\"}\n"));
  desk.window().go(QStringLiteral("rules"));
  desk.type(QStringLiteral("rule_key"), QStringLiteral("userId"));
  desk.click(QStringLiteral("choose_accounts"));
  const auto waits = [&](const char* part) {
    desk.until([&] {
      return QString::fromStdString(desk.text(QStringLiteral("rules_state")))
          .contains(QLatin1String(part));
    });
  };
  waits("owners of 0 documents, and not of 2");  // the accounts have no email, but mail
  desk.type(QStringLiteral("rule_accounts_key"), QStringLiteral("email=mail:userId=_id"));
  waits("the accounts tell the owners of 1 document, and not of 1");
  const auto documents = imported(desk);
  REQUIRE(documents.size() == 2);
  CHECK(documents[0] == Document{{"email", "a@x.org"}, {"userId", 7}});
  CHECK(documents[1] == Document{{"userId", 8}, {"email", "b@x.org"}});
}

}  // namespace app_reading
