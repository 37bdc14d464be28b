// Plans of imports, and what applies them.
#include <profilestore/not_duplicates.hpp>
#include <profilestore/plan.hpp>

#include <sstream>

#include "bson_bytes.hpp"
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_plan_test {

using namespace profilestore;
using fixture::by;
using Texts = std::vector<std::string>;

namespace {

const std::string source = R"({"_id":1,"u":"a","x":1})"
                           "\n"
                           R"({"_id":2,"u":"a","x":1,"y":2,"t":["p"]})"
                           "\n"
                           R"({"_id":3,"u":"b"})"
                           "\n"
                           R"({"_id":4,"u":"old","z":9})"
                           "\n"
                           "no document\n";

const std::string stored = R"({"_id":9,"u":"old"})";

struct Bench : temporary::Folder {
  std::filesystem::path db = *this / "s.db", plan = *this / "plan.jsonl";
  ImportOptions options = by("u");

  explicit Bench(const std::string& before = stored) {
    temporary::write_file(*this / "source.json", source);
    Store store = Store::open(db);
    store.collection("profiles").create_index(UniqueIndex{"u"});
    if (!before.empty()) store.collection("profiles").insert_one(ejson::parse(before));
  }

  std::vector<std::string> files() { return {(*this / "source.json").string()}; }

  ImportReport make_plan() {
    std::ostringstream out;
    ImportReport report = plan_import(db, files(), options, out);
    temporary::write_file(plan, out.str());
    return report;
  }
  Texts lines() { return fixture::lines_of(temporary::contents(plan)); }
  void write_lines(const Texts& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    temporary::write_file(plan, text);
  }
  std::string refusal() {
    const auto before = fixture::result_of(db);
    std::string why;
    try {
      apply_plan(db, plan);
    } catch (const PlanMoved& error) {
      why = error.what();
    }
    CHECK(fixture::result_of(db) == before);
    return why.substr(0, why.find(": the plan is out of date"));
  }
};

}  // namespace

TEST_CASE("A plan tells of each group that is more than a new document", "[import][plan]") {
  Bench bench;
  bench.options.merge = {"fill"};
  const auto report = bench.make_plan();
  CHECK(report.id.empty());
  CHECK(report.ledger == Ledger{5, 2, 1, 0, 1, 0, 1});
  CHECK(fixture::column(bench.db, "SELECT doc FROM profiles") == Texts{stored});
  const Texts lines = bench.lines();
  REQUIRE(lines.size() == 4);
  const Value header = Value::parse(lines[0]);
  CHECK(header.at("plan") == 1);
  CHECK(header.at("groups") == 2);
  CHECK(header.at("ledger").at("inserted") == 2);
  CHECK(header.at("sources").at(0).at("sha256") == report.sources.at(0).sha256);
  const std::string at = R"("source":")" + bench.files().front() + R"(",)";
  CHECK(lines[1] == R"({"key":{"u":"a"},"survivor":{)" + at +
                        R"("line":2,"offset":24,"_id":2,"rule":"complete"},"losers":[{)" + at +
                        R"("line":1,"offset":0,"_id":1,"outcome":"merged","rule":"complete"}],)"
                        R"("changes":{}})");
  CHECK(lines[2] == R"({"key":{"u":"old"},"survivor":{)" + at +
                        R"("line":4,"offset":82,"_id":4},"replaces":{"store":true,"_id":9},)"
                        R"("losers":[],"changes":{"_id":{"from":9,"to":4},"z":{"to":9}}})");
  CHECK(lines[3] ==
        R"({"quarantined":{)" + at + R"("line":5,"offset":108,"reason":"not an object"}})");
}

TEST_CASE("A plan tells what a survivor takes, and who is in conflict", "[import][plan]") {
  Bench bench;
  temporary::write_file(bench / "source.json",
                        R"({"_id":1,"u":"a","x":1,"y":2,"email":"ana@x.org"})"
                        "\n"
                        R"({"_id":2,"u":"a","bio":"hi"})"
                        "\n"
                        R"({"_id":3,"u":"a","email":"eve@x.org"})"
                        "\n");
  bench.options.merge = {"fill"};
  bench.options.identity = {"email"};
  bench.make_plan();
  const Value line = Value::parse(bench.lines().at(1));
  CHECK(line.at("changes").dump() == R"({"bio":{"to":"hi"}})");
  CHECK(line.at("losers").at(0).at("outcome") == "merged");
  CHECK(line.at("losers").at(1).at("outcome") == "conflicted");
  CHECK(line.at("losers").at(1).at("reason") ==
        "conflict of identity: 'email' differs from that of a document with the same key");
}

TEST_CASE("The same store, sources and options give the same plan, and apply does it",
          "[import][plan]") {
  const std::string merge = GENERATE(std::string(), std::string("fill"));
  Bench bench, straight;
  for (Bench* one : {&bench, &straight}) {
    if (!merge.empty()) one->options.merge = {merge};
    const auto file = fixture::generated(*one, "creatorprofiles --seed 7", "source.json");
    one->options.unique = {Paths("userId")};
    fixture::column(one->db, "DELETE FROM profiles");
  }
  const auto planned = bench.make_plan();
  const std::string text = temporary::contents(bench.plan);
  bench.make_plan();
  CHECK(temporary::contents(bench.plan) == text);
  const auto applied = apply_plan(bench.db, bench.plan);
  CHECK(applied.ledger == planned.ledger);
  CHECK(applied.collection == "profiles");
  const auto imported = import_files(straight.db, straight.files(), straight.options);
  CHECK(imported.ledger == applied.ledger);
  CHECK(fixture::result_of(bench.db) == fixture::result_of(straight.db));
  CHECK(verify_import(Store::open(bench.db), applied.id).proven());
}

TEST_CASE("A plan is applied from where its sources are now", "[import][plan]") {
  Bench bench;
  const auto planned = bench.make_plan();
  std::filesystem::rename(bench / "source.json", bench / "moved.json");
  CHECK_THROWS_AS(apply_plan(bench.db, bench.plan), StorageFailure);
  CHECK(apply_plan(bench.db, bench.plan, {{(bench / "moved.json").string()}}).ledger ==
        planned.ledger);
}

TEST_CASE("A plan with users is bound to them, wherever they are now", "[import][plan][users]") {
  Bench bench("");
  temporary::write_file(bench / "source.json", R"({"_id":1,"email":"ana@x.org"})");
  temporary::write_file(bench / "users.json", R"({"_id":7,"email":"ana@x.org"})");
  bench.options.users.file = (bench / "users.json").string();
  bench.options.users.key = "email=email:u=_id";
  CHECK(bench.make_plan().adoptions.adopted == 1);
  CHECK(Value::parse(bench.lines().at(1)).at("changes").dump() == R"({"u":{"to":7}})");
  std::filesystem::rename(bench / "users.json", bench / "moved.json");
  ApplyOptions moved;
  moved.users = (bench / "moved.json").string();
  CHECK_THROWS_AS(apply_plan(bench.db, bench.plan), StorageFailure);
  temporary::write_file(bench / "other.json", R"({"_id":8,"email":"ana@x.org"})");
  ApplyOptions other;
  other.users = (bench / "other.json").string();
  CHECK_THROWS_AS(apply_plan(bench.db, bench.plan, other), PlanMoved);
  CHECK(apply_plan(bench.db, bench.plan, moved).adoptions.adopted == 1);
  CHECK(fixture::column(bench.db, "SELECT doc FROM profiles") ==
        Texts{R"({"_id":1,"email":"ana@x.org","u":7})"});
}

TEST_CASE("A plan for a store that is not there makes it", "[import][plan]") {
  Bench bench("");
  bench.db = bench / "new.db";
  const auto planned = bench.make_plan();
  CHECK(!std::filesystem::exists(bench.db));
  CHECK(apply_plan(bench.db, bench.plan).ledger == planned.ledger);
  CHECK(fixture::column(bench.db, "SELECT doc FROM profiles").size() == 3);
}

TEST_CASE("A plan whose store or sources have moved is refused", "[import][plan]") {
  struct Case {
    const char* name;
    std::function<void(Bench&, Store&)> move;
    std::string why;
  };
  const auto row = GENERATE(values<Case>({
      {"a document is new",
       [](Bench&, Store& store) {
         store.collection("profiles").insert_one({{"u", "n"}});
       },
       "the documents of the collection have changed"},
      {"a document was edited",
       [](Bench&, Store& store) {
         store.collection("profiles").update_one({{"_id", 9}}, {{"$set", {{"x", 1}}}});
       },
       "the documents of the collection have changed"},
      {"an index is new",
       [](Bench&, Store& store) { store.collection("profiles").create_index(Index{"x"}); },
       "the indexes of the collection have changed"},
      {"a validator is new",
       [](Bench&, Store& store) {
         store.collection("profiles").set_validator({ejson::parse(R"({"u":{"$exists":true}})")});
       },
       "the validator of the collection has changed"},
      {"another import came, and set something aside",
       [](Bench& bench, Store&) {
         temporary::write_file(bench / "other.json", R"({"u":"old","_id":0})");
         CHECK(import_files(bench.db, {(bench / "other.json").string()}, bench.options)
                   .ledger.merged == 1);
       },
       "another import or an undo ran in the meantime"},
      {"two are no duplicates",
       [](Bench&, Store& store) { add_not_duplicates(store, "profiles", 1, 2); },
       "the decisions about what are not duplicates have changed"},
      {"the source is longer",
       [](Bench& bench, Store&) { temporary::write_file(bench / "source.json", source + "\n"); },
       "SOURCE has changed: its SHA-256 differs"},
  }));
  CAPTURE(row.name);
  Bench bench;
  bench.make_plan();
  {
    Store store = Store::open(bench.db);
    row.move(bench, store);
  }
  std::string why = row.why;
  if (why.starts_with("SOURCE")) why.replace(0, 6, bench.files().front());
  CHECK(bench.refusal() == why);
}

TEST_CASE("A plan is for the indexes that a dump tells of, too", "[import][plan]") {
  Bench bench("");
  const std::string file = (bench / "users.bson").string();
  const auto tell = [&](const std::string& rest) {
    temporary::write_file(
        bench / "users.metadata.json",
        R"({"indexes":[{"v":2,"key":{"email":1},"name":"email_1")" + rest + "}]}");
  };
  temporary::write_file(file, bson_bytes::of(R"({"_id":1,"u":1,"email":"a"})"));
  tell(R"(,"unique":true)");
  bench.options.indexes = true;
  std::ostringstream out;
  plan_import(bench.db, {file}, bench.options, out);
  temporary::write_file(bench.plan, out.str());
  tell("");
  CHECK(bench.refusal() == "the .metadata.json beside " + file + " has changed");
  tell(R"(,"unique":true)");
  CHECK(apply_plan(bench.db, bench.plan).sources[0].indexes[0].there);
}

TEST_CASE("A plan that was edited is refused", "[import][plan]") {
  const std::string differs =
      " of the plan differs from what the import would do: the plan was edited";
  Bench bench;
  bench.make_plan();
  const Texts lines = bench.lines();
  REQUIRE(lines.size() == 4);
  Texts edited = lines;
  edited[1].replace(edited[1].find("\"_id\":1"), 7, "\"_id\":2");
  bench.write_lines(edited);
  CHECK(bench.refusal() == "line 2" + differs + ", or another version created it");
  bench.write_lines({lines.begin(), lines.end() - 1});
  CHECK(bench.refusal() == "line 4" + differs + ", or another version created it");
  edited = lines;
  edited.push_back(lines.back());
  bench.write_lines(edited);
  CHECK(bench.refusal() == "line 5" + differs);
  edited = lines;
  for (const auto& [from, to] :
       {std::pair{"\"inserted\":2", "\"inserted\":3"}, std::pair{"\"profiles\"", "\"prophets\""},
        std::pair{"\"missing\":null", "\"missing\":\"sparse\""}}) {
    edited[0] = lines[0];
    edited[0].replace(edited[0].find(from), std::string(from).size(), to);
    bench.write_lines(edited);
    CHECK(bench.refusal() == "line 1 of the plan has changed: the plan was edited");
  }
  bench.write_lines(lines);
  CHECK_NOTHROW(apply_plan(bench.db, bench.plan));
}

TEST_CASE("A plan that an editor saved with other ends of lines is the same", "[import][plan]") {
  Bench bench;
  bench.make_plan();
  std::string text = "\xEF\xBB\xBF";
  for (const std::string& line : bench.lines()) text += line + "\r\n";
  temporary::write_file(bench.plan, text);
  CHECK_NOTHROW(apply_plan(bench.db, bench.plan));
}

TEST_CASE("What is no plan is refused", "[import][plan]") {
  const auto [text, why] = GENERATE(table<std::string, std::string>({
      {"", " is not an import plan; an import plan begins with a line {\"plan\":1,…}"},
      {"{\"plan\":2}\n",
       " is not an import plan; an import plan begins with a line {\"plan\":1,…}"},
      {"[1]\n", " is not an import plan; an import plan begins with a line {\"plan\":1,…}"},
      {"{\"plan\":1}\n",
       ": its first line has no 'collection'; create the plan again with import --plan"},
  }));
  Bench bench;
  temporary::write_file(bench.plan, text);
  CHECK_THROWS_WITH(apply_plan(bench.db, bench.plan), bench.plan.string() + why);
  CHECK_THROWS_AS(apply_plan(bench.db, bench / "nothing"), StorageFailure);
  temporary::write_file(bench.plan,
                        R"({"plan":1,"collection":"c","options":{},"sources":[],"store":{}})");
  CHECK_THROWS_AS(apply_plan(bench.db, bench.plan), InvalidInput);
}

}  // namespace import_plan_test
