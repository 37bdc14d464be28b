#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/raw_database.hpp"

namespace import_verify_test {

using namespace profilestore;
using fixture::by;

namespace {

constexpr const char* text =
    "{\"_id\":1,\"u\":\"a\",\"x\":1}\n"
    "{\"_id\":2,\"u\":\"a\"}\n"
    "{\"_id\":3,\"u\":\"b\"}\n"
    "broken\n";

}  // namespace

TEST_CASE("verify finds every document live, archived or quarantined", "[import][verify]") {
  temporary::Folder folder;
  temporary::write_file(folder / "source.json", text);
  const std::string id =
      import_files(folder / "s.db", {(folder / "source.json").string()}, by("u")).id;
  Store store = Store::open(folder / "s.db");
  Collection profiles = store.collection("profiles");

  SECTION("as it was imported") {
    const auto report = verify_import(store, id);
    CHECK(report.read == 4);
    CHECK(report.live == 2);
    CHECK(report.archived == 1);
    CHECK(report.quarantined == 1);
    CHECK(report.proven());
  }
  SECTION("a document that was edited since is told apart") {
    profiles.update_one({{"u", "a"}}, {{"$set", {{"x", 2}}}});
    const auto report = verify_import(store, id);
    CHECK(report.live == 1);
    CHECK(report.edited == 1);
    CHECK(report.proven());
  }
  SECTION("a document that was replaced by a later import is in the archive") {
    temporary::write_file(folder / "later.json", R"({"_id":9,"u":"b","more":true})");
    import_files(folder / "s.db", {(folder / "later.json").string()}, by("u"));
    const auto report = verify_import(store, id);
    CHECK(report.archived == 2);
    CHECK(report.proven());
  }
  SECTION("a document that is gone is missing, with its place") {
    profiles.delete_one({{"u", "b"}});
    const auto report = verify_import(store, id);
    REQUIRE(report.missing.size() == 1);
    CHECK(report.missing.front().line == 3);
    CHECK(report.missing.front().offset == 42);
    CHECK_FALSE(report.proven());
  }
  SECTION("a source that is not what was imported is named") {
    temporary::write_file(folder / "source.json", std::string(text) + "{\"_id\":4,\"u\":\"c\"}\n");
    const auto report = verify_import(store, id);
    CHECK(report.changed_sources.size() == 1);
    CHECK(report.missing.size() == 1);
    CHECK_FALSE(report.proven());
  }
  SECTION("a document of which the archive has no more than the digest is missing") {
    RawDatabase(folder / "s.db").rows("UPDATE ps_archive SET body = CAST('{}' AS BLOB)");
    const auto report = verify_import(store, id);
    REQUIRE(report.missing.size() == 1);
    CHECK(report.missing.front().line == 2);
    CHECK(report.archived == 0);
  }
  SECTION("so is a piece of the quarantine") {
    RawDatabase(folder / "s.db")
        .rows("UPDATE ps_quarantine SET body = CAST('brokem' AS BLOB), sum = NULL");
    const auto report = verify_import(store, id);
    REQUIRE(report.missing.size() == 1);
    CHECK(report.missing.front().line == 4);
    CHECK(report.quarantined == 0);
  }
  SECTION("another spelling of what is in the archive is in it") {
    temporary::write_file(folder / "again.json",
                          "{\"_id\" : 2,\"u\":\"a\"}\n{\"_id\":3, \"u\":\"b\"}\n");
    const auto again = import_files(folder / "s.db", {(folder / "again.json").string()}, by("u"));
    CHECK(again.ledger.unchanged == 2);
    const auto report = verify_import(store, again.id);
    CHECK(report.archived == 1);
    CHECK(report.proven());
  }
  SECTION("an import that never was is an error") {
    CHECK_THROWS_AS(verify_import(store, "99"), InvalidInput);
    CHECK_THROWS_AS(verify_import(store, "x"), InvalidInput);
    const std::string source = (folder / "source.json").string();
    CHECK_THROWS_AS(verify_import(store, id, {source, source}), InvalidInput);
  }
}

}  // namespace import_verify_test
