#include <profilestore/collection.hpp>

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/temporary_store.hpp"

namespace crud_collection_test {

using namespace profilestore;

namespace {

struct Users : temporary::Store {
  Collection users = collection("users", {.indexes = {{"userId", Missing::distinct}}});
};

}  // namespace

TEST_CASE("A document without an `_id` gets an ObjectId as its first field",
          "[store][collection]") {
  Users store;
  const auto result = store.users.insert_one({{"userId", "u1"}});
  CHECK(ObjectId::from_value(result.inserted_id));
  const auto found = store.users.find_one({{"userId", "u1"}});
  REQUIRE(found);
  CHECK(*found == Document{{"_id", result.inserted_id}, {"userId", "u1"}});
}

TEST_CASE("A document's own `_id` is kept, and put first", "[store][collection]") {
  Users store;
  CHECK(store.users.insert_one({{"userId", "u1"}, {"_id", "mine"}}).inserted_id == "mine");
  CHECK(store.users.find_one({})->dump() == R"({"_id":"mine","userId":"u1"})");
}

TEST_CASE("A document is stored in normal form, however it was written", "[store][collection]") {
  Users store;
  store.users.insert_one({{"_id", {{"$numberInt", "1"}}},
                          {"n", {{"$numberLong", "5"}}},
                          {"d", {{"$date", 5}}},
                          {"x", {{"$numberDouble", "1.5"}}}});
  CHECK(store.users.find_one({})->dump() ==
        R"({"_id":1,"n":{"$numberLong":"5"},"d":{"$date":"1970-01-01T00:00:00.005Z"},"x":1.5})");
}

TEST_CASE("What is no document is refused", "[store][collection]") {
  Users store;
  for (const Document& bad :
       {Document(5), Document("x"), Document::array(), Document{{"a", {{"$oid", "short"}}}},
        Document{{"a", "\xff"}}, Document{{std::string("a\0b", 3), 1}}}) {
    CHECK_THROWS_AS(store.users.insert_one(bad), InvalidInput);
    CHECK_THROWS_AS(store.users.find_one({{"a", bad.is_object() ? bad : Document{{"$x", bad}}}}),
                    InvalidInput);
  }
  CHECK(store.users.count() == 0);
}

TEST_CASE("A null filter is the empty one: it matches every document", "[store][collection]") {
  Users store;
  for (int i = 0; i < 3; ++i) store.users.insert_one({{"_id", i}});
  for (const Document& every : {Document(), Document::object()}) {
    CHECK(store.users.count(every) == 3);
    CHECK(store.users.find_one(every)->at("_id") == 0);
    CHECK(std::distance(store.users.find(every).begin(), Cursor::iterator()) == 3);
    CHECK(store.users.update_one(every, {{"$inc", {{"n", 1}}}}).matched_count == 1);
  }
  CHECK(store.users.find_one({})->at("n") == 2);
  CHECK(store.users.delete_one({}).deleted_count == 1);
  CHECK(store.users.count() == 2);
  CHECK_THROWS_AS(store.users.find_one(Document::array()), InvalidFilter);
  CHECK_THROWS_AS(store.users.find_one("x"), InvalidFilter);
}

TEST_CASE("A filter or an update that the language does not have is refused, not ignored",
          "[store][collection]") {
  Users store;
  const auto filter =
      caught<InvalidFilter>([&] { store.users.count(ejson::parse(R"({"a": {"$near": 1}})")); });
  REQUIRE(filter);
  CHECK(filter->operator_name() == "$near");
  CHECK(filter->path() == "a");
  const auto update = caught<InvalidUpdate>(
      [&] { store.users.update_one({}, ejson::parse(R"({"$bump": {"a": 1}})")); });
  REQUIRE(update);
  CHECK(update->operator_name() == "$bump");
  CHECK_THROWS_AS(store.users.update_one({}, {}), InvalidUpdate);
  CHECK_THROWS_AS(store.users.update_one({}, {{"a", 1}}), InvalidUpdate);
  CHECK_THROWS_AS(store.users.find({{"$where", "1"}}), InvalidFilter);
  CHECK_THROWS_AS(store.users.delete_one({{"$where", "1"}}), InvalidFilter);
}

TEST_CASE("Calls on a collection that does not exist find nothing and make nothing",
          "[store][collection]") {
  temporary::Store store;
  Collection none = store.collection("none");
  CHECK_FALSE(none.find_one({}));
  CHECK(none.count() == 0);
  CHECK(none.delete_one({}).deleted_count == 0);
  CHECK(none.list_indexes().empty());
  for (const Document& found : none.find({})) FAIL("found " << found);
  const Outcome outcome =
      none.find_one_and_update({{"a", 1}}, {{"$set", {{"b", 1}}}}, {.returning = Return::both});
  CHECK_FALSE((outcome.matched || outcome.modified || outcome.inserted));
  CHECK_FALSE((outcome.before || outcome.after || outcome.upserted_id));
  CHECK(none.update_one({{"a", 1}}, {{"$set", {{"b", 1}}}}).matched_count == 0);
  CHECK(store.collection_names().empty());
}

TEST_CASE("update_one counts what it matched and what it changed", "[store][collection]") {
  Users store;
  store.users.insert_one({{"_id", 1}, {"userId", "u1"}, {"n", 1}});
  const auto counts = [&](const Document& filter, const Document& update, bool upsert = false) {
    const UpdateResult result = store.users.update_one(filter, update, {.upsert = upsert});
    return Document{result.matched_count, result.modified_count,
                    result.upserted_id.value_or("none")};
  };
  const Document set_n = {{"$set", {{"n", 2}}}};
  CHECK(counts({{"userId", "u1"}}, set_n) == Document{1, 1, "none"});
  CHECK(counts({{"userId", "u1"}}, set_n) == Document{1, 0, "none"});
  CHECK(counts({{"userId", "u1"}}, {{"$set", {{"n", 2.0}}}}) == Document{1, 1, "none"});
  CHECK(counts({{"userId", "u2"}}, set_n) == Document{0, 0, "none"});
  CHECK(counts({{"userId", "u2"}, {"_id", "new"}}, set_n, true) == Document{0, 0, "new"});
  CHECK(counts({{"userId", "u2"}}, set_n, true) == Document{1, 0, "none"});
}

TEST_CASE("An update changes the first match in natural order, and delete_one deletes it",
          "[store][collection]") {
  Users store;
  for (int i = 3; i > 0; --i) store.users.insert_one({{"_id", i}, {"kind", "x"}});
  store.users.update_one({{"kind", "x"}}, {{"$set", {{"hit", true}}}});
  CHECK(store.users.find_one({{"hit", true}})->at("_id") == 3);
  CHECK(store.users.delete_one({{"kind", "x"}}).deleted_count == 1);
  CHECK_FALSE(store.users.find_one({{"_id", 3}}));
  CHECK(store.users.delete_one({{"_id", 9}}).deleted_count == 0);
  CHECK(store.users.count() == 2);
  CHECK(store.check().sound());
}

TEST_CASE("A deleted document's key is free again", "[store][collection]") {
  Users store;
  for (int i = 0; i < 3; ++i) {
    store.users.insert_one({{"_id", 1}, {"userId", "u1"}});
    CHECK_THROWS_AS(store.users.insert_one({{"_id", 2}, {"userId", "u1"}}), DuplicateKey);
    store.users.delete_one({{"userId", "u1"}});
  }
  CHECK(store.users.count() == 0);
}

TEST_CASE("get_or_create makes a document of the filter and the defaults, once",
          "[store][collection]") {
  Users store;
  const Document made = store.users.get_or_create({{"userId", "u1"}},
                                                  {{"name", "New"}, {"address", {{"city", "x"}}}});
  CHECK(made.size() == 4);
  CHECK(made.at("userId") == "u1");
  CHECK(made.at("address") == Document{{"city", "x"}});
  CHECK(store.users.get_or_create({{"userId", "u1"}}, {{"name", "Other"}}) == made);
  CHECK(store.users.get_or_create({{"userId", "u1"}}) == made);
  CHECK(store.users.count() == 1);

  const Document bare = store.users.get_or_create({{"userId", "u2"}}, {});
  CHECK(bare.size() == 2);
  CHECK(store.users.get_or_create({}, {{"x", 1}}) == made);
}

TEST_CASE("get_or_create looks by each filter in turn, and makes one of all of them",
          "[store][collection]") {
  Users store;
  const FindOneOptions by_email{.then_by = {Document{{"email", "e"}}}};
  const Document made = store.users.get_or_create({{"userId", "u1"}}, {{"n", 1}}, by_email);
  CHECK(made.at("userId") == "u1");
  CHECK(made.at("email") == "e");
  CHECK(store.users.get_or_create({{"userId", "u9"}}, {{"n", 2}}, by_email) == made);
  CHECK(store.users.count() == 1);
}

}  // namespace crud_collection_test
