// Unique indexes with a collation: which strings are one key.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_collation_index_test {

using namespace profilestore;

namespace {

UniqueIndex by_name(int strength) {
  return {"name", Missing::distinct, "", {}, Collation{.strength = strength}};
}

}  // namespace

TEST_CASE("Strings that the collation calls equal are one key", "[store][collation]") {
  struct Row {
    std::string first, second;
    bool equal_at_1, equal_at_2;
  };
  for (const Row& row : std::vector<Row>{{"Ann", "ann", true, true},
                                         {"Ä", "ä", true, true},
                                         {"é", "e", true, false},
                                         {"STRASSE", "straße", true, false},
                                         {"ΣΊΣΥΦΟΣ", "Σίσυφος", true, true},
                                         {"Ann", "Anna", false, false},
                                         {"", " ", false, false}})
    for (const int strength : {1, 2}) {
      INFO(row.first << " " << row.second << " " << strength);
      temporary::Store store;
      Collection users = store.collection("users", {.indexes = {by_name(strength)}});
      users.insert_one({{"_id", 1}, {"name", row.first}});
      const auto clash = caught<DuplicateKey>([&] {
        users.insert_one({{"_id", 2}, {"name", row.second}});
      });
      CHECK(bool(clash) == (strength == 1 ? row.equal_at_1 : row.equal_at_2));
      if (clash) CHECK(clash->key_value() == Document{{"name", row.second}});  // as it is spelled
      CHECK(store.check().sound());
    }
}

TEST_CASE("A query matches as it does without, and reads the index for an equality",
          "[store][collation]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {by_name(2)}});
  users.insert_one({{"_id", 1}, {"name", "Ann"}});
  CHECK(users.find_one({{"name", "Ann"}}));
  CHECK_FALSE(users.find_one({{"name", "ann"}}));
  CHECK(users.explain({{"name", "ann"}}).dump().find("name_1") != std::string::npos);
  CHECK(users.find_one({{"name", {{"$gt", "An"}}}}));
  CHECK(users.explain({{"name", {{"$gt", "An"}}}}).dump().find("name_1") == std::string::npos);
  // So an upsert of another spelling is a duplicate, not a second profile.
  CHECK_THROWS_AS(users.update_one({{"name", "ann"}}, {{"$set", {{"n", 1}}}}, {.upsert = true}),
                  DuplicateKey);
  users.insert_one({{"_id", 2}, {"name", "bob"}});
  std::vector<Value> names;
  for (const Document& user : users.find({}, {.sort = {{"name", 1}}}))
    names.push_back(user["name"]);
  CHECK(names == std::vector<Value>{"Ann", "bob"});
}

TEST_CASE("Elements of arrays and the rest of a compound key follow the collation too",
          "[store][collation]") {
  temporary::Store store;
  Collection users = store.collection(
      "users", {.indexes = {UniqueIndex{
                    {"tenant", "emails"}, Missing::collide, "", {}, Collation{.strength = 2}}}});
  users.insert_one({{"_id", 1}, {"tenant", "T"}, {"emails", {"a@x", "b@x", 1}}});
  const auto clash = caught<DuplicateKey>([&] {
    users.insert_one({{"_id", 2}, {"tenant", "t"}, {"emails", "B@X"}});
  });
  REQUIRE(clash);
  CHECK(clash->existing_id() == 1);
  CHECK(clash->key_value() == Document{{"tenant", "t"}, {"emails", "B@X"}});
  CHECK(store.check().sound());
}

TEST_CASE("An index with a collation is stored with it", "[store][collation]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {by_name(2)}});
  Store again = Store::open(store.path());
  CHECK(again.collection("users").list_indexes() == users.list_indexes());
  CHECK(users.list_indexes().back().collation == Collation{.strength = 2});
  CHECK_NOTHROW(users.create_index(by_name(2)));
  const auto refused = caught<InvalidInput>([&] { users.create_index(by_name(1)); });
  REQUIRE(refused);
  CHECK(refused->code() == 86);
}

TEST_CASE("Keys of another version of ICU are made anew when the store is opened",
          "[store][collation]") {
  temporary::Folder folder;
  {
    Store store = Store::open(folder / "p.db");
    Collection users = store.collection("users", {.indexes = {by_name(2)}});
    users.insert_one({{"_id", 1}, {"name", "Ann"}});
  }
  RawDatabase(folder / "p.db")
      .run(
          "UPDATE ps_indexes SET collation_version = '1', sum = NULL "
          "WHERE collation IS NOT NULL; UPDATE users SET k2 = x'0f01'");
  Store store = Store::open(folder / "p.db");
  CHECK(store.check().sound());
  CHECK(store.collection("users").find_one({{"name", "Ann"}}));
  CHECK_THROWS_AS(store.collection("users").insert_one({{"name", "ANN"}}), DuplicateKey);
}

}  // namespace store_collation_index_test
