// store.collection(): created once, and the same ever after.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/temporary_store.hpp"

namespace store_create_collection_test {

using namespace profilestore;

namespace {

const UniqueIndex by_user{"userId"};
const UniqueIndex by_email{"email", Missing::sparse};
const UniqueIndex by_place{{"tenant", "address.city"}, Missing::distinct, "place"};

int refusal(Store& store, const CollectionOptions& options) {
  const auto refused = caught<InvalidInput>([&] { (void)store.collection("users", options); });
  return refused ? refused->code() : 0;
}

}  // namespace

TEST_CASE("A collection is created with its indexes, `_id_` first, then by name",
          "[store][collection]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {by_user, by_place, by_email}});
  CHECK(users.list_indexes() ==
        std::vector<Index>{{"_id", true, Missing::collide, "_id_"},
                           {"email", true, Missing::sparse, "email_1"},
                           {{"tenant", "address.city"}, true, Missing::distinct, "place"},
                           {"userId", true, Missing::collide, "userId_1"}});
  CHECK(store.collection_names() == std::vector<std::string>{"users"});
}

TEST_CASE("A collection that is asked for again is the same, in whatever order its indexes stand",
          "[store][collection]") {
  temporary::Store store;
  (void)store.collection("users", {.indexes = {by_user, by_email, by_place}, .timestamps = true});
  for (const CollectionOptions& options : {
           CollectionOptions{.indexes = {by_user, by_email, by_place}, .timestamps = true},
           CollectionOptions{.indexes = {by_place, by_user, by_email}, .timestamps = true},
           CollectionOptions{.indexes = {by_place, by_user, by_email, by_user}},
           CollectionOptions{.indexes = {UniqueIndex{"_id"}, by_email, by_place, by_user}},
           CollectionOptions{
               .indexes = {{"userId", Missing::collide, "userId_1"}, by_email, by_place}},
           CollectionOptions{.timestamps = true},
           CollectionOptions{},
       })
    CHECK(refusal(store, options) == 0);
  CHECK(store.collection("users").list_indexes().size() == 4);
}

TEST_CASE("A collection that exists with other indexes or without stamps is error 85",
          "[store][collection]") {
  temporary::Store store;
  (void)store.collection("users", {.indexes = {by_user, by_email}});
  for (const CollectionOptions& options : {
           CollectionOptions{.indexes = {by_user}},
           CollectionOptions{.indexes = {by_user, by_email, by_place}},
           CollectionOptions{.indexes = {by_user, by_place}},
           CollectionOptions{.indexes = {by_user, {"email", Missing::collide}}},
           CollectionOptions{.indexes = {by_user, {"email", Missing::sparse, "mail"}}},
           CollectionOptions{.indexes = {by_email, {"userid"}}},
           CollectionOptions{.indexes = {by_user, by_email}, .timestamps = true},
           CollectionOptions{.timestamps = true},
       })
    CHECK(refusal(store, options) == 85);
  CHECK(store.collection("users").list_indexes().size() == 3);
}

TEST_CASE("A collection that the first write made has no index but that on `_id`",
          "[store][collection]") {
  temporary::Store store;
  CHECK(store.collection("users").list_indexes().empty());
  store.collection("users").insert_one({{"a", 1}});
  CHECK(store.collection("users").list_indexes().size() == 1);
  CHECK(refusal(store, {.indexes = {by_user}}) == 85);
}

TEST_CASE("What another open store added to a collection is known at once", "[store][collection]") {
  temporary::Store store;
  Store other = Store::open(store.path(), temporary::quick());
  (void)store.collection("users", {.indexes = {by_user}});
  CHECK(other.collection("users").list_indexes().size() == 2);
  store.collection("users").create_index(by_email);
  CHECK(other.collection("users").list_indexes().size() == 3);
  CHECK(refusal(other, {.indexes = {by_user, by_email}}) == 0);
  other.collection("users").insert_one({{"userId", 1}, {"email", "a"}});
  CHECK_THROWS_AS(other.collection("users").insert_one({{"userId", 2}, {"email", "a"}}),
                  DuplicateKey);
  CHECK(store.check().sound());
}

TEST_CASE("A collection with an index that can't be is not created", "[store][collection]") {
  temporary::Store store;
  std::vector<std::string> too_many;
  for (int i = 0; i < 33; ++i) too_many.push_back("p" + std::to_string(i));
  for (const UniqueIndex& bad : {
           UniqueIndex{Paths(std::vector<std::string>{})},
           UniqueIndex{""},
           UniqueIndex{"a..b"},
           UniqueIndex{".a"},
           UniqueIndex{"a."},
           UniqueIndex{"$a"},
           UniqueIndex{"a.$b"},
           UniqueIndex{{"a", "a"}},
           UniqueIndex{"a\xff"},
           UniqueIndex{std::string("a\0b", 3)},
           UniqueIndex{"a", Missing::collide, "b\xff"},
           UniqueIndex{"a", Missing::collide, std::string("b\0c", 3)},
           UniqueIndex{"a", Missing::collide, "*"},
       }) {
    INFO(bad.paths.size() << " " << bad.name);
    CHECK(refusal(store, {.indexes = {by_user, bad}}) == 67);
  }
  CHECK(refusal(store, {.indexes = {by_user, UniqueIndex{Paths(too_many)}}}) == 13103);
  CHECK(refusal(store, {.indexes = {by_user, {"userId", Missing::sparse}}}) == 86);
  CHECK(refusal(store, {.indexes = {by_user, {"userId", Missing::collide, "other"}}}) == 85);
  CHECK(refusal(store, {.indexes = {by_user, {"email", Missing::collide, "userId_1"}}}) == 86);
  CHECK(store.collection_names().empty());
}

}  // namespace store_create_collection_test
