// Documents that an import replaced, and that the application changed since: what undo makes of
// them.
#include "catch.hpp"
#include "import/fixture.hpp"
#include "undo/undo_bench.hpp"

namespace undo_undo_merge_test {

using namespace profilestore;
using fixture::by;
using fixture::left_of;
using fixture::Texts;

namespace {

struct Bench : fixture::UndoBench {
  /// One document, replaced by an import, and changed since.
  std::string prepare(const std::string& before, const std::string& imported,
                      const Document& update, const ImportOptions& options = by("u")) {
    run(before, options);
    const auto id = run(imported, options).id;
    open().collection("profiles").update_one({{"u", "a"}}, update);
    return id;
  }
  std::string archived() { return value("SELECT count(*) FROM ps_archive"); }
};

}  // namespace

TEST_CASE("undo merges a replaced document with what was changed since", "[import][undo]") {
  struct Case {
    const char* reason;
    std::string before, imported, update, after;
    std::vector<std::string> merge;
  };
  const Case row = GENERATE(values<Case>({
      {"a field was added",
       R"({"_id":1,"u":"a","x":1})",
       R"({"_id":1,"u":"a","x":2,"y":2})",
       R"({"$set":{"z":3}})",
       R"({"_id":1,"u":"a","x":1,"z":3})",
       {}},
      {"a field that was as before was changed",
       R"({"_id":1,"u":"a","n":"Ana"})",
       R"({"_id":1,"u":"a","n":"Ana","y":2})",
       R"({"$set":{"n":"Anna"}})",
       R"({"_id":1,"u":"a","n":"Anna"})",
       {}},
      {"one was removed",
       R"({"_id":1,"u":"a","n":"Ana"})",
       R"({"_id":1,"u":"a","n":"Ana","y":2})",
       R"({"$unset":{"n":1}})",
       R"({"_id":1,"u":"a"})",
       {}},
      {"fields of one object",
       R"({"_id":1,"u":"a","o":{"p":1,"q":1}})",
       R"({"_id":1,"u":"a","o":{"p":2,"q":1},"y":1})",
       R"({"$set":{"o.q":3}})",
       R"({"_id":1,"u":"a","o":{"p":1,"q":3}})",
       {}},
      {"the old _id is back",
       R"({"_id":1,"u":"a"})",
       R"({"_id":2,"u":"a","x":1})",
       R"({"$set":{"z":1}})",
       R"({"_id":1,"u":"a","z":1})",
       {}},
      {"the survivor had taken fields",
       R"({"_id":1,"u":"a","p":1})",
       R"({"_id":2,"u":"a","q":1,"r":1})",
       R"({"$set":{"z":1}})",
       R"({"_id":1,"u":"a","p":1,"z":1})",
       {"fill"}},
      {"what the import added was removed",
       R"({"_id":1,"u":"a"})",
       R"({"_id":1,"u":"a","x":1})",
       R"({"$unset":{"x":1}})",
       R"({"_id":1,"u":"a"})",
       {}},
      {"it was changed back",
       R"({"_id":1,"u":"a","x":1})",
       R"({"_id":1,"u":"a","x":2,"y":1})",
       R"({"$set":{"x":1}})",
       R"({"_id":1,"u":"a","x":1})",
       {}},
      {"its key was changed",
       R"({"_id":1,"u":"a","x":1})",
       R"({"_id":1,"u":"a","x":2,"y":1})",
       R"({"$set":{"u":"b"}})",
       R"({"_id":1,"u":"b","x":1})",
       {}},
  }));
  INFO(row.reason);
  const bool by_key = GENERATE(false, true);
  Bench bench;
  auto options = by("u");
  options.merge = row.merge;
  const auto id = bench.prepare(row.before, row.imported, Document::parse(row.update), options);
  const auto report = bench.undo(id, by_key ? UndoOptions{.keys = {"a"}} : UndoOptions{});
  CHECK(left_of(report) == Texts{});
  CHECK(report.merged == 1);
  CHECK(report.restored == 0);
  CHECK(bench.value("SELECT doc FROM profiles") == row.after);
  CHECK(bench.archived() == "0");
  if (by_key) {
    CHECK(verify_import(bench.open(), id).proven());
    CHECK(verify_import(bench.open(), id).taken_back == 1);
  }
  // What the first import made was changed since then.
  const auto first = bench.undo("1");
  CHECK(first.removed + first.edited == 1);
}

TEST_CASE("undo leaves a document where both changed a field, and names it", "[import][undo]") {
  struct Case {
    const char* reason;
    std::string before, imported, update;
    Texts left;
  };
  const Case row = GENERATE(values<Case>({
      {"a value",
       R"({"_id":1,"u":"a","x":1})",
       R"({"_id":1,"u":"a","x":2,"y":2})",
       R"({"$set":{"x":3,"z":1}})",
       {"1 edited x"}},
      {"an array is one field",
       R"({"_id":1,"u":"a","t":[1]})",
       R"({"_id":1,"u":"a","t":[1,2],"y":1})",
       R"({"$push":{"t":3}})",
       {"1 edited t"}},
      {"within an object",
       R"({"_id":1,"u":"a","o":{"p":1}})",
       R"({"_id":1,"u":"a","o":{"p":2},"y":1})",
       R"({"$set":{"o.p":3}})",
       {"1 edited o.p"}},
      {"what the import added",
       R"({"_id":1,"u":"a"})",
       R"({"_id":1,"u":"a","x":2})",
       R"({"$set":{"x":3}})",
       {"1 edited x"}},
      {"a date of its own",
       R"({"_id":1,"u":"a","updatedAt":1})",
       R"({"_id":1,"u":"a","updatedAt":2})",
       R"({"$set":{"updatedAt":3,"z":1}})",
       {"1 edited updatedAt"}},
  }));
  INFO(row.reason);
  Bench bench;
  const auto id = bench.prepare(row.before, row.imported, Document::parse(row.update));
  const auto before = bench.contents();
  const auto report = bench.undo(id);
  CHECK(left_of(report) == row.left);
  CHECK(report.edited == 1);
  CHECK(report.merged == 0);
  CHECK(bench.contents() == before);
}

TEST_CASE("a stamp of the collection's is no change of the application's", "[import][undo]") {
  Bench bench;
  bench.open().collection("profiles", {.indexes = {UniqueIndex{"u"}}, .timestamps = true});
  const auto id = bench.prepare(R"({"_id":1,"u":"a","updatedAt":1})",
                                R"({"_id":1,"u":"a","updatedAt":2,"y":1})", {{"$set", {{"z", 1}}}});
  const auto stamp = bench.open().collection("profiles").find_one({{"u", "a"}})->at("updatedAt");
  CHECK(bench.undo(id).merged == 1);
  const auto document = *bench.open().collection("profiles").find_one({{"u", "a"}});
  CHECK(document == Document{{"_id", 1}, {"u", "a"}, {"updatedAt", stamp}, {"z", 1}});
}

TEST_CASE("undo merges nothing that the collection would not take", "[import][undo]") {
  Bench bench;
  SECTION("its validator") {
    const auto id = bench.prepare(R"({"_id":1,"u":"a","x":1})", R"({"_id":1,"u":"a","x":2,"y":1})",
                                  {{"$set", {{"z", 1}}}});
    bench.open().collection("profiles").set_validator({.filter = {{"x", 2}}});
    const auto before = bench.contents();
    const UndoOptions key{.keys = {"a"}};
    const auto report = bench.undo(id, key);
    CHECK(left_of(report) == Texts{"1 invalid"});
    CHECK(report.invalid == 1);
    CHECK(bench.contents() == before);
    bench.open()
        .collection("profiles")
        .set_validator({.filter = {{"x", 2}}, .action = ValidationAction::warn});
    CHECK(bench.undo(id, key).merged == 1);
  }
  SECTION("an index") {
    const auto id = bench.prepare(R"({"_id":1,"u":"a","m":"x"})",
                                  R"({"_id":1,"u":"a","m":"y","y":1})", {{"$set", {{"z", 1}}}});
    bench.open().collection("profiles").create_index(UniqueIndex{"m"});
    bench.open().collection("profiles").insert_one({{"_id", 2}, {"u", "b"}, {"m", "x"}});
    const auto before = bench.contents();
    const auto report = bench.undo(id);
    CHECK(left_of(report) == Texts{"1 clash"});
    CHECK(bench.contents() == before);
  }
}

TEST_CASE("another document in the row of a replaced one is not merged", "[import][undo]") {
  Bench bench;
  const auto id =
      bench.prepare(R"({"_id":1,"u":"a"})", R"({"_id":1,"u":"a","x":1})", {{"$set", {{"z", 1}}}});
  Store store = bench.open();
  Collection profiles = store.collection("profiles");
  profiles.delete_one({{"u", "a"}});
  profiles.insert_one({{"_id", 7}, {"u", "other"}});
  CHECK(left_of(bench.undo(id)) == Texts{"1 edited"});
  CHECK(bench.live() == Texts{R"(001 {"_id":7,"u":"other"})"});
}

}  // namespace undo_undo_merge_test
