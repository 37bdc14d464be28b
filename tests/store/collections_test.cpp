// Collections as a whole: renamed, counted, all of their indexes made and dropped.
#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace store_collections_test {

using namespace profilestore;

namespace {

template <class Call>
int code_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return 0;
}

}  // namespace

TEST_CASE("A collection has another name and all that it had", "[store][rename]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {UniqueIndex{"email"}}});
  users.insert_one({{"_id", 1}, {"email", "a"}});
  Collection other = store.collection("users");
  users.rename("people");
  CHECK(users.name() == "people");
  CHECK(users.count() == 1);
  CHECK(users.list_indexes().size() == 2);
  CHECK_THROWS_AS(users.insert_one({{"email", "a"}}), DuplicateKey);
  CHECK(other.count() == 0);
  CHECK(store.collection_names() == std::vector<std::string>{"people"});
  // A new one of the old name is another.
  other.insert_one({{"_id", 1}, {"email", "a"}});
  CHECK(users.count() == 1);
  CHECK(store.check().sound());
}

TEST_CASE("A rename is refused where it would lose something", "[store][rename]") {
  temporary::Store store;
  Collection users = store.collection("users"), orders = store.collection("orders");
  users.insert_one({{"_id", 1}});
  orders.insert_one({{"_id", 2}});
  CHECK(code_of([&] { users.rename("orders"); }) == 48);
  CHECK(code_of([&] { users.rename("users"); }) == 20);
  CHECK(code_of([&] { users.rename("a$b"); }) == 73);
  CHECK(code_of([&] { users.rename(""); }) == 73);
  CHECK(code_of([&] { store.collection("none").rename("x"); }) == 26);
  CHECK(users.name() == "users");
  users.rename("orders", true);
  CHECK(users.find_one({})->at("_id") == 1);
  users.set_change_log({});
  CHECK(code_of([&] { users.rename("again"); }) == 20);
  CHECK(store.collection_names() == std::vector<std::string>{"orders"});
}

TEST_CASE("A rename within a transaction goes back with it", "[store][rename]") {
  temporary::Store store;
  store.collection("a").insert_one({{"_id", 1}});
  CHECK_THROWS(store.transaction([&](Transaction& transaction) {
    Collection collection = transaction.collection("a");
    collection.rename("b");
    CHECK(transaction.collection("b").count() == 1);
    CHECK(transaction.collection("a").count() == 0);
    throw std::runtime_error("no");
  }));
  CHECK(store.collection("a").count() == 1);
  CHECK(store.collection("b").count() == 0);
}

TEST_CASE("All indexes are made or none, and all but one are dropped", "[store][index]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_many({{{"_id", 1}, {"a", 1}, {"b", 1}}, {{"_id", 2}, {"a", 1}, {"b", 2}}});
  CHECK(users.create_indexes({Index{"b"}, Index{"c"}}) == std::vector<std::string>{"b_1", "c_1"});
  CHECK(users.drop_indexes() == 2);
  CHECK(users.list_indexes().size() == 1);
  CHECK_THROWS_AS(users.create_indexes({Index{"b"}, Index(UniqueIndex{"a"})}), DuplicateKeys);
  CHECK(users.list_indexes().size() == 1);
  CHECK(users.drop_indexes() == 0);
  CHECK(code_of([&] { users.create_indexes({}); }) == 2);
  CHECK(code_of([&] { store.collection("none").drop_indexes(); }) == 26);
  CHECK(users.count() == 2);
}

TEST_CASE("The estimated number of documents is that of all", "[store][count]") {
  temporary::Store store;
  Collection users = store.collection("users");
  CHECK(users.estimated_document_count() == 0);
  users.insert_many({{{"_id", 1}}, {{"_id", 2}}});
  CHECK(users.estimated_document_count() == 2);
}

}  // namespace store_collections_test
