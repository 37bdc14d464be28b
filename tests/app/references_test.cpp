// References to documents that were merged, in the window.
#include <profilestore/profilestore.hpp>

#include "app/incident.hpp"

using namespace profilestore;

namespace app_references {

using namespace app;

// Imports the sample, and returns the store with an order of somebody whose profile was merged.
Store import_with_order(Desk& desk) {
  import(desk);
  Store store = Store::open(desk.file(QStringLiteral("profiles.db")).toStdString());
  Value old;
  each_redirect(store, "creatorprofiles", [&](const Redirect& one) { old = one.old; });
  store.collection("orders").insert_many({{{"_id", 1}, {"by", old}, {"n", 1}}, {{"_id", 2}}});
  return store;
}

TEST_CASE("app: references to merged documents are followed if that is confirmed", "[app]") {
  Desk desk;
  Store store = import_with_order(desk);
  const Document before = *store.collection("orders").find_one({{"_id", 1}});
  desk.confirms = GENERATE(false, true);
  desk.click(QStringLiteral("follow_references"));
  desk.settle();
  REQUIRE(desk.asked.size() == 1);
  CHECK_THAT(desk.asked.front().toStdString(), has_part("orders.by: 1 to merged documents"));
  CHECK_THAT(desk.asked.front().toStdString(), has_part("stand in 1 document."));
  const Document after = *store.collection("orders").find_one({{"_id", 1}});
  CHECK((after == before) == !desk.confirms);
  if (!desk.confirms) return;
  CHECK(store.collection("creatorprofiles").find_one({{"_id", after["by"]}}));
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("1 document changed"));
  CHECK(desk.model(QStringLiteral("import_list")).rowCount() == 2);
  CHECK(desk.cell(QStringLiteral("import_list"), 0, 1) == "references followed");
  desk.click(QStringLiteral("undo_all"));
  desk.settle();
  CHECK(*store.collection("orders").find_one({{"_id", 1}}) == before);
}

TEST_CASE("app: where no reference leads to a merged document, that is said", "[app]") {
  Desk desk;
  import(desk);
  desk.click(QStringLiteral("follow_references"));
  desk.settle();
  CHECK(desk.asked.isEmpty());
  CHECK_THAT(desk.text(QStringLiteral("said")), has_part("No value in this store refers"));
}

}  // namespace app_references
