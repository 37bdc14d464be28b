// References that were found, rewritten and undone, in a store.
#include <profilestore/explain.hpp>

#include "following/references_bench.hpp"
#include "store/caught.hpp"

namespace following_rewrite_references_test {

using namespace profilestore;
using fixture::hex_id;
using fixture::id_of;
using fixture::ReferencesBench;
using fixture::told;

namespace {

std::string refusal(ReferencesBench& bench, const std::vector<ReferencePath>& in) {
  const auto before = bench.contents();
  const auto refused = caught<InvalidInput>([&] { bench.rewrite({.in = in}); });
  CHECK(bench.contents() == before);
  return refused ? refused->what() : "";
}

}  // namespace

TEST_CASE("references follow documents that were merged, in all collections", "[references]") {
  ReferencesBench bench;
  const std::string people = bench.import_people();
  bench.insert("orders", {{{"_id", 1}, {"by", id_of(2)}, {"n", 2}},
                          {{"_id", 2}, {"by", hex_id(3)}},
                          {{"_id", 3}, {"by", {{"$ref", "people"}, {"$id", id_of(3)}}}},
                          {{"_id", 4}, {"by", id_of(255)}},
                          {{"_id", 5}, {"by", id_of(4)}, {"other", id_of(254)}}});
  bench.insert("bookings", {{{"_id", 1}, {"likes", {id_of(1), id_of(2), id_of(4)}}},
                            {{"_id", 2}, {"guests", {{{"who", id_of(2)}}, {{"who", id_of(3)}}}}}});
  bench.store.collection("people").update_one({{"u", "mo"}}, {{"$set", {{"friend", id_of(2)}}}});
  const auto before = bench.contents();

  CHECK(told(bench.rewrite({.dry_run = true})) ==
        "bookings 2: guests.who 0+2 repeated 1 likes 2+1 repeated 1; orders 3: by 1+2 nobody 1 "
        "by.$id 0+1; people 1: friend 0+1");
  CHECK(bench.contents() == before);

  const ReferencesReport report = bench.rewrite();
  REQUIRE(report.collections.size() == 3);
  CHECK(report.collections[1].ledger == Ledger{.read = 5, .updated = 3, .unchanged = 2});
  CHECK(report.unsearched == 0);
  CHECK(bench.get("orders", {{"_id", 1}}) == Document{{"_id", 1}, {"by", id_of(1)}, {"n", 2}});
  CHECK(bench.get("orders", {{"_id", 2}}).at("by") == hex_id(1));
  CHECK(bench.get("orders", {{"_id", 3}}).at("by") ==
        Document{{"$ref", "people"}, {"$id", id_of(1)}});
  CHECK(bench.get("bookings", {{"_id", 1}}).at("likes") == Value{id_of(1), id_of(1), id_of(4)});
  CHECK(bench.get("people", {{"u", "mo"}}).at("friend") == id_of(1));

  SECTION("done again it changes nothing") {
    const auto after = bench.contents();
    for (const CollectionReferences& one : bench.rewrite().collections) CHECK(one.id.empty());
    CHECK(bench.contents() == after);
  }
  SECTION("undo restores every byte, whatever comes first") {
    for (const std::size_t i : {1, 2, 0})
      CHECK(undo_import(bench.store, report.collections[i].id).restored ==
            report.collections[i].ledger.updated);
    CHECK(bench.contents() == before);
  }
  SECTION("undo keeps what was changed since") {
    bench.store.collection("orders").update_one({{"_id", 1}}, {{"$set", {{"n", 3}}}});
    bench.store.collection("orders").update_one({{"_id", 2}}, {{"$set", {{"by", "me"}}}});
    const UndoReport undone = undo_import(bench.store, report.collections[1].id);
    CHECK(undone.restored == 1);
    CHECK(undone.merged == 1);
    CHECK(undone.edited == 1);
    CHECK(bench.get("orders", {{"_id", 1}}) == Document{{"_id", 1}, {"by", id_of(2)}, {"n", 3}});
    CHECK(bench.get("orders", {{"_id", 2}}).at("by") == "me");
  }
  SECTION("undo takes one document back") {
    const UndoReport undone = undo_import(bench.store, report.collections[1].id, {.keys = {1}});
    CHECK(undone.restored == 1);
    CHECK(bench.get("orders", {{"_id", 1}}).at("by") == id_of(2));
    CHECK(bench.get("orders", {{"_id", 2}}).at("by") == hex_id(1));
  }
  SECTION("undo of what was merged tells who has followed it") {
    const UndoReport undone = undo_import(bench.store, people);
    CHECK(undone.references == std::vector<std::string>{report.collections[0].id,
                                                        report.collections[1].id,
                                                        report.collections[2].id});
    for (const CollectionReferences& one : report.collections) undo_import(bench.store, one.id);
    CHECK(undo_import(bench.store, people).references.empty());
  }
  SECTION("verify has no sources to read") {
    const auto refused =
        caught<InvalidInput>([&] { verify_import(bench.store, report.collections[1].id); });
    REQUIRE(refused);
    CHECK(refused->what() == std::string("import 3 rewrote references to people and read no "
                                         "sources: there is nothing to verify"));
  }
  SECTION("it is an event") {
    const auto events = bench.store.stats().events;
    const auto noted = std::count_if(events.begin(), events.end(), [](const StoreEvent& event) {
      return event.kind == EventKind::references && event.operation == "references";
    });
    CHECK(noted == 3);
  }
}

TEST_CASE("a reference follows to the one who lives in the end", "[references]") {
  ReferencesBench bench;
  bench.import_people();
  bench.import("people",
               Document{{"_id", id_of(9)}, {"u", "mo"}, {"a", 1}, {"b", 1}, {"c", 1}}.dump(), "u");
  CHECK(bench.get("people", {{"u", "mo"}}).at("_id") == id_of(9));
  bench.store.collection("people").update_one({{"u", "kim"}}, {{"$set", {{"u", "mo2"}}}});
  bench.insert("orders", {{{"_id", 1}, {"by", id_of(4)}}, {{"_id", 2}, {"by", id_of(3)}}});
  CHECK(told(bench.rewrite()) == "orders 2: by 0+2");
  bench.store.collection("people").delete_one({{"_id", id_of(1)}});
  bench.insert("orders", {{{"_id", 3}, {"by", id_of(3)}}});
  CHECK(told(bench.rewrite()) == "orders 0: by 1+0 nobody 1 gone 1");
}

TEST_CASE("numbers and short texts are references where a path is named", "[references]") {
  ReferencesBench bench;
  bench.import("people",
               R"({"_id":1,"u":"kim","x":1} {"_id":2,"u":"kim"} {"_id":"al","u":"mo","x":1}
                            {"_id":"bo","u":"mo"})",
               "u");
  bench.insert("orders", {{{"_id", 2}, {"by", 2}, {"quantity", 2}},
                          {{"_id", 3}, {"by", "bo"}, {"name", "bo"}},
                          {{"_id", 4}, {"by", {{"$ref", "people"}, {"$id", 2}}}}});
  const ReferencesReport found = bench.rewrite({.dry_run = true});
  CHECK(told(found) == "orders 1: by.$id 0+1");
  CHECK(found.unsearched == 2);
  CHECK(told(bench.rewrite({.in = {{"orders", "by"}}})) == "orders 3: by 0+2 by.$id 0+1");
  CHECK(bench.get("orders", {{"_id", 2}}) == Document{{"_id", 2}, {"by", 1}, {"quantity", 2}});
  CHECK(bench.get("orders", {{"_id", 3}}) == Document{{"_id", 3}, {"by", "al"}, {"name", "bo"}});
}

TEST_CASE("paths that are no references are refused, with what was meant", "[references]") {
  ReferencesBench bench;
  bench.import_people();
  bench.insert("orders", {{{"_id", 1}, {"userId", id_of(2)}, {"a", {{"b", id_of(3)}}}}});
  const std::string none = " Nothing was done";
  CHECK(refusal(bench, {{"orders", "userID"}}) ==
        "no document of collection orders has a field 'userID'; did you mean 'userId'?" + none);
  CHECK(refusal(bench, {{"order", "userId"}}) ==
        "the store has no collection 'order'; did you mean 'orders'?" + none);
  CHECK_THAT(refusal(bench, {{"orders", "_id"}}), has_part("an _id is never rewritten"));
  CHECK_THAT(refusal(bench, {{"orders", "a..b"}}), has_part("a name in it is empty"));
  CHECK_THAT(refusal(bench, {{"orders", "a"}, {"orders", "a.b"}}),
             has_part("the paths 'a' and 'a.b' lead to the same values; name one of them"));
  CHECK(told(bench.rewrite({.in = {{"orders", "a.b"}, {"orders", "a.b"}}})) == "orders 1: a.b 0+1");
  const auto unknown = caught<InvalidInput>([&] { rewrite_references(bench.store, "poeple"); });
  REQUIRE(unknown);
  CHECK(unknown->code() == 26);
}

TEST_CASE("what would break a rule of its collection is in conflict, and stays", "[references]") {
  ReferencesBench bench;
  bench.import_people();
  bench.insert("profiles", {{{"_id", 1}, {"user", id_of(2)}, {"also", id_of(3)}},
                            {{"_id", 2}, {"user", id_of(3)}},
                            {{"_id", 3}, {"user", id_of(4)}}});
  bench.store.collection("profiles").create_index(UniqueIndex{"user"});
  bench.insert("orders", {{{"_id", 1}, {"by", id_of(2)}}, {{"_id", 2}, {"by", hex_id(2)}}});
  bench.store.collection("orders").set_validator(
      Validator{{{"by", {{"$not", {{"$eq", id_of(1)}}}}}}});
  const auto before = bench.contents();
  const ReferencesReport report = bench.rewrite();
  CHECK(told(report) == "orders 1: by 0+1 conflict 1; profiles 1: also 0+1 user 1+1 conflict 1");
  REQUIRE(report.collections.size() == 2);
  REQUIRE(report.collections[1].conflicts.size() == 1);
  CHECK(report.collections[1].conflicts[0].id == 2);
  CHECK(report.collections[1].conflicts[0].reason ==
        "another document has its key under the unique index user_1");
  CHECK(report.collections[1].ledger ==
        Ledger{.read = 3, .updated = 1, .unchanged = 1, .conflicted = 1});
  CHECK(bench.get("profiles", {{"_id", 2}}).at("user") == id_of(3));
  CHECK(told(bench.rewrite()) ==
        "orders 0: by 1+0 conflict 1; profiles 0: also 1+0 user 2+0 conflict 1");
  for (const std::size_t i : {0, 1}) undo_import(bench.store, report.collections[i].id);
  CHECK(bench.contents() == before);
}

TEST_CASE("what may refer to another collection, or is an _id, is left and told", "[references]") {
  ReferencesBench bench;
  bench.import_people();
  bench.insert("shops", {{{"_id", id_of(2)}}, {{"_id", {{"of", id_of(3)}}}}});
  bench.insert("orders", {{{"_id", 1}, {"shop", id_of(2)}, {hex_id(3), 1}}});
  const ReferencesReport report = bench.rewrite();
  CHECK(told(report) ==
        "orders 0: * 0+0 inName 1 shop 0+0 elsewhere 1; "
        "shops 0: _id 0+0 inId 1 _id.of 0+0 inId 1");
  CHECK(report.collections[0].paths[1].left[0].found == "shops");
  CHECK(told(bench.rewrite({.in = {{"orders", "shop"}}})) == "orders 1: shop 0+1");
}

TEST_CASE("imports beside those of references are undone, verified and run as before",
          "[references][undo]") {
  ReferencesBench bench;
  const std::string orders = Document{{"_id", 1}, {"by", id_of(2)}}.dump() + "\n" +
                             Document{{"_id", 2}}.dump() + "\nbad\n";
  const std::string first = bench.import("orders", orders).id;
  bench.import_people();
  const auto before = bench.contents();
  const std::string rewritten = bench.rewrite().collections[0].id;
  const VerifyReport verified = verify_import(bench.store, first);
  CHECK(verified.proven());
  CHECK(verified.edited == 1);
  const Ledger again = bench.import("orders", orders).ledger;
  CHECK(again == Ledger{.read = 3, .unchanged = 2, .quarantined = 1});
  undo_import(bench.store, "4");
  // What the first import made is left while its references are rewritten.
  const UndoReport undone = undo_import(bench.store, first);
  CHECK(undone.removed == 1);
  CHECK(undone.built_on == 1);
  CHECK(undo_import(bench.store, rewritten).restored == 1);
  CHECK(undo_import(bench.store, first).removed == 1);
  CHECK(bench.rows("orders").empty());
  CHECK(RawDatabase(bench.db).rows("SELECT * FROM ps_quarantine").empty());
}

TEST_CASE("explain tells of a field whose reference was rewritten", "[references][explain]") {
  ReferencesBench bench;
  bench.import("orders", Document{{"_id", 1}, {"by", id_of(2)}, {"n", 1}}.dump());
  bench.insert("orders", {{{"_id", 2}, {"by", {{"who", id_of(3)}}}}});
  bench.import_people();
  bench.rewrite();
  const auto fields = [&](int id) {
    const Explanation explained = explain_document(bench.store, "orders", id);
    std::string text = explained.import + (explained.edited ? " edited" : "");
    for (const ExplainedField& one : explained.fields)
      text += fmt::format(", {} {} {}", one.field, one.import, one.rule);
    return text;
  };
  CHECK(fields(1) == "3, _id 1 , by 3 references, n 1 ");
  CHECK(fields(2) == "3, _id  , by  , by.who 3 references");
  bench.store.collection("orders").update_one({{"_id", 2}}, {{"$set", {{"x", 1}}}});
  CHECK(fields(2) == ", _id  , by  , x  ");
}

TEST_CASE("redirects are listed with the one who lives, and the import", "[references]") {
  ReferencesBench bench;
  bench.import_people();
  bench.import("people", R"({"_id":7,"u":"al","x":1} {"_id":1.5,"u":"al"})", "u");
  std::string listed;
  CHECK(each_redirect(bench.store, "people", [&](const Redirect& one) {
          listed += fmt::format("{} {} {}\n", one.old.dump(),
                                one.survivor ? one.survivor->dump() : "-", one.import_id);
        }) == 3);
  CHECK(listed == fmt::format("1.5 7 2\n{0} {2} 1\n{1} {2} 1\n", id_of(2).dump(), id_of(3).dump(),
                              id_of(1).dump()));
  bench.store.collection("people").delete_one({{"_id", 7}});
  bench.insert("people", {{{"_id", id_of(2)}, {"u", "new"}}});
  listed.clear();
  each_redirect(bench.store, "people", [&](const Redirect& one) {
    listed += fmt::format("{} {}\n", one.old.dump(), one.survivor ? one.survivor->dump() : "-");
  });
  CHECK(listed == fmt::format("1.5 -\n{} {}\n", id_of(3).dump(), id_of(1).dump()));
}

}  // namespace following_rewrite_references_test
