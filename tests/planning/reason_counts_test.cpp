#include "planning/reason_counts.hpp"

#include "bson_bytes.hpp"
#include "catch.hpp"
#include "import/fixture.hpp"

namespace planning_reason_counts_test {

using namespace profilestore;
using fixture::by;

namespace {

struct Imports : temporary::Folder {
  ImportReport run(const char* name, const std::string& bytes, const ImportOptions& options) const {
    temporary::write_file(*this / name, bytes);
    return import_files(*this / "s.db", {(*this / name).string()}, options);
  }
};

}  // namespace

TEST_CASE("Numbers and quoted texts are taken out of reasons", "[import][reason_counts]") {
  struct Row {
    const char* reason;
    const char* common;
  };
  for (const Row& row : std::vector<Row>{
           {"the text ends inside the document", "the text ends inside the document"},
           {"'Foo(…)' is not known (line 3, column 17): put it right",
            "'…' is not known (line …, column …): put it right"},
           {"'userId' is missing, and the unique index userId_1 requires it",
            "'…' is missing, and the unique index userId_1 requires it"},
           {"$numberInt64 takes 2 digits", "$numberInt64 takes … digits"},
           {"the document's name isn't known", "the document's name isn't known"},
           {"\"a\" or \"b c\"", "\"…\" or \"…\""},
           {"'it's' ends there", "'…' ends there"},
           {"an open 'quote", "an open 'quote"},
           {"12", "…"},
           {"12px and é7", "12px and é7"},
           {"", ""},
       }) {
    INFO(row.reason);
    CHECK(planning::common_reason(row.reason) == row.common);
  }
}

TEST_CASE("What is set aside is counted by its reason, with the place of the first",
          "[import][reason_counts]") {
  const Imports imports;
  const ImportReport report =
      imports.run("a.json",
                  "{\"_id\":1,\"u\":1}\n  {\"_id\":2}\n{\"_id\":3}\nbroken\n{\"_id\":1,\"u\":9}\n"
                  "{\"_id\":4,\"u\":a}\n{\"_id\":5,\"u\":bc}\n{\"_id\":6}\n",
                  by("u"));
  const std::string source = (imports / "a.json").string();
  REQUIRE(report.reasons.size() == 4);
  const ReasonCount& largest = report.reasons.front();
  CHECK(largest.reason == "'u' is missing or null, and the unique index u_1 requires it");
  CHECK(largest.example == largest.reason);
  CHECK(largest.documents == 3);
  CHECK(largest.source == source);
  CHECK((largest.line == 2 && largest.column == 3 && largest.offset == 18));
  const ReasonCount& word = report.reasons[1];
  CHECK(word.documents == 2);
  CHECK_THAT(word.reason, Catch::Matchers::StartsWith("'…' is no value that is known (line …"));
  CHECK_THAT(word.example, Catch::Matchers::StartsWith("'a' is no value that is known (line 6"));
  std::int64_t all = 0;
  for (const ReasonCount& count : report.reasons) all += count.documents;
  CHECK(all == report.ledger.quarantined + report.ledger.conflicted);
}

TEST_CASE("A dry run tells the reasons of the import", "[import][reason_counts]") {
  const Imports imports;
  ImportOptions options = by("u");
  options.dry_run = true;
  const auto dry = imports.run("a.json", "{\"_id\":1}\n{\"_id\":2,\"u\":2}\n", options);
  const auto real = imports.run("a.json", "{\"_id\":1}\n{\"_id\":2,\"u\":2}\n", by("u"));
  REQUIRE(dry.reasons.size() == 1);
  REQUIRE(real.reasons.size() == 1);
  CHECK(dry.reasons[0].reason == real.reasons[0].reason);
  CHECK(dry.reasons[0].documents == real.reasons[0].documents);
}

TEST_CASE("Of many reasons the ten most frequent are told", "[import][reason_counts]") {
  const Imports imports;
  std::string bytes;
  for (int kind = 0; kind < 12; ++kind)
    for (int i = 0; i <= kind; ++i)
      bytes += "{\"_id\":\"" + std::to_string(kind) + "-" + std::to_string(i) + "\",\"k" +
               std::string(1, static_cast<char>('a' + kind)) + "\":[1],\"u\":1}\n";
  ImportOptions options;
  options.collection = "profiles";
  options.allow_absent = true;
  for (int kind = 0; kind < 12; ++kind)
    options.unique.emplace_back(std::string("k") + static_cast<char>('a' + kind));
  options.missing = Missing::sparse;
  const ImportReport report = imports.run("a.json", bytes, options);
  REQUIRE(report.reasons.size() == 10);
  CHECK(report.reasons.front().documents == 12);
  CHECK(report.reasons.back().documents == 3);
}

TEST_CASE("Documents of BSON have numbers, and no columns", "[import][reason_counts]") {
  const Imports imports;
  const ImportReport report = imports.run(
      "a.bson", bson_bytes::of(R"({"_id":1,"u":1})") + bson_bytes::of(R"({"_id":2})"), by("u"));
  REQUIRE(report.reasons.size() == 1);
  CHECK((report.reasons[0].line == 2 && report.reasons[0].column == 0));
}

TEST_CASE("An import that sets nothing aside has no reasons", "[import][reason_counts]") {
  const Imports imports;
  CHECK(imports.run("a.json", "{\"_id\":1,\"u\":1}\n", by("u")).reasons.empty());
}

}  // namespace planning_reason_counts_test
