// Duplicate keys as events.
#include "catch.hpp"
#include "store/event_texts.hpp"

namespace crud_clash_test {

using namespace profilestore;
using namespace events;

namespace {

std::string digest_of_insert(Store& store, Collection users, const Value& email) {
  CHECK(clashes([&] { users.insert_one({{"email", email}}); }));
  return store.stats().events.front().digest;
}

}  // namespace

TEST_CASE("A duplicate key is an event, whichever call met it", "[store][stats]") {
  struct Case {
    const char* operation;
    std::function<void(Collection&)> write;
  };
  const Document b = {{"email", "b@x"}}, to_a = {{"$set", {{"email", "a@x"}}}};
  const Case cases[] = {
      {"insertOne",
       [&](Collection& users) {
         users.insert_one({{"email", "a@x"}});
       }},
      {"insertMany",
       [&](Collection& users) {
         users.insert_many({{{"email", "a@x"}}});
       }},
      {"bulkWrite",
       [&](Collection& users) {
         users.bulk_write({UpdateOne{b, to_a}});
       }},
      {"updateOne", [&](Collection& users) { users.update_one(b, to_a); }},
      {"updateMany", [&](Collection& users) { users.update_many(b, to_a); }},
      {"replaceOne",
       [&](Collection& users) {
         users.replace_one(b, {{"email", "a@x"}});
       }},
      {"findOneAndUpdate", [&](Collection& users) { users.find_one_and_update(b, to_a); }},
      {"findOneAndUpdate",
       [&](Collection& users) {
         users.get_or_create({{"x", 1}}, {{"email", "a@x"}});
       }},
      {"findOneAndReplace",
       [&](Collection& users) {
         users.find_one_and_replace(b, {{"email", "a@x"}});
       }},
      {"updateOne",  // an array's element, which no column holds
       [&](Collection& users) {
         users.update_one(b, {{"$set", {{"email", Value::array({"c@x", "a@x"})}}}});
       }},
  };
  for (const Case& one : cases) {
    INFO(one.operation);
    Users store;
    CHECK(clashes([&] { one.write(store.users); }));
    CHECK(events_of(store) ==
          Texts{fmt::format("duplicate_key users email_1 {} x1, 1 documents", one.operation)});
    CHECK(clashes([&] { one.write(store.users); }));
    CHECK(events_of(store) ==
          Texts{fmt::format("duplicate_key users email_1 {} x2, 2 documents", one.operation)});
    CHECK(totals_of(store) == Texts{"duplicate_key users email_1 x2, 2 documents"});
  }
}

TEST_CASE("An index that can't be made and a document that lacks a value are no events",
          "[store][stats]") {
  Users store;
  store.users.insert_one({{"email", "c@x"}, {"name", "ann"}});
  store.users.insert_one({{"email", "d@x"}, {"name", "ann"}});
  CHECK_THROWS_AS(store.users.create_index(UniqueIndex{"name"}), DuplicateKey);
  Collection strict = store.collection("strict", {.indexes = {{"x", Missing::reject}}});
  CHECK_THROWS_AS(strict.insert_one({{"_id", 1}}), ValidationFailed);
  CHECK(events_of(store).empty());
  CHECK(totals_of(store).empty());
}

TEST_CASE("A digest tells the keys of one store apart, and says nothing of another's",
          "[store][stats]") {
  Users one, other;
  one.users.insert_one({{"email", 7}});
  const std::string a = digest_of_insert(one, one.users, "a@x");
  CHECK(a.size() == 16);
  CHECK(a.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(digest_of_insert(one, one.users, "b@x") != a);
  CHECK(digest_of_insert(one, one.users, 7.0) != a);
  CHECK(digest_of_insert(one, one.users, "a@x") == a);
  CHECK(digest_of_insert(other, other.users, "a@x") != a);
  // 7 and 7.0 are one key.
  const std::string seven = digest_of_insert(one, one.users, bson::int64(7));
  CHECK(seven == digest_of_insert(one, one.users, 7.0));
  // Two that are open on one file, one after the other, take the same salt.
  Store again = Store::open(one.path(), temporary::quick());
  CHECK(digest_of_insert(again, again.collection("users"), "a@x") == a);
}

}  // namespace crud_clash_test
