#include <functional>
#include <profilestore/profilestore.hpp>
#include <vector>

#include "catch.hpp"
#include "caught.hpp"
#include "temporary_store.hpp"

namespace store_ambiguous_keys_test {

using namespace profilestore;

namespace {

struct Two : temporary::Store {
  Two() {
    users.insert_one({{"_id", 1}, {"userId", "u1"}, {"email", "e1"}, {"city", "X"}});
    users.insert_one({{"_id", 2}, {"userId", "u2"}, {"email", "e2"}, {"city", "Y"}});
    users.insert_one({{"_id", 3}, {"userId", "u3"}, {"mails", {"a", "b"}}});
  }
  Collection users = collection(
      "users", {.indexes = {{"userId"}, {"email", Missing::sparse}, {"mails", Missing::sparse}}});
};

const Document u1{{"userId", "u1"}}, e2{{"email", "e2"}};
const Document set_n{{"$set", {{"n", 1}}}};

}  // namespace

TEST_CASE("Every call that looks by several keys refuses those of two documents",
          "[store][ambiguous_keys]") {
  Two store;
  Collection& users = store.users;
  const std::vector<std::pair<const char*, std::function<void()>>> calls{
      {"find_one", [&] { users.find_one(u1, {.then_by = {e2}}); }},
      {"get_or_create", [&] { users.get_or_create(u1, {}, {.then_by = {e2}}); }},
      {"find_one_and_update",
       [&] { users.find_one_and_update(u1, set_n, {.upsert = true, .then_by = {e2}}); }},
      {"update_one", [&] { users.update_one(u1, set_n, {.then_by = {e2}}); }},
      {"update_many", [&] { users.update_many(u1, set_n, {.then_by = {e2}}); }},
      {"find_one_and_replace",
       [&] {
         users.find_one_and_replace(u1, {{"n", 1}}, {.then_by = {e2}});
       }},
      {"replace_one",
       [&] {
         users.replace_one(u1, {{"n", 1}}, {.then_by = {e2}});
       }},
      {"find_one_and_delete", [&] { users.find_one_and_delete(u1, {.then_by = {e2}}); }},
      {"sorted",
       [&] {
         users.find_one(u1, {.then_by = {e2}, .sort = {{"city", -1}}});
       }},
      {"in a transaction",
       [&] {
         store.transaction([&](Transaction& tx) {
           tx.collection("users").update_one(u1, set_n, {.then_by = {e2}});
         });
       }},
  };
  const auto before = users.find({});
  for (const auto& [name, call] : calls) {
    INFO(name);
    const auto ambiguous = caught<AmbiguousKeys>(call);
    REQUIRE(ambiguous);
    CHECK(ambiguous->collection() == "users");
    CHECK(ambiguous->indexes() == std::vector<std::string>{"userId_1", "email_1"});
    CHECK(ambiguous->ids() == std::vector<Value>{1, 2});
    CHECK(std::string(ambiguous->what()).find("e2") == std::string::npos);
  }
  CHECK(users.count({{"n", 1}}) == 0);
  CHECK(users.count() == 3);
}

TEST_CASE("Only unique keys that are given whole can be ambiguous", "[store][ambiguous_keys]") {
  Two store;
  struct Row {
    const char* what;
    Document first;
    std::vector<Document> then_by;
    Value found;  ///< null: ambiguous
  };
  const std::vector<Row> rows{
      {"the keys of one document", u1, {{{"email", "e1"}}}, 1},
      {"the second finds nothing", u1, {{{"email", "e9"}}}, 1},
      {"the first finds nothing", {{"userId", "u9"}}, {e2}, 2},
      {"the second matches nothing else", u1, {{{"email", "e2"}, {"city", "X"}}}, 1},
      {"no key", u1, {{{"city", "Y"}}}, 1},
      {"a range is no key", u1, {{{"email", {{"$gte", "e2"}}}}}, 1},
      {"a missing key is none", u1, {{{"email", nullptr}}}, 1},
      {"_id is one", {{"_id", 2}}, {u1}, nullptr},
      {"an element of an array is one", u1, {{{"mails", "b"}}}, nullptr},
      {"the third against the second", {{"userId", "u9"}}, {u1, e2}, nullptr},
      {"all of one document", {{"_id", 2}}, {{{"userId", "u2"}}, e2}, 2},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const auto look = [&] { return store.users.find_one(row.first, {.then_by = row.then_by}); };
    if (row.found.is_null()) {
      CHECK_THROWS_AS(look(), AmbiguousKeys);
    } else {
      const auto found = look();
      REQUIRE(found);
      CHECK(found->at("_id") == row.found);
    }
  }
}

TEST_CASE("A bulk write tells which of its items had ambiguous keys", "[store][ambiguous_keys]") {
  Two store;
  const std::vector<WriteModel> writes{InsertOne{{{"_id", 4}, {"userId", "u4"}}},
                                       UpdateOne{u1, set_n, {.then_by = {e2}}},
                                       InsertOne{{{"_id", 5}, {"userId", "u5"}}}};
  const auto failed =
      caught<BulkWriteFailed>([&] { store.users.bulk_write(writes, {.ordered = false}); });
  REQUIRE(failed);
  REQUIRE(failed->errors().size() == 1);
  CHECK(failed->errors().front().index == 1);
  REQUIRE(failed->errors().front().ambiguous);
  CHECK(failed->errors().front().ambiguous->ids() == std::vector<Value>{1, 2});
  CHECK(store.users.count() == 5);
}

}  // namespace store_ambiguous_keys_test
