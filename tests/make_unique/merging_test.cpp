// make_unique with rules of merging, identity fields, and rules in one document.
#include <profilestore/make_unique.hpp>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "make_unique/contents.hpp"

namespace make_unique_merging_test {

using namespace profilestore;
using Texts = std::vector<std::string>;

namespace {

Texts live(const temporary::Store& store) {
  return fixture::column(store.path(), "SELECT doc FROM users");
}

Texts reasons(const temporary::Store& store) {
  return fixture::column(store.path(), "SELECT reason FROM ps_quarantine");
}

MakeUniqueOptions with(Texts merge, std::string keep = "complete,newest:updatedAt") {
  MakeUniqueOptions options;
  options.merge = std::move(merge);
  options.keep = std::move(keep);
  return options;
}

struct Case {
  const char* description;
  MakeUniqueOptions options;
  Texts documents;  ///< their `_id`s are 1, 2, …
  Texts stay;
  Ledger ledger;
};

}  // namespace

TEST_CASE("a survivor takes from the others as the rules say, and undo brings back every byte",
          "[import][make_unique][merges]") {
  const std::vector<Case> cases{
      {"fill, inside a sub-document too",
       with({"fill"}),
       {R"({"u":1,"a":1,"o":{"x":1}})", R"({"u":1,"b":2,"o":{"y":2}})", R"({"u":2})"},
       {R"({"_id":2,"u":1,"b":2,"o":{"y":2,"x":1},"a":1})", R"({"_id":3,"u":2})"},
       {3, 0, 1, 1, 1, 0, 0}},
      {"sum, rank, union by a key",
       with({"sum:n", "rank:role=admin>user", "union:d@id"}, "oldest:_id"),
       {R"({"u":1,"n":1,"role":"user","d":[{"id":1},{"id":1,"x":1}]})",
        R"({"u":1,"n":2,"role":"admin","d":[{"id":1},{"id":2}]})", R"({"u":1,"n":"3"})"},
       {R"({"_id":1,"u":1,"n":3,"role":"admin","d":[{"id":1},{"id":2}]})"},
       {3, 0, 1, 0, 2, 0, 0}},
      {"a survivor that takes nothing stays as it is",
       with({"fill", "max:n"}),
       {R"({"u":1,"n":2,"m":1})", R"({"u":1,"n":1})"},
       {R"({"_id":1,"u":1,"n":2,"m":1})"},
       {2, 0, 0, 1, 1, 0, 0}},
      {"a sum that does not fit: the survivor stays, and the others are set apart",
       with({"sum:n"}, "oldest:_id"),
       {R"({"u":1,"n":9223372036854775807})", R"({"u":1,"n":1})", R"({"u":1})"},
       {R"({"_id":1,"u":1,"n":9223372036854775807})"},
       {3, 0, 0, 1, 0, 2, 0}},
  };
  for (const Case& c : cases) {
    INFO(c.description);
    temporary::Store store;
    Collection users = store.collection("users");
    insert_all(users, c.documents);
    const auto before = contents(store);
    MakeUniqueOptions dry = c.options;
    dry.dry_run = true;
    CHECK(make_unique(store, "users", {"u"}, dry).ledger == c.ledger);
    CHECK(contents(store) == before);
    const auto report = make_unique(store, "users", {"u"}, c.options);
    CHECK(report.ledger == c.ledger);
    CHECK(live(store) == c.stay);
    CHECK(store.check().faults == Texts{});
    const UndoReport undone = undo_import(store, report.id);
    CHECK(undone.left.empty());
    CHECK(contents(store) == before);
    CHECK(fixture::column(store.path(), "SELECT count(*) FROM ps_provenance") == Texts{"0"});
    CHECK(store.check().faults == Texts{});
  }
}

TEST_CASE("what a survivor takes is told, and where its fields come from",
          "[import][make_unique]"
          "[merges]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"a":1,"b":1})", R"({"u":1,"o":{"x":1}})", R"({"u":1,"n":"x"})"});
  auto options = with({"fill", "max:a"});
  options.on_group = [](const UniqueGroup& group) {
    REQUIRE(group.taken.size() == 2);
    CHECK(group.taken[0].field == "n");
    CHECK(group.taken[1].field == "o");
    CHECK(group.taken[1].rule == "fill");
    CHECK(group.taken[1].from == std::vector<Value>{2});
  };
  const auto report = make_unique(store, "users", {"u"}, options);
  REQUIRE(report.rule_uses.size() == 2);
  CHECK(report.rule_uses[0].rule == "fill");
  CHECK(report.rule_uses[0].groups == 1);
  CHECK(report.rule_uses[1].documents == 1);
  CHECK(report.rule_uses[1].groups == 0);
  CHECK(fixture::column(store.path(), "SELECT fields ->> '$.o.rule' FROM ps_provenance") ==
        Texts{"fill"});
  CHECK(fixture::column(store.path(), "SELECT reason FROM ps_archive WHERE row = survivor") ==
        Texts{"survivor before the merge"});
}

TEST_CASE("documents of another person than the survivor go to the quarantine",
          "[import][make_unique][merges]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"e":"Ana@x.org","x":1})", R"({"u":1,"e":"ana@x.org "})",
                     R"({"u":1,"e":"bob@x.org"})", R"({"u":1})"});
  MakeUniqueOptions options;
  options.identity = {"e"};
  options.merge = {"fill"};
  const auto before = contents(store);
  const auto report = make_unique(store, "users", {"u"}, options);
  CHECK(report.ledger == Ledger{4, 0, 0, 1, 2, 1, 0});
  CHECK(reasons(store) ==
        Texts{"conflict of identity: 'e' differs from that of a document with the same key"});
  CHECK(report.rule_uses.at(1).option == "identity");
  CHECK(report.rule_uses.at(1).groups == 1);
  CHECK(undo_import(store, report.id).left.empty());
  CHECK(contents(store) == before);
}

TEST_CASE("a merge that the validator or another unique index refuses sets the others apart",
          "[import][make_unique][merges]") {
  temporary::Store store;
  Collection users = store.collection("users");
  SECTION("the validator") {
    insert_all(users, {R"({"u":1,"x":1,"y":1})", R"({"u":1,"z":1})"});
    users.set_validator(
        {.filter = Value::parse(R"({"$or":[{"z":{"$exists":false}},{"x":{"$exists":false}}]})")});
    make_unique(store, "users", {"u"}, with({"fill"}));
    CHECK(live(store) == Texts{R"({"_id":1,"u":1,"x":1,"y":1})"});
    CHECK(reasons(store).at(0).starts_with(
        "conflict: the merged document of its group is invalid: Document failed validation"));
  }
  SECTION("another unique index, of which the loser was no part") {
    UniqueIndex mail{"m", Missing::distinct};
    mail.where = Value::parse(R"({"x":1})");
    users.create_index(Index(mail));
    insert_all(users, {R"({"u":1,"x":1,"y":1})", R"({"u":1,"m":"a"})", R"({"u":2,"x":1,"m":"a"})"});
    make_unique(store, "users", {"u"}, with({"fill"}));
    CHECK(live(store) ==
          Texts{R"({"_id":1,"u":1,"x":1,"y":1})", R"({"_id":3,"u":2,"x":1,"m":"a"})"});
    CHECK(reasons(store) ==
          Texts{"conflict: the merged document of its group is invalid: another document has its "
                "key under the unique index m_1"});
  }
  CHECK(store.check().faults == Texts{});
}

TEST_CASE("a value that moves to the survivor keeps its key under another unique index",
          "[import][make_unique][merges]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.create_index(Index(UniqueIndex{"m", Missing::distinct}));
  insert_all(users, {R"({"u":1,"x":1,"y":1})", R"({"u":1,"m":["a","b"]})"});
  const auto before = contents(store);
  const auto report = make_unique(store, "users", {"u"}, with({"fill"}));
  CHECK(live(store) == Texts{R"({"_id":1,"u":1,"x":1,"y":1,"m":["a","b"]})"});
  CHECK_THROWS_AS(users.insert_one({{"u", 2}, {"m", "a"}}), DuplicateKey);
  CHECK(store.check().faults == Texts{});
  undo_import(store, report.id);
  CHECK(live(store).size() == 2);
  CHECK(store.check().faults == Texts{});
}

TEST_CASE("the document that others refer to most stays, also in its own collection",
          "[import][make_unique][merges]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"x":1})", R"({"u":1})", R"({"u":2,"friends":[2]})"});
  make_unique(store, "users", {"u"}, with({}, "most-referenced:users.friends"));
  CHECK(live(store).front() == R"({"_id":2,"u":1})");
}

TEST_CASE("rules of make_unique that fit nothing are refused before anything is done",
          "[import][make_unique][merges]") {
  struct Row {
    void (*change)(MakeUniqueOptions&);
    const char* start;
  };
  const std::vector<Row> rows{
      {[](MakeUniqueOptions& o) { o.merge = {"add:n"}; }, "merge: 'add:n' is not a rule"},
      {[](MakeUniqueOptions& o) { o.merge = {"max:u"}; }, "merge: 'max:u' would change 'u'"},
      {[](MakeUniqueOptions& o) { o.merge = {"max:zip"}; },
       "merge: 'max:zip': no document that shares a key has a field 'zip'"},
      {[](MakeUniqueOptions& o) { o.merge = {"sum:t"}; },
       "merge: 'sum:t': no value of 't' is a number; one is \"x\". Nothing was done"},
      {[](MakeUniqueOptions& o) { o.identity = {"mail"}; },
       "identity: 'mail': no document that shares a key has a field 'mail'"},
      {[](MakeUniqueOptions& o) { o.keep = "most-referenced:orders.by"; },
       "keep: 'most-referenced:orders.by': the store has no collection 'orders'"},
      {[](MakeUniqueOptions& o) { o.rules = Value::parse(R"({"version":1})"), o.merge = {"fill"}; },
       "the rules are given twice"},
      {[](MakeUniqueOptions& o) { o.rules = Value::parse(R"({"version":1,"onExisting":"keep"})"); },
       "onExisting: "},
  };
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"n":1,"t":"x"})", R"({"u":1,"n":2,"t":"x"})"});
  const auto before = contents(store);
  for (const Row& row : rows) {
    INFO(row.start);
    MakeUniqueOptions options;
    row.change(options);
    CHECK_THROWS_WITH(make_unique(store, "users", {"u"}, options),
                      Catch::Matchers::StartsWith(row.start));
    CHECK(contents(store) == before);
  }
}

TEST_CASE("rules as one document do what the options do, and are in the record",
          "[import][make_unique][merges]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"n":1})", R"({"u":1,"n":2})"});
  MakeUniqueOptions options;
  options.rules = Value::parse(R"({"version":1,"keep":["oldest:_id"],"merge":{"sum":["n"]}})");
  make_unique(store, "users", {"u"}, options);
  CHECK(live(store) == Texts{R"({"_id":1,"u":1,"n":3})"});
  CHECK(fixture::column(store.path(), "SELECT rules ->> '$.rules.merge.sum[0]' FROM ps_imports") ==
        Texts{"n"});
}

TEST_CASE("an import is proven after its documents were merged, and again gives nothing",
          "[import][make_unique][merges]") {
  temporary::Store store;
  temporary::Folder folder;
  temporary::write_file(folder / "a.json", R"({"_id":1,"u":1,"n":1}
{"_id":2,"u":1,"n":2}
{"_id":3,"u":2,"n":4})");
  ImportOptions by_id;
  by_id.collection = "users";
  const auto imported = import_files(store.path(), {(folder / "a.json").string()}, by_id);
  const auto before = contents(store);
  const auto report = make_unique(store, "users", {"u"}, with({"sum:n"}));
  CHECK(live(store).front() == R"({"_id":2,"u":1,"n":3})");
  CHECK(verify_import(store, imported.id).proven());
  ImportOptions by_u = by_id;
  by_u.unique = {"u"};
  by_u.merge = {"sum:n"};
  CHECK(import_files(store.path(), {(folder / "a.json").string()}, by_u).ledger ==
        Ledger{3, 0, 0, 3, 0, 0, 0});
  undo_import(store, "3");
  undo_import(store, report.id);
  CHECK(contents(store) == before);
  CHECK(verify_import(store, imported.id).proven());
}

TEST_CASE("a merged survivor that was changed since is merged back, or left with its losers",
          "[import][make_unique][merges]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"n":1,"x":1})", R"({"u":1,"n":2})"});
  const auto report = make_unique(store, "users", {"u"}, with({"sum:n"}));
  SECTION("in another field") {
    users.update_one({}, {{"$set", {{"y", 1}}}});
    CHECK(undo_import(store, report.id).merged == 1);
    CHECK(live(store) == Texts{R"({"_id":1,"u":1,"n":1,"x":1,"y":1})", R"({"_id":2,"u":1,"n":2})"});
  }
  SECTION("in the same field") {
    users.update_one({}, {{"$inc", {{"n", 5}}}});
    const UndoReport undone = undo_import(store, report.id);
    REQUIRE(undone.left.size() == 1);
    CHECK(undone.left[0].fields == Texts{"n"});
    CHECK(live(store) == Texts{R"({"_id":1,"u":1,"n":8,"x":1})"});
    CHECK(fixture::column(store.path(), "SELECT count(*) FROM ps_archive") == Texts{"2"});
    users.update_one({}, {{"$inc", {{"n", -5}}}});
    CHECK(undo_import(store, report.id).left.empty());
    CHECK(live(store).size() == 2);
  }
  SECTION("one key alone") {
    users.drop_index("u_1");
    CHECK(undo_import(store, report.id, {.keys = {1}}).left.empty());
    CHECK(live(store) == Texts{R"({"_id":1,"u":1,"n":1,"x":1})", R"({"_id":2,"u":1,"n":2})"});
  }
  CHECK(store.check().faults == Texts{});
}

}  // namespace make_unique_merging_test
