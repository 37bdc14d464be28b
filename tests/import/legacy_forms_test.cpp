// One export with the spellings of several versions of mongoexport: what stands for the same value
// is the same document.
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_legacy_forms_test {

using namespace profilestore;
using fixture::by;

namespace {

struct Form {
  const char *v1, *v2, *stored;
};

// Among the dates: local offsets, without milliseconds, without seconds, before 1970.
const Form forms[] = {
    {R"(NaN)", R"({"$numberDouble":"NaN"})", R"({"$numberDouble":"NaN"})"},
    {R"(Infinity)", R"({"$numberDouble":"Infinity"})", R"({"$numberDouble":"Infinity"})"},
    {R"(+Infinity)", R"({"$numberDouble":"Infinity"})", R"({"$numberDouble":"Infinity"})"},
    {R"(-Infinity)", R"({"$numberDouble":"-Infinity"})", R"({"$numberDouble":"-Infinity"})"},
    {R"(7)", R"({"$numberInt":"7"})", R"(7)"},
    {R"({"$numberLong":"7"})", R"({"$numberLong":"7"})", R"({"$numberLong":"7"})"},
    {R"({"$binary":"AQI=","$type":"0"})", R"({"$binary":{"base64":"AQI=","subType":"00"}})",
     R"({"$binary":{"base64":"AQI=","subType":"00"}})"},
    {R"({"$type":"80","$binary":"AQI="})", R"({"$binary":{"base64":"AQI=","subType":"80"}})",
     R"({"$binary":{"base64":"AQI=","subType":"80"}})"},
    {R"({"$regex":"a/b","$options":"si"})",
     R"({"$regularExpression":{"pattern":"a/b","options":"is"}})",
     R"({"$regularExpression":{"pattern":"a/b","options":"is"}})"},
    {R"({"$date":1356351330501})", R"({"$date":{"$numberLong":"1356351330501"}})",
     R"({"$date":"2012-12-24T12:15:30.501Z"})"},
    {R"({"$date":"2014-01-02T10:04:05.006-0500"})", R"({"$date":"2014-01-02T15:04:05.006Z"})",
     R"({"$date":"2014-01-02T15:04:05.006Z"})"},
    {R"({"$date":"2014-01-02T10:04:05+0530"})", R"({"$date":"2014-01-02T04:34:05Z"})",
     R"({"$date":"2014-01-02T04:34:05Z"})"},
    {R"({"$date":"2014-04-02T15:04-0800"})", R"({"$date":"2014-04-02T23:04:00Z"})",
     R"({"$date":"2014-04-02T23:04:00Z"})"},
    {R"({"$date":{"$numberLong":"-1"}})", R"({"$date":"1969-12-31T23:59:59.999Z"})",
     R"({"$date":{"$numberLong":"-1"}})"},
};

std::string line(std::size_t number, const char* value) {
  const std::string id = std::to_string(number);
  return "{\"_id\":" + id + ",\"u\":" + id + ",\"x\":" + value + "}";
}

}  // namespace

TEST_CASE("documents in v1 and in v2 are told to be the same, in one export", "[import][legacy]") {
  temporary::Folder folder;
  const auto source = folder / "source.json", db = folder / "s.db";
  const bool v1_first = GENERATE(true, false);
  CAPTURE(v1_first);
  std::string text;
  std::vector<std::string> stored, spellings;
  for (std::size_t i = 0; i < std::size(forms); ++i) {
    const std::string v1 = line(i, forms[i].v1), v2 = line(i, forms[i].v2);
    text += v1_first ? v1 + "\n" + v2 + "\n" : v2 + "\n" + v1 + "\n";
    stored.push_back(line(i, forms[i].stored));
    spellings.insert(spellings.end(), {v1, v2});
  }
  std::sort(stored.begin(), stored.end());
  temporary::write_file(source, text);
  const auto count = static_cast<std::int64_t>(std::size(forms));

  const ImportReport report = import_files(db, {source.string()}, by("u"));
  CHECK(report.ledger == Ledger{.read = 2 * count, .inserted = count, .merged = count});
  CHECK(fixture::column(db, "SELECT doc FROM profiles") == stored);
  const auto archived = fixture::column(db, "SELECT body FROM ps_archive");
  CHECK(archived.size() == std::size(forms));
  for (const std::string& body : archived)  // as it was spelled
    CHECK(std::find(spellings.begin(), spellings.end(), body) != spellings.end());

  Store store = Store::open(db);
  const VerifyReport found = verify_import(store, report.id);
  CHECK(found.read == 2 * count);
  CHECK(found.live == 2 * count);  // it goes by what a document says, not by its spelling
  CHECK(found.proven());
}

TEST_CASE("a document in a spelling that is nobody's is set aside", "[import][legacy]") {
  temporary::Folder folder;
  const auto source = folder / "source.json", db = folder / "s.db";
  const char* value = GENERATE("nan", "-NaN", "Inf", R"({"$binary":"AQI="})",
                               R"({"$binary":"AQI=","$type":0})", R"({"$date":"2014-01-02"})");
  CAPTURE(value);
  const std::string faulty = line(1, value);
  temporary::write_file(source, faulty + "\n" + line(2, "NaN") + "\n");
  const Ledger ledger = import_files(db, {source.string()}, by("u")).ledger;
  CHECK(ledger == Ledger{.read = 2, .inserted = 1, .quarantined = 1});
  CHECK(fixture::column(db, "SELECT body FROM ps_quarantine") == std::vector{faulty});
}

}  // namespace import_legacy_forms_test
