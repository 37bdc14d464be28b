// How a collection comes by its validator, who sees it, and what it says of the documents there.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/people.hpp"

namespace store_set_validator_test {

using namespace profilestore;
using namespace validated;

TEST_CASE("A validator that a transaction set goes with it", "[store][validator]") {
  People store;
  CHECK(caught<std::runtime_error>([&] {
    store.transaction([](Transaction& all) {
      all.collection("people").remove_validator();
      all.collection("people").insert_one({{"_id", 3}});
      throw std::runtime_error("no");
    });
  }));
  CHECK(store.people.validator());
  CHECK(caught<ValidationFailed>([&] { store.people.insert_one({{"_id", 3}}); }));
}

TEST_CASE("To set a validator lists the documents that fail, which stay", "[store][validator]") {
  People store;
  CHECK(store.report.documents == 2);
  CHECK(store.report.invalid == 1);
  REQUIRE(store.report.first.size() == 1);
  CHECK(store.report.first[0].id == 2);
  CHECK(store.report.first[0].failures == too_young);
  CHECK(store.people.count() == 2);
  CHECK(store.people.validate().invalid == 1);
  store.people.set_validator({has_age, ValidationLevel::off});
  CHECK(store.people.validate().invalid == 1);  // whatever the level
  CHECK(store.check().sound());                 // MongoDB allows such documents
}

TEST_CASE("A report names at most 1000 documents, and counts all", "[store][validator]") {
  temporary::Store store;
  Collection many = store.collection("many");
  std::vector<Document> documents(1200, Document{{"age", "x"}});
  many.insert_many(documents);
  const auto report = many.set_validator({has_age});
  CHECK(report.documents == 1200);
  CHECK(report.invalid == 1200);
  CHECK(report.first.size() == 1000);
}

TEST_CASE("A validator is removed by name, and by one without conditions", "[store][validator]") {
  People store;
  CHECK(store.people.remove_validator());
  CHECK_FALSE(store.people.remove_validator());
  CHECK_FALSE(store.people.validator());
  CHECK_NOTHROW(store.people.insert_one({{"_id", 3}}));
  store.people.set_validator({has_age});
  CHECK(store.people.set_validator({Document::object()}).documents == 0);
  CHECK_FALSE(store.people.validator());
  CHECK(store.people.validate().documents == 0);
  Collection none = store.collection("none");
  CHECK_FALSE(none.remove_validator());
  CHECK_FALSE(none.validator());
  CHECK(none.validate().documents == 0);
}

TEST_CASE("A validator that the language does not have is refused, and the one before stays",
          "[store][validator]") {
  People store;
  for (const char* filter :
       {R"({"$where": "true"})", R"({"$text": {"$search": "x"}})", R"({"a": {"$near": [1, 2]}})",
        R"({"$expr": {"$nope": [1, 1]}})", R"({"$jsonSchema": {"properties": 5}})",
        R"({"$jsonSchema": {"$ref": "#"}})", R"({"$jsonSchema": {"type": "integer"}})", R"([])"}) {
    INFO(filter);
    CHECK(caught<InvalidInput>([&] { store.people.set_validator({Document::parse(filter)}); }));
    CHECK(store.people.validator() == Validator{has_age});
  }
}

TEST_CASE("A collection is opened with the validator that it has", "[store][validator]") {
  temporary::Store store;
  const Validator validator{has_age, ValidationLevel::moderate};
  store.collection("people", {.validator = validator});
  CHECK(store.collection("people").validator() == validator);
  CHECK_NOTHROW(store.collection("people", {.validator = validator}));
  const auto refuses = [&](const Validator& other, const char* name) {
    const auto refused =
        caught<InvalidInput>([&] { store.collection(name, {.validator = other}); });
    return refused && refused->code() == 85;
  };
  CHECK(refuses({has_age}, "people"));
  CHECK(refuses({has_age, ValidationLevel::moderate, ValidationAction::warn}, "people"));
  CHECK(refuses({{{"a", 1}}, ValidationLevel::moderate}, "people"));
  CHECK(refuses({}, "people"));
  store.collection("bare").insert_one({{"a", 1}});
  CHECK(refuses(validator, "bare"));
  CHECK_NOTHROW(store.collection("bare", {.validator = Validator{}}));
}

TEST_CASE("A level or an action is kept without conditions, as in MongoDB", "[store][validator]") {
  temporary::Store store;
  const Validator moderate{Document::object(), ValidationLevel::moderate};
  Collection people = store.collection("people", {.validator = moderate});
  CHECK(people.validator() == moderate);
  CHECK(Store::open(store.path()).collection("people").validator() == moderate);
  CHECK_NOTHROW(people.insert_one({{"_id", 1}}));
  CHECK(people.set_validator({}).documents == 0);
  CHECK_FALSE(people.validator());
}

TEST_CASE("Every handle and every open store holds to a validator at once", "[store][validator]") {
  temporary::Store store;
  Collection one = store.collection("people");
  Collection two = store.collection("people");
  Store other = Store::open(store.path(), temporary::quick());
  Collection third = other.collection("people");
  one.insert_one({{"_id", 1}});
  third.insert_one({{"_id", 2}});
  CHECK_FALSE(third.validator());
  one.set_validator({has_age});
  CHECK(third.validator() == Validator{has_age});
  for (Collection* handle : {&one, &two, &third})
    CHECK(caught<ValidationFailed>([&] { handle->insert_one({{"_id", 3}}); }));
  third.set_validator({has_age, ValidationLevel::strict, ValidationAction::warn});
  CHECK_NOTHROW(two.insert_one({{"_id", 3}}));
  third.remove_validator();
  one.set_validator({{{"x", 1}}});
  CHECK(caught<ValidationFailed>([&] { third.insert_one({{"_id", 4}, {"age", 1}}); }));
}

TEST_CASE("A validator outlives the store that set it, and goes with its collection",
          "[store][validator]") {
  temporary::Folder folder;
  const Validator validator{has_age, ValidationLevel::moderate, ValidationAction::warn};
  Store::open(folder / "s.db").collection("people").set_validator(validator);
  Store store = Store::open(folder / "s.db");
  CHECK(store.collection("people").validator() == validator);
  store.collection("people").drop();
  CHECK_FALSE(store.collection("people").validator());
  CHECK_NOTHROW(store.collection("people").insert_one({{"a", 1}}));
}

}  // namespace store_set_validator_test
