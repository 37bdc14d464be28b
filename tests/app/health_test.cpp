// Stores that are backed up, checked, mended, damaged, or lack what they had, in the window.
#include <profilestore/profilestore.hpp>

#include <QFile>
#include <QPushButton>

#include "app/people.hpp"

using namespace profilestore;

namespace app_health {

using namespace app;

const QString findings = QStringLiteral("health_findings");

// A store with three people, closed.
QString closed_store(Desk& desk) {
  {
    Store store = open_documents(desk, 3);
    desk.flow().close_store();
    desk.settle();
  }
  return desk.file(QStringLiteral("people.db"));
}

QByteArray bytes_of(const QString& path) {
  QFile file(path);
  REQUIRE(file.open(QIODevice::ReadOnly));
  return file.readAll();
}

void put(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
  REQUIRE(file.write(bytes) == bytes.size());
}

// The text of the document 1, in which that many bits change.
void flip(const QString& path, int bits) {
  QByteArray bytes = bytes_of(path);
  const qsizetype at = bytes.indexOf(R"("email":"p1@example.org")") + 10;
  REQUIRE(at > 10);
  for (int i = 0; i < bits; ++i) bytes[at + i] = static_cast<char>(bytes[at + i] ^ 1);
  put(path, bytes);
}

void open_health(Desk& desk, const QString& path) {
  desk.flow().open({path});
  desk.settle();
  desk.window().go(QStringLiteral("health"));
}

std::string found(Desk& desk) { return desk.text(QStringLiteral("health_found")); }

TEST_CASE("app: a store is checked, and is whole", "[app]") {
  Desk desk;
  CHECK_FALSE(desk.get<QPushButton>(QStringLiteral("check_store")).isEnabled());
  open_health(desk, closed_store(desk));
  desk.click(QStringLiteral("check_store"));
  desk.settle();
  CHECK_THAT(found(desk), has_part("people.db is whole: 3 documents checked, no faults."));
  CHECK(desk.model(findings).rowCount() == 0);
}

TEST_CASE("app: a bit that has changed is found and mended", "[app]") {
  Desk desk;
  const QString path = closed_store(desk);
  flip(path, 1);
  open_health(desk, path);
  desk.click(QStringLiteral("check_store"));
  desk.settle();
  CHECK_THAT(found(desk), has_part("is damaged: 3 documents checked; faults: 1."));
  CHECK(desk.cell(findings, 0, 0) == "fault");
  CHECK_THAT(desk.cell(findings, 0, 1), has_part("collection people, row 2"));
  SECTION("if it is confirmed") {
    desk.click(QStringLiteral("repair_store"));
    desk.settle();
    CHECK_THAT(found(desk), has_part("is repaired: 3 documents checked, no faults are left."));
    CHECK(desk.cell(findings, 0, 0) == "repaired");
    CHECK(Store::open(path.toStdString()).check().sound());
  }
  SECTION("else nothing is done") {
    desk.confirms = false;
    desk.click(QStringLiteral("repair_store"));
    desk.settle();
    REQUIRE(desk.asked.size() == 1);
    CHECK_THAT(desk.asked.front().toStdString(), has_part("Repair"));
    CHECK_FALSE(Store::open(path.toStdString()).check().sound());
  }
}

TEST_CASE("app: what cannot be repaired is told, and the rest is read into a new store", "[app]") {
  Desk desk;
  const QString path = closed_store(desk);
  flip(path, 2);
  const QByteArray before = bytes_of(path);
  open_health(desk, path);
  desk.click(QStringLiteral("repair_store"));
  desk.settle();
  CHECK_THAT(found(desk), has_part("not everything can be repaired"));
  desk.saved_file = desk.file(QStringLiteral("new.db"));
  desk.click(QStringLiteral("salvage_store"));
  // The store is closed before it is read: between the two no work is under way.
  desk.until([&] { return found(desk).find("Not all of") != std::string::npos; });
  desk.settle();
  CHECK_THAT(found(desk), has_part("2 documents are in"));
  CHECK_THAT(desk.cell(findings, 0, 1), has_part("people, the document 1"));
  CHECK(desk.row_of(findings, 1, QStringLiteral("3 documents found = 2 read + 1 lost")) > 0);
  CHECK(desk.flow().is_open(desk.saved_file));
  desk.flow().close_store();
  desk.settle();
  CHECK(Store::open(desk.saved_file.toStdString()).collection("people").count() == 2);
}

TEST_CASE("app: a store that could not be salvaged is open as before", "[app]") {
  Desk desk;
  const QString path = closed_store(desk);
  open_health(desk, path);
  desk.saved_file = path;  // where something is
  desk.click(QStringLiteral("salvage_store"));
  desk.settle();
  CHECK(desk.flow().is_open(path));
}

TEST_CASE("app: a backup is made and restored", "[app]") {
  Desk desk;
  const QString path = closed_store(desk);
  open_health(desk, path);
  desk.saved_file = desk.file(QStringLiteral("copy.db"));
  desk.click(QStringLiteral("back_up_store"));
  desk.settle();
  CHECK_THAT(found(desk), has_part("The backup is made"));
  CHECK_THAT(found(desk), has_part("3 documents in 1 collection"));
  SECTION("over nothing that is there") {
    desk.click(QStringLiteral("back_up_store"));
    desk.settle();
    CHECK_THAT(desk.text(QStringLiteral("said")), has_part("copy.db"));
    CHECK(Store::open(desk.saved_file.toStdString()).check().sound());
  }
  SECTION("as a new store, which is opened") {
    desk.chosen_files = {desk.saved_file};
    desk.saved_file = desk.file(QStringLiteral("again.db"));
    desk.click(QStringLiteral("restore_store"));
    desk.settle();
    CHECK_THAT(found(desk), has_part("3 documents in 1 collection"));
    CHECK(desk.flow().is_open(desk.saved_file));
  }
}

TEST_CASE("app: a store that lacks what it had is opened as it is only if asked for", "[app]") {
  Desk desk;
  const QString path = closed_store(desk);
  const QByteArray older = bytes_of(path);
  {
    Store store = Store::open(path.toStdString());
    store.collection("people").insert_one({{"_id", 77}, {"email", "later"}});
  }
  put(path, older);
  desk.flow().open({path});
  desk.settle();
  CHECK_FALSE(desk.flow().store());
  CHECK(desk.get<QWidget>(QStringLiteral("health")).isVisible());
  CHECK_THAT(desk.text(QStringLiteral("health_state")),
             has_part("people.db could not be opened: "));
  CHECK_THAT(desk.text(QStringLiteral("health_state")), has_part("Put back what is missing"));
  CHECK_FALSE(desk.shows(QStringLiteral("said")));  // once is enough
  REQUIRE(desk.shows(QStringLiteral("open_as_it_is")));
  SECTION("it is not, if nobody confirms") {
    desk.confirms = false;
    desk.click(QStringLiteral("open_as_it_is"));
    desk.settle();
    CHECK_FALSE(desk.flow().store());
    CHECK_THROWS_AS(Store::open(path.toStdString()), RolledBack);
  }
  SECTION("it is, with what is there") {
    desk.click(QStringLiteral("open_as_it_is"));
    desk.settle();
    CHECK(desk.flow().is_open(path));
    CHECK_FALSE(desk.shows(QStringLiteral("open_as_it_is")));
    CHECK(Store::open(path.toStdString()).collection("people").count() == 3);
  }
}

TEST_CASE("app: of a store whose begin is destroyed, what can be read is offered", "[app]") {
  Desk desk;
  const QString path = closed_store(desk);
  QByteArray bytes = bytes_of(path);
  for (int i = 0; i < 100; ++i) bytes[i] = 'x';
  put(path, bytes);
  desk.flow().open({path});
  desk.settle();
  CHECK(desk.get<QWidget>(QStringLiteral("health")).isVisible());
  CHECK_FALSE(desk.shows(QStringLiteral("open_as_it_is")));
  CHECK_THAT(desk.text(QStringLiteral("health_state")), has_part("so it was a store"));
  desk.saved_file = desk.file(QStringLiteral("new.db"));
  desk.click(QStringLiteral("salvage_store"));
  desk.settle();
  CHECK_THAT(found(desk), has_part("3 documents are in"));
  CHECK(bytes_of(path) == bytes);
}

TEST_CASE("app: a check is cancelled", "[app]") {
  Desk desk;
  Store store = open_documents(desk, 20'000);
  desk.window().go(QStringLiteral("health"));
  desk.click(QStringLiteral("check_store"));
  desk.click(QStringLiteral("cancel"));
  desk.settle();
  CHECK(found(desk).empty());
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("Cancelled"));
}

}  // namespace app_health
