// Indexes that mongodump tells of.
#include "sources/dump.hpp"

#include "import/dumped_indexes.hpp"

#include <string>
#include <vector>

#include "bson_bytes.hpp"
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_dumped_indexes_test {

using namespace profilestore;
using fixture::by;

namespace {

std::string with(const std::string& spec) { return R"({"options":{},"indexes":[)" + spec + "]}"; }

const std::string documents =
    bson_bytes::of(R"({"_id": 1, "email": "a", "tenant": 1})") +
    bson_bytes::of(R"({"_id": 2, "email": "b", "tenant": 1})") +
    bson_bytes::of(R"({"_id": 3, "email": "A", "tenant": 1, "old": true})") +
    bson_bytes::of(R"({"_id": 4, "email": "a", "tenant": 2})");

struct Dump : temporary::Folder {
  std::string file = (*this / "users.bson").string();

  explicit Dump(const std::string& metadata) {
    temporary::write_file(file, documents);
    temporary::write_file(*this / "users.metadata.json", metadata);
  }
  ImportReport run(ImportOptions options) {
    options.indexes = true;
    return import_files(*this / "s.db", {file}, options);
  }
  std::vector<std::string> names() {
    std::vector<std::string> names;
    for (const Index& index : Store::open(*this / "s.db").collection("profiles").list_indexes())
      names.push_back(index.name);
    return names;
  }
};

}  // namespace

TEST_CASE("The metadata's indexes are read as MongoDB means them", "[import][metadata]") {
  struct Case {
    const char* spec;
    Index index;
  };
  const Case c = GENERATE(values<Case>({
      {R"({"v":2,"key":{"email":1},"name":"email_1","ns":"app.users","unique":true,"background":true})",
       {"email", true, Missing::collide, "email_1"}},
      {R"({"v":{"$numberInt":"2"},"key":{"a":{"$numberInt":"1"},"b":{"$numberDouble":"-1.0"}},"name":"x"})",
       {{{"a", 1}, {"b", -1}}, false, Missing::collide, "x"}},
      {R"({"key":{"a":1},"name":"a_1","unique":{"$numberInt":"1"},"sparse":true})",
       {"a", true, Missing::sparse, "a_1"}},
      {R"({"key":{"a":1},"name":"a_1","unique":true,"partialFilterExpression":{"a":{"$gt":""}}})",
       {"a", true, Missing::collide, "a_1", Document::parse(R"({"a":{"$gt":""}})")}},
      {R"({"key":{"a":1},"name":"a_1","unique":true,"collation":{"locale":"fr","caseLevel":false,)"
       R"("caseFirst":"off","strength":2,"numericOrdering":false,"alternate":"non-ignorable",)"
       R"("maxVariable":"punct","normalization":false,"backwards":false,"version":"57.1"}})",
       {"a", true, Missing::collide, "a_1", {}, Collation{.strength = 2, .locale = "fr"}}},
      {R"({"key":{"a":1},"name":"a_1","collation":{"locale":"en","version":"77.9"}})",
       {"a", false, Missing::collide, "a_1", {}, Collation{}}},
      {R"({"key":{"a":1},"name":"a_1","expireAfterSeconds":null,"unique":false})",
       {"a", false, Missing::collide, "a_1"}},
  }));
  CAPTURE(c.spec);
  const auto found = importing::indexes_of_metadata(with(c.spec));
  REQUIRE(found.size() == 1);
  CHECK(found[0].why_not == "");
  CHECK(found[0].index == c.index);
  CHECK(found[0].unique == c.index.unique);
}

TEST_CASE("An index that this library does not have is named with the reason",
          "[import][metadata]") {
  struct Case {
    const char* spec;
    const char* reason;
  };
  const Case c = GENERATE(values<Case>({
      {R"({"key":{"a":"text"},"name":"n"})", "the index type of 'a' is not supported"},
      {R"({"key":{"a":"2dsphere"},"name":"n"})", "the index type of 'a' is not supported"},
      {R"({"key":{"a":1},"name":"n","expireAfterSeconds":{"$numberInt":"60"}})",
       "it deletes documents by their date (expireAfterSeconds)"},
      {R"({"key":{"a":1},"name":"n","hidden":true})", "'hidden' is not supported"},
      {R"({"key":{"a":1},"name":"n","partialFilterExpression":{"a":{"$regex":"x"}}})", "$regex"},
      {R"({"key":{"$**":1},"name":"n"})", "$**"},
  }));
  CAPTURE(c.spec);
  const auto found = importing::indexes_of_metadata(with(c.spec));
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].index);
  CHECK_THAT(found[0].why_not, has_part(c.reason));
}

TEST_CASE("Metadata that can't be read is an error", "[import][metadata]") {
  CHECK(importing::indexes_of_metadata("").empty());
  CHECK(importing::indexes_of_metadata("{}").empty());
  CHECK(importing::indexes_of_metadata(with(R"({"key":{"_id":1},"name":"_id_"})")).empty());
  for (const char* text : {"{", "[]", R"({"indexes":1})"})
    CHECK_THROWS_AS(importing::indexes_of_metadata(text), InvalidInput);
  for (const char* spec : {"1", "{}", R"({"key":{},"name":"n"})", R"({"key":{"a":1}})"})
    CHECK_THROWS_AS(importing::indexes_of_metadata(with(spec)), InvalidInput);
}

TEST_CASE("The metadata's indexes are made if that is asked for, and hold", "[import][metadata]") {
  Dump dump(with(R"({"key":{"_id":1},"name":"_id_"},)"
                 R"({"key":{"email":1},"name":"email_1","unique":true,)"
                 R"("collation":{"locale":"en","strength":2,"version":"57.1"}},)"
                 R"({"key":{"tenant":1},"name":"tenant_1"},{"key":{"t":"text"},"name":"t_text"})"));
  const auto report = dump.run(by("_id"));
  // Of _id 1, 3 and 4, whose e-mails are equal under the collation, the best stays.
  CHECK(report.ledger == Ledger{4, 2, 0, 0, 0, 2, 0});
  REQUIRE(report.sources[0].indexes.size() == 3);
  CHECK((report.sources[0].indexes[0].there && report.sources[0].indexes[1].there));
  CHECK_FALSE(report.sources[0].indexes[2].there);
  CHECK(dump.names() == std::vector<std::string>{"_id_", "email_1", "tenant_1"});
  Store store = Store::open(dump / "s.db");
  CHECK(verify_import(store, report.id).proven());
  CHECK(store.check().sound());
  CHECK_THROWS_AS(store.collection("profiles").insert_one(Document::parse(R"({"email":"B"})")),
                  DuplicateKey);

  const auto again = dump.run(by("_id"));
  CHECK(again.sources[0].indexes[0].there);
  CHECK(again.ledger.inserted == 0);
}

TEST_CASE("Unless it is asked for, the metadata's indexes are only told", "[import][metadata]") {
  Dump dump(with(R"({"key":{"email":1},"name":"email_1","unique":true})"));
  const auto report = import_files(dump / "s.db", {dump.file}, by("_id"));
  CHECK(report.ledger == Ledger{4, 4, 0, 0, 0, 0, 0});
  CHECK_FALSE(report.sources[0].indexes[0].there);
  CHECK(dump.names() == std::vector<std::string>{"_id_"});
}

TEST_CASE("An index asked for by its paths is not made twice", "[import][metadata]") {
  Dump dump(with(R"({"key":{"email":1},"name":"of_the_dump","unique":true})"));
  const auto report = dump.run(by("email"));
  CHECK(report.ledger == Ledger{4, 3, 0, 0, 1, 0, 0});
  CHECK(report.sources[0].indexes[0].there);
  CHECK(dump.names() == std::vector<std::string>{"_id_", "email_1"});
}

TEST_CASE("Old dumps tell of their indexes in a collection of the database", "[import][metadata]") {
  temporary::Folder folder;
  const std::string file = (folder / "users.bson").string();
  temporary::write_file(
      folder / "system.indexes.bson",
      bson_bytes::of(R"({"v": 1, "key": {"email": 1}, "ns": "app.users", "name": "email_1"})") +
          bson_bytes::of(R"({"v": 1, "key": {"isbn": 1}, "ns": "app.books", "name": "isbn_1"})"));
  CHECK(sources::metadata_beside(file).find("isbn") == std::string::npos);
  const auto found = importing::indexes_of_metadata(sources::metadata_beside(file));
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "email_1");
  CHECK(sources::metadata_beside((folder / "other.bson").string()) == "");
  CHECK(sources::metadata_beside((folder / "users.json").string()) == "");
}

TEST_CASE("What a dump tells of a collection, and no import takes over, is told",
          "[import][metadata]") {
  Dump dump(R"({"options":{"validator":{"email":{"$type":"string"}},"validationLevel":"strict",
    "capped":false,"collation":{"locale":"en","strength":2}},"indexes":[]})");
  const ImportReport report = dump.run(by("email"));
  REQUIRE(report.left_out.size() == 2);
  CHECK(report.left_out[0].name == "the option validator of " + dump.file);
  CHECK_THAT(report.left_out[0].why, has_part("documents are not held to it"));
  CHECK(report.left_out[1].name == "the option collation of " + dump.file);
  CHECK(importing::options_left_out(R"({"options":{"validator":{}},"indexes":[]})").empty());
  CHECK(importing::options_left_out("").empty());
}

}  // namespace import_dumped_indexes_test
