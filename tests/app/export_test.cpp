// An export in the window when stores come and go, files are replaced, and answers are late.
#include <profilestore/profilestore.hpp>

#include <QFile>

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

}  // namespace app_export
