// Where a document's fields come from, as the store remembers it.
#include "catch.hpp"
#include "import/fixture.hpp"

namespace history_explain_test {

using namespace profilestore;
using fixture::by;

namespace {

struct Bench : temporary::Folder {
  std::filesystem::path db = *this / "s.db";

  void run(const std::string& name, const std::string& text) {
    temporary::write_file(*this / name, text);
    auto options = by("u");
    options.merge = {"fill", "union:t"};
    import_files(db, {(*this / name).string()}, options);
  }
  Explanation of(const Value& key) { return explain_document(Store::open(db), "profiles", key); }
};

/// "field: file:line by rule in import"
std::vector<std::string> said(const Explanation& explanation) {
  std::vector<std::string> lines;
  for (const ExplainedField& one : explanation.fields) {
    std::string line = one.field + ":";
    for (const FieldOrigin& origin : one.origins)
      line += " " + std::filesystem::path(origin.source).filename().string() + ":" +
              std::to_string(origin.line) + "=" + origin.id.dump();
    if (!one.rule.empty()) line += " by " + one.rule;
    lines.push_back(line + (one.import.empty() ? "" : " in " + one.import));
  }
  return lines;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("explain tells for each field whose value it is", "[explain]") {
  Bench bench;
  bench.run("a.json", R"({"_id":1,"u":"k","x":1,"y":2,"t":[1]}
{"_id":2,"u":"k","bio":"b","t":[2]})");
  const Explanation first = bench.of("k");
  CHECK(first.import == "1");
  CHECK_FALSE(first.edited);
  CHECK(said(first) == Texts{"_id: a.json:1=1 in 1", "u: a.json:1=1 in 1", "x: a.json:1=1 in 1",
                             "y: a.json:1=1 in 1", "t: a.json:1=1 a.json:2=2 by union:t in 1",
                             "bio: a.json:2=2 by fill in 1"});

  bench.run("b.json", R"({"_id":3,"u":"k","z":1})");
  const Explanation second = bench.of({{"u", "k"}});
  CHECK(second.import == "2");
  CHECK(said(second).at(5) == "bio: a.json:2=2 by fill in 1");
  CHECK(said(second).at(6) == "z: b.json:1=3 by fill in 2");

  Store::open(bench.db).collection("profiles").update_one({{"u", "k"}}, {{"$set", {{"x", 9}}}});
  const Explanation edited = bench.of(1);
  CHECK(edited.edited);
  CHECK(said(edited).at(2) == "x:");
  CHECK(said(edited).at(3) == "y: a.json:1=1 in 1");

  undo_import(Store::open(bench.db), "1");
}

TEST_CASE("explain says of what the application wrote that no import did", "[explain]") {
  Bench bench;
  bench.run("a.json", R"({"_id":1,"u":"k"})");
  Store::open(bench.db).collection("profiles").insert_one({{"_id", 2}, {"u", "app"}});
  const Explanation of_app = bench.of("app");
  CHECK(of_app.import.empty());
  CHECK(said(of_app) == Texts{"_id:", "u:"});
  undo_import(Store::open(bench.db), "1");
  CHECK(fixture::column(bench.db, "SELECT count(*) FROM ps_provenance") == Texts{"0"});
  CHECK_THROWS_WITH(bench.of("k"), has_part("no document with that key"));
  CHECK_THROWS_AS(explain_document(Store::open(bench.db), "nothing", "k"), InvalidInput);
}

TEST_CASE("explain asks which, if a value is a key of two documents", "[explain]") {
  Bench bench;
  bench.run("a.json", R"({"_id":"k","u":"j"}
{"_id":"j","u":"k"})");
  CHECK_THROWS_WITH(bench.of("k"), has_part("under different indexes"));
  CHECK(bench.of({{"_id", "k"}}).document.at("u") == "j");
}

}  // namespace history_explain_test
