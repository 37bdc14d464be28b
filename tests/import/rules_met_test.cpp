// Rules and keys that apply to no document, what the others decided, and keys that name nobody.
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_rules_met_test {

using namespace profilestore;

namespace {

constexpr const char* people = R"({"_id":1,"mail":"kim@x.org","created_at":5,"score":1,"tags":["a"]}
{"_id":2,"mail":"kim@x.org","created_at":3,"score":"12","tags":"b"}
{"_id":3,"mail":"lou@x.org","created_at":"soon","score":2}
)";

struct Bench : temporary::Folder {
  std::filesystem::path db = *this / "s.db";

  ImportReport run(const std::string& text, const ImportOptions& options) {
    const auto source = *this / "source.json";
    temporary::write_file(source, text);
    return import_files(db, {source.string()}, options);
  }
  std::vector<std::string> live() { return fixture::column(db, "SELECT doc FROM profiles"); }
};

ImportOptions by(const std::string& key) {
  ImportOptions options = fixture::by(key);
  options.allow_absent = false;
  return options;
}

const RuleUse& use_of(const ImportReport& report, const std::string& rule) {
  const auto found = std::ranges::find(report.rule_uses, rule, &RuleUse::rule);
  REQUIRE(found != report.rule_uses.end());
  return *found;
}

}  // namespace

TEST_CASE("A rule or key whose field no document has is refused, with the name that was meant",
          "[import][rules]") {
  struct Row {
    void (*change)(ImportOptions&);
    const char* message;
  };
  const Row row = GENERATE(values<Row>(
      {{[](ImportOptions& o) { o.unique = {"Mail"}; },
        "unique: 'Mail': no document of the sources has a field 'Mail'; did you mean 'mail'?"},
       {[](ImportOptions& o) {
          o.unique = {"mail", "phone"};
        },
        "unique: 'phone': no document of the sources has a field 'phone'."},
       {[](ImportOptions& o) { o.keep = "oldest:createdAt"; }, "did you mean 'created_at'?"},
       {[](ImportOptions& o) { o.merge = {"max:scor"}; }, "did you mean 'score'?"},
       {[](ImportOptions& o) { o.merge = {"group:score+tgs"}; }, "did you mean 'tags'?"},
       {[](ImportOptions& o) { o.merge = {"newest:score"}; }, "has a field 'updatedAt'"},
       {[](ImportOptions& o) {
          o.identity = {"mail", "emial"};
        },
        "identity: 'emial'"}}));
  Bench bench;
  ImportOptions options = by("mail");
  row.change(options);
  CHECK_THROWS_WITH(bench.run(people, options), has_part(row.message));
  CHECK(bench.names() == std::set<std::string>{"source.json"});
  options.dry_run = true;
  CHECK_THROWS_AS(bench.run(people, options), InvalidInput);
  options.allow_absent = true;
  CHECK_NOTHROW(bench.run(people, options));
}

TEST_CASE("The default rules need not apply, and without a document nothing needs to",
          "[import][rules]") {
  Bench bench;
  CHECK(bench.run(people, by("mail")).ledger.inserted == 2);
  ImportOptions options = by("mail");
  options.keep = "oldest:nothing";
  CHECK(bench.run("no document\n", options).ledger.quarantined == 1);
}

TEST_CASE("A source without documents is nothing to a rule, wherever it stands",
          "[import][rules]") {
  const std::string nothing = GENERATE("", "[]", "\n", "no document\n");
  const std::size_t place = GENERATE(0, 1, 2);
  Bench bench;
  std::vector<std::string> sources{R"({"_id":1,"mail":"a","role":"x"})",
                                   R"({"_id":2,"mail":"a","role":"y"})"};
  sources.insert(sources.begin() + static_cast<std::ptrdiff_t>(place), nothing);
  std::vector<std::string> names;
  for (const std::string& text : sources) {
    names.push_back((bench / std::to_string(names.size())).string());
    temporary::write_file(names.back(), text);
  }
  ImportOptions options = by("mail");
  options.keep = "rank:role=y>x";
  const ImportReport report = import_files(bench.db, names, options);
  CHECK(report.ledger.inserted == 1);
  CHECK(report.ledger.merged == 1);
  CHECK(use_of(report, "rank:role=y>x").documents == 2);
  options.keep = "oldest:since";
  CHECK_THROWS_WITH(import_files(bench / "t.db", names, options),
                    has_part("no document of the sources has a field 'since'."));
}

TEST_CASE("Each rule tells what it applied to, what it decided, and what it could not read",
          "[import][rules]") {
  Bench bench;
  ImportOptions options = by("mail");
  options.keep = "oldest:created_at";
  options.merge = {"max:score", "union:tags"};
  const ImportReport report = bench.run(people, options);
  const RuleUse oldest = use_of(report, "oldest:created_at");
  CHECK(oldest.documents == 3);
  CHECK(oldest.groups == 1);
  CHECK(oldest.unreadable == 1);
  CHECK(oldest.example == R"("soon")");
  const RuleUse score = use_of(report, "max:score");
  CHECK(score.groups == 0);
  CHECK(score.unreadable == 1);
  CHECK(score.example == R"("12")");
  CHECK(use_of(report, "union:tags").unreadable == 1);
  CHECK(use_of(report, "mail").documents == 3);
  CHECK(report.ties == 0);
}

TEST_CASE("Groups that an identity field splits, and ties that the _id ends, are counted",
          "[import][rules]") {
  Bench bench;
  ImportOptions options = by("u");
  options.identity = {"mail"};
  options.keep = "oldest:at";
  const ImportReport report = bench.run(R"({"_id":3,"u":1,"mail":"a","at":1}
{"_id":2,"u":1,"mail":"a","at":1}
{"_id":4,"u":1,"mail":"b","at":1}
)",
                                        options);
  CHECK(use_of(report, "mail").groups == 1);
  CHECK(report.ties == 1);
  CHECK(report.ledger.conflicted == 1);
  REQUIRE(bench.live().size() == 1);
  CHECK(ejson::parse(bench.live().front()).at("_id") == 2);  // as oldest was going
}

TEST_CASE("Documents whose key names nobody are never merged with each other", "[import][rules]") {
  const std::string text = R"({"_id":"a","mail":null}
{"_id":"b"}
{"_id":"c","mail":""}
{"_id":"d","mail":"","name":"Lou"}
{"_id":"e","mail":" \t"}
{"_id":"f","mail":"N/A"}
{"_id":"g","mail":"N/A","name":"Oda"}
{"_id":"h","mail":"pia@x.org"}
{"_id":"i","mail":"pia@x.org","name":"Pia"}
)";
  struct Row {
    std::optional<Missing> rule;
    std::int64_t inserted, conflicted, quarantined;
  };
  const Row row = GENERATE(values<Row>({{std::nullopt, 2, 1, 5},
                                        {Missing::collide, 5, 3, 0},
                                        {Missing::sparse, 6, 2, 0},
                                        {Missing::distinct, 6, 2, 0}}));
  const bool is_there = GENERATE(false, true);
  Bench bench;
  if (is_there)
    Store::open(bench.db)
        .collection("profiles")
        .create_index(UniqueIndex{"mail", row.rule.value_or(Missing::reject)});
  ImportOptions options = by("mail");
  if (!is_there) options.missing = row.rule;
  for (const bool again : {false, true}) {
    const ImportReport report = bench.run(text, options);
    CHECK(report.ledger.inserted + report.ledger.unchanged == row.inserted + again);
    CHECK(report.ledger.merged == (again ? 0 : 1));
    CHECK(report.ledger.conflicted == row.conflicted);
    CHECK(report.ledger.quarantined == row.quarantined);
    CHECK(report.keyless.missing == 1);
    CHECK(report.keyless.null == 1);
    CHECK(report.keyless.empty == 2);
    CHECK(report.keyless.blank == 1);
    CHECK(report.keyless.placeholders ==
          std::vector<std::pair<std::string, std::int64_t>>{{"N/A", 2}});
    CHECK(static_cast<std::int64_t>(bench.live().size()) == row.inserted);
  }
  CHECK(Store::open(bench.db).check().sound());
}

}  // namespace import_rules_met_test
