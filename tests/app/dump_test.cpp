// Dumps in the window: folders, archives and packed files, and which of their collections is meant.
#include <profilestore/profilestore.hpp>

#include "app/desk.hpp"
#include "archive_bytes.hpp"
#include "import/packing.hpp"

using namespace profilestore;

namespace app_dump {

using app::Desk;

const QString collections = QStringLiteral("source_collections");

// Documents {_id, u}, of which two share a u.
std::string people(int count) {
  std::string bytes;
  for (int i = 0; i < count; ++i)
    bytes += bson_bytes::of(fmt::format(R"({{"_id": {}, "u": {}}})", i, i == 1 ? 0 : i));
  return bytes;
}

void put(Desk& desk, const std::string& name, const std::string& bytes) {
  desk.write(QString::fromStdString(name), QByteArray::fromStdString(bytes));
}

// A folder as mongodump makes it: databases "app" and, if asked for, "shop".
void make_folder(Desk& desk, bool shop, const std::string& ending = {}) {
  const auto write = [&](const std::string& path, const std::string& documents) {
    put(desk, path + ".bson" + ending, ending.empty() ? documents : packing::gzip(documents));
    const std::string metadata = R"({"indexes":[{"v":2,"key":{"_id":1},"name":"_id_"}]})";
    put(desk, path + ".metadata.json" + ending,
        ending.empty() ? metadata : packing::gzip(metadata));
  };
  write("dump/app/orders", people(2));
  write("dump/app/users", people(4));
  if (shop) write("dump/shop/users", people(3));
}

std::string archive_of(bool shop) {
  using namespace archive_bytes;
  std::string listing = start() + listed("app", "orders") + listed("app", "users"), blocks;
  const auto add = [&](const std::string& database, const std::string& name, int count) {
    blocks += block(database, name, people(count)) + end(database, name, people(count));
  };
  if (shop) listing += listed("shop", "users");
  add("app", "orders", 2);
  add("app", "users", 4);
  if (shop) add("shop", "users", 3);
  return listing + stop + blocks;
}

// Goes on with what is chosen to an import that is grouped by u; what the plan's ledger counts.
void import_by_u(Desk& desk) {
  desk.click(QStringLiteral("look_for_causes"));
  desk.settle();
  desk.type(QStringLiteral("other_key"), QStringLiteral("u"));
  desk.click(QStringLiteral("examine_key"));
  desk.settle();
  desk.select(QStringLiteral("keys"), desk.row_of(QStringLiteral("keys"), 0, QStringLiteral("u")));
  desk.click(QStringLiteral("use_key"));
  desk.settle();
  CHECK(desk.model(QStringLiteral("side_by_side")).columnCount() == 4);  // the two of u = 0
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  desk.click(QStringLiteral("import_now"));
  desk.settle();
  desk.click(QStringLiteral("verify"));
  desk.settle();
  CHECK_THAT(desk.text(QStringLiteral("proof")), has_part("Proven"));
}

std::int64_t stored(Desk& desk, const char* collection) {
  return Store::open(desk.file(QStringLiteral("profiles.db")).toStdString())
      .collection(collection)
      .count();
}

TEST_CASE("app: of a dump's collections one is chosen and imported", "[app]") {
  Desk desk;
  SECTION("of its folder") {
    make_folder(desk, false);
    desk.drop(desk.file(QStringLiteral("dump")));
  }
  SECTION("of a folder with packed files") {
    make_folder(desk, false, ".gz");
    desk.drop(desk.file(QStringLiteral("dump")));
  }
  SECTION("of an archive") {
    put(desk, "dump.archive", archive_of(false));
    desk.drop(desk.file(QStringLiteral("dump.archive")));
  }
  SECTION("of a packed archive") {
    put(desk, "dump.archive.gz", packing::gzip(archive_of(false)));
    desk.drop(desk.file(QStringLiteral("dump.archive.gz")));
  }
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("bson"));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("6 documents"));
  REQUIRE(desk.shows(collections));
  REQUIRE(desk.model(collections).rowCount() == 2);
  CHECK(desk.get<QLineEdit>(QStringLiteral("target_collection")).text() == u"users");  // the larger
  desk.select(collections, desk.row_of(collections, 0, QStringLiteral("orders")));
  CHECK(desk.get<QLineEdit>(QStringLiteral("target_collection")).text() == u"orders");
  desk.select(collections, desk.row_of(collections, 0, QStringLiteral("users")));
  CHECK(desk.get<QLineEdit>(QStringLiteral("target_collection")).text() == u"users");
  import_by_u(desk);
  CHECK(stored(desk, "users") == 3);
}

TEST_CASE("app: the collections of a dump of several databases are told apart", "[app]") {
  Desk desk;
  make_folder(desk, true);
  desk.drop(desk.file(QStringLiteral("dump")));
  REQUIRE(desk.model(collections).rowCount() == 3);
  CHECK_FALSE(desk.shows(QStringLiteral("source_collection")));
  const int shop = desk.row_of(collections, 0, QStringLiteral("shop.users"));
  CHECK(desk.cell(collections, shop, 1) == "3");
  desk.select(collections, shop);
  import_by_u(desk);
  CHECK(stored(desk, "users") == 2);
}

TEST_CASE("app: of an archive of several databases the collections are listed", "[app]") {
  Desk desk;
  put(desk, "dump.archive", archive_of(true));
  desk.drop(desk.file(QStringLiteral("dump.archive")));
  REQUIRE(desk.model(collections).rowCount() == 3);
  const int shop = desk.row_of(collections, 0, QStringLiteral("shop.users"));
  CHECK(desk.cell(collections, shop, 1) == "3");
  desk.select(collections, shop);
  import_by_u(desk);
  CHECK(stored(desk, "users") == 2);
}

// Opens a dump, and makes the plan of app.users by u.
void plan_users(Desk& desk, bool shop) {
  put(desk, "dump.archive", archive_of(shop));
  desk.drop(desk.file(QStringLiteral("dump.archive")));
  desk.select(
      collections,
      desk.row_of(collections, 0, shop ? QStringLiteral("app.users") : QStringLiteral("users")));
  profiles::access::ImportSetup setup = desk.flow().setup();
  setup.key = QStringLiteral("u");
  desk.flow().set_setup(setup);
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
}

TEST_CASE("app: a whole dump is imported at once, one collection by its key", "[app]") {
  Desk desk;
  plan_users(desk, false);
  SECTION("if it is confirmed") {
    desk.click(QStringLiteral("import_whole_dump"));
    desk.settle();
    REQUIRE(desk.asked.size() == 1);
    CHECK_THAT(desk.asked.front().toStdString(), has_part("orders (2 documents)"));
    CHECK(stored(desk, "users") == 3);
    CHECK(stored(desk, "orders") == 2);
    CHECK(desk.model(QStringLiteral("import_list")).rowCount() == 2);
    CHECK_THAT(desk.text(QStringLiteral("said")), has_part("users as number"));
    CHECK(desk.shows(QStringLiteral("said")));
    for (int row = 0; row < 2; ++row) {
      desk.select(QStringLiteral("import_list"), row);
      desk.click(QStringLiteral("verify"));
      desk.settle();
      CHECK_THAT(desk.text(QStringLiteral("proof")), has_part("Proven"));
    }
  }
  SECTION("else nothing is") {
    desk.confirms = false;
    desk.click(QStringLiteral("import_whole_dump"));
    desk.settle();
    CHECK_FALSE(QFile::exists(desk.file(QStringLiteral("profiles.db"))));
  }
  SECTION("not under another name") {
    desk.window().go(QStringLiteral("open"));
    desk.type(QStringLiteral("target_collection"), QStringLiteral("people"));
    QTest::keyClick(&desk.get<QLineEdit>(QStringLiteral("target_collection")), Qt::Key_Return);
    desk.window().go(QStringLiteral("plan"));
    desk.settle();
    desk.click(QStringLiteral("import_whole_dump"));
    desk.settle();
    CHECK_THAT(desk.text(QStringLiteral("said")), has_part("users"));
    CHECK(desk.asked.isEmpty());
    CHECK_FALSE(QFile::exists(desk.file(QStringLiteral("profiles.db"))));
  }
}

TEST_CASE("app: of several databases a whole dump is that of the chosen one", "[app]") {
  Desk desk;
  plan_users(desk, true);
  desk.click(QStringLiteral("import_whole_dump"));
  desk.settle();
  CHECK(stored(desk, "users") == 3);
  CHECK(stored(desk, "orders") == 2);
}

TEST_CASE("app: an export of one collection is no dump to be imported whole", "[app]") {
  Desk desk;
  put(desk, "users.jsonl", "{\"_id\": 1, \"u\": 0}\n");
  desk.drop(desk.file(QStringLiteral("users.jsonl")));
  desk.window().go(QStringLiteral("plan"));
  desk.settle();
  CHECK_FALSE(desk.shows(QStringLiteral("import_whole_dump")));
  CHECK(desk.shows(QStringLiteral("import_now")));
}

TEST_CASE("app: a packed file is read as what is in it", "[app]") {
  Desk desk;
  put(desk, "users.jsonl.gz", packing::gzip("{\"_id\": 1, \"u\": 0}\n{\"_id\": 2, \"u\": 0}\n"));
  desk.drop(desk.file(QStringLiteral("users.jsonl.gz")));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("2 documents"));
  CHECK_FALSE(desk.shows(collections));
  import_by_u(desk);
  CHECK(stored(desk, "users") == 1);
}

TEST_CASE("app: what is missing of a dump is told when it is opened", "[app]") {
  Desk desk;
  const std::string whole = archive_of(false);
  put(desk, "dump.archive", whole.substr(0, whole.size() - 60));
  desk.drop(desk.file(QStringLiteral("dump.archive")));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), has_part("It is not whole: "));
  put(desk, "whole.archive", whole);
  desk.drop(desk.file(QStringLiteral("whole.archive")));
  CHECK_THAT(desk.text(QStringLiteral("what_it_is")), !has_part("not whole"));
}

}  // namespace app_dump
