// Several writes in one call.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/temporary_store.hpp"

namespace crud_bulk_test {

using namespace profilestore;

namespace {

struct Users {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"name"}}});
};

Document user(int id, const std::string& name) { return {{"_id", id}, {"name", name}}; }

}  // namespace

TEST_CASE("A bulk write sums up what its writes did", "[store][bulk]") {
  Users store;
  const BulkResult done = store.users.bulk_write(
      {InsertOne{user(1, "ana")}, InsertOne{user(2, "ben")},
       UpdateOne{{{"_id", 1}}, {{"$set", {{"age", 30}}}}},
       UpdateMany{{}, {{"$set", {{"seen", true}}}}},
       UpdateOne{{{"_id", 3}}, {{"$set", {{"name", "cid"}}}}, {.upsert = true}},
       DeleteOne{{{"_id", 2}}}, DeleteMany{{{"seen", false}}}});
  CHECK(done.inserted_count == 2);
  CHECK(done.matched_count == 3);
  CHECK(done.modified_count == 3);
  CHECK(done.deleted_count == 1);
  CHECK(done.upserted_count == 1);
  CHECK(done.inserted_ids == std::map<std::size_t, Value>{{0, 1}, {1, 2}});
  CHECK(done.upserted_ids == std::map<std::size_t, Value>{{4, 3}});
  CHECK(store.users.count() == 2);
}

TEST_CASE("An ordered bulk stops at the first write that fails, and keeps those before",
          "[store][bulk]") {
  Users store;
  const auto failed = caught<BulkWriteFailed>([&] {
    store.users.insert_many({user(1, "ana"), user(2, "ana"), user(3, "cid")});
  });
  REQUIRE(failed);
  CHECK(failed->code() == 11000);
  CHECK(failed->result().inserted_ids == std::map<std::size_t, Value>{{0, 1}});
  REQUIRE(failed->errors().size() == 1);
  CHECK(failed->errors()[0].index == 1);
  REQUIRE(failed->errors()[0].duplicate);
  CHECK(failed->errors()[0].duplicate->existing_id() == 1);
  CHECK(store.users.count() == 1);
}

TEST_CASE("A write of a bulk takes no projection: it returns no document", "[store][bulk]") {
  Users store;
  const Document seen{{"$set", {{"seen", true}}}}, projection{{"name", 1}};
  const std::vector<WriteModel> writes{
      UpdateOne{{}, seen, {.upsert = true, .projection = projection}},
      UpdateMany{{}, seen, {.upsert = true, .projection = projection}},
      ReplaceOne{{}, user(1, "ana"), {.upsert = true, .projection = projection}}};
  const auto failed =
      caught<BulkWriteFailed>([&] { store.users.bulk_write(writes, {.ordered = false}); }).value();
  REQUIRE(failed.errors().size() == 3);
  for (const WriteError& error : failed.errors()) CHECK(error.code == 9);
  CHECK(store.users.count() == 0);
}

TEST_CASE("An unordered bulk tries all", "[store][bulk]") {
  Users store;
  const auto failed = caught<BulkWriteFailed>([&] {
    store.users.bulk_write({InsertOne{user(1, "ana")}, InsertOne{user(1, "ben")},
                            UpdateOne{{}, {{"$nonsense", {{"a", 1}}}}}, InsertOne{user(3, "cid")}},
                           {.ordered = false});
  });
  REQUIRE(failed);
  CHECK(failed->result().inserted_count == 2);
  REQUIRE(failed->errors().size() == 2);
  CHECK(failed->errors()[0].code == 11000);
  CHECK(failed->errors()[1].code == 9);
  CHECK_FALSE(failed->errors()[1].duplicate);
  CHECK(store.users.count() == 2);
  CHECK(store.store.check().sound());
}

TEST_CASE("A write that fails in the middle leaves nothing of itself", "[store][bulk]") {
  Users store;
  store.users.insert_many({user(1, "ana"), user(2, "ben")});
  CHECK_THROWS_AS(store.users.bulk_write(
                      {UpdateMany{{}, {{"$set", {{"name", "same"}}}}}, InsertOne{user(3, "cid")}},
                      {.ordered = false}),
                  BulkWriteFailed);
  CHECK(store.users.distinct("name") == std::vector<Value>{"ana", "ben", "cid"});
}

// There insert_many has no savepoint around what SQLite takes back itself.
TEST_CASE("A document of insert_many whose keys clash leaves nothing of itself", "[store][bulk]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"tags", Missing::sparse}}});
  const auto tagged = [](int id, const Value& tags) {
    return Document{{"_id", id}, {"tags", tags}};
  };
  const auto list = [](const char* a, const char* b) { return Value::array({a, b}); };
  users.insert_one(tagged(1, "a"));
  const auto insert = [&](const std::vector<Document>& documents) {
    return caught<BulkWriteFailed>([&] { users.insert_many(documents, {.ordered = false}); })
        .value()
        .errors()
        .size();
  };
  // The first with an array makes the table of its keys, which goes with it.
  CHECK(insert({tagged(2, list("b", "a")), tagged(3, "b"), tagged(4, "a"), tagged(5, "c")}) == 2);
  CHECK(insert({tagged(6, list("d", "e")), tagged(7, list("f", "e")), tagged(8, "f"),
                tagged(9, "d"), tagged(10, list("g", "a")), tagged(11, list("g", "h"))}) == 3);
  CHECK(users.distinct("_id") == std::vector<Value>{1, 3, 5, 6, 8, 11});
  CHECK_THROWS_AS(users.insert_one(tagged(12, list("i", "h"))), DuplicateKey);
  users.insert_one(tagged(12, "i"));
  CHECK(store.check().sound());
}

TEST_CASE("Inserts and other writes of a bulk take turns in one collection", "[store][bulk]") {
  Users store;
  const BulkResult done = store.users.bulk_write(
      {InsertOne{user(1, "ana")},
       UpdateOne{{{"_id", 2}}, {{"$set", {{"name", "ben"}}}}, {.upsert = true}},
       InsertOne{user(3, "cid")}, DeleteOne{{{"_id", 3}}}, InsertOne{user(4, "dan")},
       InsertOne{user(5, "eve")}});
  CHECK(done.inserted_count == 4);
  CHECK(store.users.distinct("_id") == std::vector<Value>{1, 2, 4, 5});
  CHECK(store.store.check().sound());
}

TEST_CASE("A first bulk that fails at once makes no collection", "[store][bulk]") {
  temporary::Store store;
  Collection users = store.collection("new");
  CHECK_THROWS_AS(users.insert_many({Document{{"_id", Value::array({1})}}}), BulkWriteFailed);
  CHECK_THROWS_AS(users.insert_many({}), InvalidInput);
  users.insert_many({user(1, "ana")});
  CHECK(users.count() == 1);
}

}  // namespace crud_bulk_test
