#include "store/create_index.hpp"

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_create_index_test {

using namespace profilestore;

namespace {

int refusal(Collection& users, const UniqueIndex& index) {
  const auto refused = caught<InvalidInput>([&] { users.create_index(index); });
  return refused ? refused->code() : 0;
}

// The schema, the catalog and the rows: what must be as it was after a failure.
std::vector<std::vector<RawDatabase::Row>> contents(RawDatabase& raw) {
  return {raw.rows("SELECT name, sql FROM sqlite_schema ORDER BY name"),
          raw.rows("SELECT * FROM ps_collections"), raw.rows("SELECT * FROM ps_indexes"),
          raw.rows("SELECT * FROM users")};
}

}  // namespace

TEST_CASE("An index on a collection with documents takes their keys", "[store][create_index]") {
  temporary::Store store;
  Collection users = store.collection("users");
  for (int i = 0; i < 300; ++i)
    users.insert_one({{"_id", i}, {"address", {{"city", i}}}, {"text", std::string(2000, 'x')}});
  users.create_index(UniqueIndex{"address.city"});
  CHECK_THROWS_AS(users.insert_one({{"address", {{"city", 299}}}}), DuplicateKey);
  CHECK(users.find_one({{"address.city", 120}})->at("_id") == 120);
  CHECK(store.check().sound());
}

TEST_CASE("An index makes its collection, and the same one again is nothing new",
          "[store][create_index]") {
  temporary::Store store;
  Collection users = store.collection("users");
  for (int i = 0; i < 3; ++i) users.create_index(UniqueIndex{"userId"});
  users.create_index(UniqueIndex{"userId", Missing::collide, "userId_1"});
  users.create_index(UniqueIndex{"_id"});
  CHECK(users.list_indexes().size() == 2);
}

TEST_CASE("Another index of the same name or paths is an error", "[store][create_index]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"userId"}}});
  CHECK(refusal(users, {"userId", Missing::sparse}) == 86);
  CHECK(refusal(users, {"email", Missing::collide, "userId_1"}) == 86);
  CHECK(refusal(users, {"userId", Missing::collide, "other"}) == 85);
  CHECK(refusal(users, {"email", Missing::collide, "_id_"}) == 2);
  CHECK(refusal(users, {{{"_id", -1}}}) == 2);
  CHECK(refusal(users, {"a..b"}) == 67);
  CHECK(users.list_indexes().size() == 2);
}

TEST_CASE("Over one path there may be indexes that differ in more than their names",
          "[store][create_index]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.create_index(Index{"userId"});
  users.create_index(UniqueIndex{"userId", Missing::collide, "unique"});
  users.create_index(Index{"userId", false, Missing::sparse, "sparse"});
  users.create_index(UniqueIndex{"userId", Missing::sparse, "both"});
  for (const char* locale : {"en", "fr"})
    users.create_index(
        UniqueIndex{"userId", Missing::collide, locale, {}, Collation{2, false, locale}});
  CHECK(users.list_indexes().size() == 7);
  CHECK(users.list_indexes()[3].collation->locale == "fr");
  users.insert_one({{"_id", 1}, {"userId", "a"}});
  users.insert_one({{"_id", 2}});
  CHECK_THROWS_AS(users.insert_one({{"_id", 3}}), DuplicateKey);
  CHECK_THROWS_AS(users.insert_one({{"_id", 3}, {"userId", "a"}}), DuplicateKey);
  CHECK_THROWS_AS(users.insert_one({{"_id", 3}, {"userId", "A"}}), DuplicateKey);
  for (const char* name : {"unique", "both", "en", "fr"}) users.drop_index(name);
  CHECK_NOTHROW(users.insert_one({{"_id", 3}, {"userId", "a"}}));
  CHECK(users.count({{"userId", "a"}}) == 2);
  CHECK(users.count({{"userId", nullptr}}) == 1);
  CHECK(store.check().sound());
  CHECK(Store::open(store.path()).collection("users").list_indexes() == users.list_indexes());
}

TEST_CASE("Paths that share a part are different indexes", "[store][create_index]") {
  temporary::Store store;
  Collection users = store.collection("users");
  for (const UniqueIndex& index :
       {UniqueIndex{"a"}, UniqueIndex{"a.b"}, UniqueIndex{{"a", "b"}}, UniqueIndex{{"b", "a"}}})
    users.create_index(index);
  CHECK(users.list_indexes().size() == 5);
}

TEST_CASE("An index over documents that share a key is refused, and names two of them",
          "[store][create_index]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}, {"userId", "only"}});
  users.insert_one({{"_id", 2}, {"userId", "shared"}});
  users.insert_one({{"_id", 3}, {"userId", "shared"}});
  RawDatabase raw(store.path());
  const auto before = contents(raw);
  const auto clash = caught<DuplicateKey>([&] { users.create_index(UniqueIndex{"userId"}); });
  REQUIRE(clash);
  CHECK(clash->collection() == "users");
  CHECK(clash->index() == "userId_1");
  CHECK(clash->key_pattern() == Document{{"userId", 1}});
  CHECK(clash->key_value() == Document{{"userId", "shared"}});
  CHECK(clash->existing_id() == 2);
  CHECK(std::string(clash->what()) ==
        "E11000 duplicate key error collection: profiles.users index: userId_1 dup key: "
        "{ userId: \"shared\" }");
  CHECK(contents(raw) == before);

  users.delete_one({{"_id", 3}});
  users.create_index(UniqueIndex{"userId"});
  CHECK(users.list_indexes().size() == 2);
}

TEST_CASE("An index over documents that miss a value goes by its rule", "[store][create_index]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}});
  users.insert_one({{"_id", 2}});
  RawDatabase raw(store.path());
  const auto before = contents(raw);
  const auto clash = caught<DuplicateKey>([&] { users.create_index(UniqueIndex{"userId"}); });
  REQUIRE(clash);
  CHECK(clash->key_value() == Document{{"userId", Value()}});
  const auto refused = caught<ValidationFailed>([&] {
    users.create_index(UniqueIndex{"userId", Missing::reject});
  });
  REQUIRE(refused);
  CHECK(refused->document_id() == 1);
  CHECK(refused->failures() == std::vector<RuleFailure>{{"userId", "required: userId_1"}});
  CHECK(std::string(refused->what()) ==
        "collection users: 2 documents have no value that the unique index userId_1 requires: "
        "'userId' is missing or null, in the first; nothing was done. Give them one, or create the "
        "index by another rule for missing values");
  CHECK(contents(raw) == before);
  CHECK_NOTHROW(users.create_index(UniqueIndex{"userId", Missing::sparse}));
  CHECK_NOTHROW(users.create_index(UniqueIndex{"email", Missing::distinct}));
  CHECK(store.check().sound());
}

}  // namespace store_create_index_test
