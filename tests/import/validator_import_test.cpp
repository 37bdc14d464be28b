// Imports into a collection with a validator.
#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/core.hpp"

namespace import_validator_import_test {

using namespace profilestore;
using fixture::by;

namespace {

using Texts = std::vector<std::string>;

const Document adult = {
    {"$jsonSchema", {{"required", {"age"}}, {"properties", {{"age", {{"minimum", 18}}}}}}}};

struct Bench : temporary::Folder {
  explicit Bench(ValidationLevel level, ValidationAction action) {
    Store store = Store::open(db);
    store.collection("profiles", {.indexes = {{"u", Missing::reject}}})
        .set_validator({adult, level, action});
  }

  ImportReport run(const std::string& text) {
    const auto source = *this / "source.json";
    temporary::write_file(source, text);
    return import_files(db, {source.string()}, by("u"));
  }

  std::filesystem::path db = *this / "s.db";
};

const std::string lines = R"({"_id":1,"u":1,"age":20})"
                          "\n"
                          R"({"_id":2,"u":2,"age":3,"secret":"ann"})"
                          "\n"
                          R"({"_id":3,"u":3})"
                          "\n";

}  // namespace

TEST_CASE("An imported document that fails the validator is quarantined whole",
          "[import][validator]") {
  for (const auto level : {ValidationLevel::strict, ValidationLevel::moderate}) {
    Bench bench(level, ValidationAction::error);
    const auto report = bench.run(lines);
    CHECK(report.ledger == Ledger{.read = 3, .inserted = 1, .quarantined = 2});
    CHECK(fixture::column(bench.db, "SELECT reason FROM ps_quarantine") ==
          Texts{"Document failed validation: 'age' minimum: 18",
                "Document failed validation: 'age' required"});
    CHECK(fixture::column(bench.db, "SELECT body FROM ps_quarantine") ==
          Texts{R"({"_id":2,"u":2,"age":3,"secret":"ann"})", R"({"_id":3,"u":3})"});
    CHECK(verify_import(Store::open(bench.db), report.id).proven());
  }
}

TEST_CASE("One that fails does not compete for its key", "[import][validator]") {
  Bench bench(ValidationLevel::strict, ValidationAction::error);
  const auto report = bench.run(R"({"_id":1,"u":1,"age":20})"
                                "\n"
                                R"({"_id":2,"u":1,"age":3,"more":1,"fields":2})");
  CHECK(report.ledger == Ledger{.read = 2, .inserted = 1, .quarantined = 1});
  CHECK(fixture::column(bench.db, "SELECT doc FROM profiles") ==
        Texts{R"({"_id":1,"u":1,"age":20})"});
}

TEST_CASE("Under a validator that warns or is off an import takes every document",
          "[import][validator]") {
  for (const auto& [level, action] : {std::pair{ValidationLevel::strict, ValidationAction::warn},
                                      std::pair{ValidationLevel::off, ValidationAction::error}}) {
    Bench bench(level, action);
    CHECK(bench.run(lines).ledger == Ledger{.read = 3, .inserted = 3});
    CHECK(bench.run(R"({"_id":2,"u":2,"age":4,"more":1,"fields":1})").ledger ==
          Ledger{.read = 1, .updated = 1});
  }
}

}  // namespace import_validator_import_test
