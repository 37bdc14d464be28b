// Validators: which writes they are asked about, and what becomes of those that fail.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/people.hpp"

namespace store_validator_test {

using namespace profilestore;
using namespace validated;

namespace {

struct Write {
  std::string name;
  void (*run)(Collection& people, int id);  ///< leaves the document `id` with an age of -1
};

const Document negative = {{"$set", {{"age", -1}}}};

const std::vector<Write> updates{
    {"update_one",
     [](Collection& c, int id) {
       c.update_one({{"_id", id}}, negative);
     }},
    {"update_one that may upsert",
     [](Collection& c, int id) {
       c.update_one({{"_id", id}}, negative, {.upsert = true});
     }},
    {"update_many",
     [](Collection& c, int id) {
       c.update_many({{"_id", id}}, negative);
     }},
    {"replace_one",
     [](Collection& c, int id) {
       c.replace_one({{"_id", id}}, {{"age", -1}});
     }},
    {"find_one_and_update",
     [](Collection& c, int id) {
       c.find_one_and_update({{"_id", id}}, negative);
     }},
    {"find_one_and_replace",
     [](Collection& c, int id) {
       c.find_one_and_replace({{"_id", id}}, {{"age", -1}});
     }},
};

const std::vector<Write> inserts{
    {"insert_one",
     [](Collection& c, int id) {
       c.insert_one({{"_id", id}, {"age", -1}});
     }},
    {"update_one that upserts",
     [](Collection& c, int id) {
       c.update_one({{"_id", id}}, negative, {.upsert = true});
     }},
    {"update_many that upserts",
     [](Collection& c, int id) {
       c.update_many({{"_id", id}}, negative, {.upsert = true});
     }},
    {"replace_one that upserts",
     [](Collection& c, int id) {
       c.replace_one({{"_id", id}}, {{"age", -1}}, {.upsert = true});
     }},
    {"find_one_and_update that upserts",
     [](Collection& c, int id) {
       c.find_one_and_update({{"_id", id}}, negative, {.upsert = true});
     }},
    {"find_one_and_replace that upserts",
     [](Collection& c, int id) {
       c.find_one_and_replace({{"_id", id}}, {{"age", -1}}, {.upsert = true});
     }},
    {"get_or_create",
     [](Collection& c, int id) {
       c.get_or_create({{"_id", id}}, {{"age", -1}});
     }},
};

void check_refused(People& store, const Write& write, int id) {
  INFO(write.name << " of " << id);
  const auto before = store.people.find_one({{"_id", id}});
  const auto refused = caught<ValidationFailed>([&] { write.run(store.people, id); });
  REQUIRE(refused);
  CHECK(refused->code() == 121);
  CHECK(refused->what() == std::string("Document failed validation: 'age' minimum: 0"));
  CHECK(refused->document_id() == id);
  CHECK(refused->failures() == too_young);
  CHECK(store.people.find_one({{"_id", id}}) == before);
}

void check_done(People& store, const Write& write, int id) {
  INFO(write.name << " of " << id);
  CHECK_NOTHROW(write.run(store.people, id));
  const auto after = store.people.find_one({{"_id", id}});
  REQUIRE(after);
  CHECK(after->at("age") == -1);
}

}  // namespace

TEST_CASE("A strict validator refuses every write whose document fails", "[store][validator]") {
  People store;
  for (const Write& write : inserts) check_refused(store, write, 3);
  for (const Write& write : updates)
    for (const int id : {1, 2}) check_refused(store, write, id);
  CHECK(store.people.count() == 2);
  CHECK(store.warned() == 0);
  CHECK(store.check().sound());
}

TEST_CASE("A moderate validator leaves alone the updates of what was invalid before",
          "[store][validator]") {
  for (const Write& write : updates) {
    People store(ValidationLevel::moderate);
    check_refused(store, write, 1);
    check_done(store, write, 2);
    CHECK(store.warned() == 0);
  }
  for (const Write& write : inserts) {
    People store(ValidationLevel::moderate);
    check_refused(store, write, 3);
  }
}

TEST_CASE("A validator that is off is asked about no write", "[store][validator]") {
  for (const auto* writes : {&updates, &inserts})
    for (const Write& write : *writes) {
      People store(ValidationLevel::off);
      check_done(store, write, writes == &inserts ? 3 : 1);
      CHECK(store.warned() == 0);
    }
}

TEST_CASE("A validator that warns lets every write be done, and counts it", "[store][validator]") {
  for (const Write& write : updates) {
    People store(ValidationLevel::strict, ValidationAction::warn);
    check_done(store, write, 1);
    check_done(store, write, 2);
    CHECK(store.warned() == 2);
  }
  for (const Write& write : inserts) {
    People store(ValidationLevel::strict, ValidationAction::warn);
    check_done(store, write, 3);
    CHECK(store.warned() == 1);
  }
}

TEST_CASE("A warning goes with a write that is taken back", "[store][validator]") {
  People store(ValidationLevel::strict, ValidationAction::warn);
  CHECK(caught<DuplicateKey>([&] { store.people.insert_one({{"_id", 3}, {"userId", "u1"}}); }));
  CHECK(caught<DuplicateKey>([&] {
    store.people.update_many({}, {{"$set", {{"userId", "same"}, {"age", -9}}}});
  }));
  CHECK(store.warned() == 0);
  CHECK(caught<std::runtime_error>([&] {
    store.transaction([&](Transaction& all) {
      all.collection("people").insert_one({{"_id", 4}});
      throw std::runtime_error("no");
    });
  }));
  CHECK(store.warned() == 0);
  CHECK(caught<BulkWriteFailed>([&] {
    store.people.insert_many({{{"_id", 5}}, {{"_id", 6}, {"userId", "u1"}}, {{"_id", 7}}},
                             {.ordered = false});
  }));
  CHECK(store.warned() == 2);
  store.transaction([&](Transaction& all) { all.collection("people").insert_one({{"_id", 8}}); });
  CHECK(store.warned() == 3);
}

TEST_CASE("An update that changes nothing validates nothing", "[store][validator]") {
  People store;
  CHECK(store.people.update_one({{"_id", 2}}, {{"$set", {{"age", -5}}}}).matched_count == 1);
  CHECK(store.people.update_one({{"_id", 2}}, {{"$set", {{"age", -5}}}}, {.upsert = true})
            .modified_count == 0);
  // An update that makes it valid is done.
  CHECK(store.people.update_one({{"_id", 2}}, {{"$set", {{"age", 0}}}}).modified_count == 1);
}

TEST_CASE("update_many does nothing if one document fails", "[store][validator]") {
  People store;
  store.people.update_one({{"_id", 2}}, {{"$set", {{"age", 3}}}});
  const auto refused = caught<ValidationFailed>([&] {
    store.people.update_many({}, {{"$inc", {{"age", -4}}}});
  });
  REQUIRE(refused);
  CHECK(refused->document_id() == 2);
  CHECK(store.people.find_one({{"_id", 1}})->at("age") == 5);
}

TEST_CASE("A bulk tells which write failed, and why", "[store][validator]") {
  People store;
  const auto failed = caught<BulkWriteFailed>([&] {
    store.people.bulk_write(
        {InsertOne{{{"_id", 3}, {"age", 1}}}, InsertOne{{{"_id", 4}}},
         UpdateOne{{{"_id", 5}}, negative, {.upsert = true}}, InsertOne{{{"_id", 6}, {"age", 1}}}},
        {.ordered = false});
  });
  REQUIRE(failed);
  CHECK(failed->code() == 121);
  CHECK(failed->result().inserted_count == 2);
  REQUIRE(failed->errors().size() == 2);
  CHECK(failed->errors()[0].index == 1);
  REQUIRE(failed->errors()[0].validation);
  CHECK(failed->errors()[0].validation->failures() == Failures{{"age", "required"}});
  CHECK(failed->errors()[1].index == 2);
  CHECK(failed->errors()[1].code == 121);
  CHECK(failed->errors()[1].validation->document_id() == 5);
  CHECK(store.people.count() == 4);
}

TEST_CASE("Inside a transaction a call that fails changes nothing, and the others stay",
          "[store][validator]") {
  People store;
  store.transaction([](Transaction& all) {
    Collection people = all.collection("people");
    people.insert_one({{"_id", 3}, {"age", 1}});
    CHECK(caught<ValidationFailed>([&] { people.insert_one({{"_id", 4}}); }));
    CHECK(people.remove_validator());
    people.insert_one({{"_id", 4}});
    CHECK(people.set_validator({has_age}).invalid == 2);
    CHECK(people.validator() == Validator{has_age});
    CHECK(people.validate().invalid == 2);
    CHECK(caught<ValidationFailed>([&] { people.insert_one({{"_id", 5}}); }));
  });
  CHECK(store.people.count() == 4);
}

TEST_CASE("Any filter may be a validator, beside a schema too", "[store][validator]") {
  temporary::Store store;
  Collection mixed = store.collection(
      "mixed", {.validator = Validator{ejson::parse(R"({"$jsonSchema": {"required": ["a"]},
                                              "n": {"$gt": {"$numberLong": "5"}},
                                              "$or": [{"x": 1}, {"y": 1}]})")}});
  CHECK_NOTHROW(mixed.insert_one({{"a", 1}, {"n", 6}, {"x", 1}}));
  const auto refused = caught<ValidationFailed>([&] { mixed.insert_one({{"n", 5}}); });
  REQUIRE(refused);
  CHECK(refused->failures() ==
        Failures{{"a", "required"}, {"n", R"($gt: {"$numberLong":"5"})"}, {"", "$or"}});
}

TEST_CASE("The document that results is validated: with its _id, its stamps and its seed",
          "[store][validator]") {
  temporary::Store store;
  Collection stamped = store.collection(
      "stamped", {.timestamps = true,
                  .validator = Validator{{{"$jsonSchema",
                                           {{"required", {"_id", "createdAt", "updatedAt", "u"}},
                                            {"additionalProperties", false},
                                            {"properties",
                                             {{"_id", {{"bsonType", "objectId"}}},
                                              {"createdAt", {{"bsonType", "date"}}},
                                              {"updatedAt", {{"bsonType", "date"}}},
                                              {"u", Document::object()}}}}}}}});
  CHECK_NOTHROW(stamped.insert_one({{"u", 1}}));
  CHECK_NOTHROW(stamped.update_one({{"u", 2}}, {{"$unset", {{"x", 1}}}}, {.upsert = true}));
  CHECK(stamped.count({{"u", 2}}) == 1);
  CHECK(caught<ValidationFailed>([&] { stamped.insert_one({{"_id", 5}, {"u", 3}}); }));
}

TEST_CASE("A pattern that cannot be decided within its bounds fails the document",
          "[store][validator]") {
  temporary::Store store;
  Collection c = store.collection(
      "c", {.validator =
                Validator{{{"$jsonSchema", {{"properties", {{"a", {{"pattern", "^(a+)+$"}}}}}}}}}});
  const Document evil{{"a", std::string(5000, 'a') + "b"}};
  const auto refused = caught<ValidationFailed>([&] { c.insert_one(evil); });
  REQUIRE(refused);
  REQUIRE(refused->failures().size() == 1);
  CHECK(refused->failures()[0].path == "a");
  CHECK(c.count() == 0);
}

}  // namespace store_validator_test
