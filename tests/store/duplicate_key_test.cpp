// What a DuplicateKey says, on every way to one; and that the write left nothing.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace store_duplicate_key_test {

using namespace profilestore;

namespace {

// Two profiles, and two keys that each must not share.
struct Profiles : temporary::Store {
  Profiles() {
    users.insert_one({{"_id", 1}, {"userId", "u1"}, {"email", "one@example.org"}});
    users.insert_one({{"_id", 2}, {"userId", "u2"}, {"email", "two@example.org"}});
  }

  Collection users =
      collection("creatorprofiles", {.indexes = {{"userId"}, {"email", Missing::sparse}}});
};

template <class Call>
DuplicateKey clash_of(Call&& call) {
  auto clash = caught<DuplicateKey>(call);
  REQUIRE(clash);
  return *clash;
}

// Every row of every table.
std::vector<std::vector<RawDatabase::Row>> contents(RawDatabase& raw) {
  std::vector<std::vector<RawDatabase::Row>> tables;
  for (const auto& table : raw.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    tables.push_back(raw.rows("SELECT * FROM \"" + table.at(0) + "\""));
  return tables;
}

}  // namespace

TEST_CASE("A clash on insert names collection, index, key pattern, key value and the other's _id",
          "[store][duplicate]") {
  Profiles store;
  const auto clash = clash_of([&] { store.users.insert_one({{"userId", "u1"}}); });
  CHECK(clash.code() == 11000);
  CHECK(clash.collection() == "creatorprofiles");
  CHECK(clash.index() == "userId_1");
  CHECK(clash.key_pattern() == Document{{"userId", 1}});
  CHECK(clash.key_value() == Document{{"userId", "u1"}});
  CHECK(clash.existing_id() == 1);
  CHECK(std::string(clash.what()) ==
        "E11000 duplicate key error collection: profiles.creatorprofiles index: userId_1 dup key: "
        "{ userId: \"u1\" }");
}

TEST_CASE("A clash on update names the other document, not the updated one", "[store][duplicate]") {
  Profiles store;
  const Document update = {{"$set", {{"email", "one@example.org"}}}};
  const auto check = [](const DuplicateKey& clash) {
    CHECK(clash.index() == "email_1");
    CHECK(clash.key_pattern() == Document{{"email", 1}});
    CHECK(clash.key_value() == Document{{"email", "one@example.org"}});
    CHECK(clash.existing_id() == 1);
  };
  check(clash_of([&] { store.users.update_one({{"userId", "u2"}}, update); }));
  check(clash_of([&] { store.users.find_one_and_update({{"userId", "u2"}}, update); }));
  check(clash_of([&] {
    store.users.find_one_and_update({{"userId", "u2"}}, update, {.upsert = true});
  }));
  CHECK(store.users.find_one({{"_id", 2}})->at("email") == "two@example.org");
}

TEST_CASE("An upsert through one index that clashes on a second one raises, whichever arm it takes",
          "[store][duplicate]") {
  Profiles store;
  RawDatabase raw(store.path());
  const auto before = contents(raw);
  for (const char* user : {"u2", "u3"}) {  // one is there, the other not
    INFO(user);
    const auto clash = clash_of([&] {
      store.users.find_one_and_update({{"userId", user}},
                                      {{"$set", {{"email", "one@example.org"}}}}, {.upsert = true});
    });
    CHECK(clash.index() == "email_1");
    CHECK(clash.existing_id() == 1);
    CHECK(contents(raw) == before);
  }
}

TEST_CASE("A filter wider than the key that misses raises DuplicateKey, and updates nobody",
          "[store][duplicate]") {
  Profiles store;
  const auto clash = clash_of([&] {
    store.users.find_one_and_update({{"email", "one@example.org"}, {"userId", "u9"}},
                                    {{"$set", {{"bio", "x"}}}}, {.upsert = true});
  });
  CHECK(clash.index() == "email_1");
  CHECK(clash.existing_id() == 1);
  CHECK_FALSE(store.users.find_one({{"_id", 1}})->contains("bio"));
  CHECK(store.users.count() == 2);
}

TEST_CASE("get_or_create raises for a default that another document has", "[store][duplicate]") {
  Profiles store;
  const auto clash = clash_of([&] {
    store.users.get_or_create({{"userId", "u3"}}, {{"email", "two@example.org"}});
  });
  CHECK(clash.index() == "email_1");
  CHECK(clash.existing_id() == 2);
  CHECK(store.users.count() == 2);
}

TEST_CASE("Of several violated indexes `_id_` is told first, then by name", "[store][duplicate]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"c", Missing::sparse},
                                                            {"b", Missing::sparse},
                                                            {"a", Missing::sparse, "z"},
                                                            {"d", Missing::sparse, "B"}}});
  users.insert_one({{"_id", 1}, {"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}});
  users.insert_one({{"_id", 2}});
  const auto told = [&](const Document& document) {
    return clash_of([&] { users.insert_one(document); }).index();
  };
  CHECK(told({{"c", 1}, {"a", 1}, {"d", 1}, {"b", 1}, {"_id", 1}}) == "_id_");
  CHECK(told({{"c", 1}, {"a", 1}, {"d", 1}, {"b", 1}}) == "B");
  CHECK(told({{"c", 1}, {"a", 1}, {"b", 1}}) == "b_1");
  CHECK(told({{"c", 1}, {"a", 1}}) == "c_1");
  CHECK(told({{"a", 1}}) == "z");
  const auto update = clash_of([&] {
    users.update_one({{"_id", 2}}, {{"$set", {{"a", 1}, {"c", 1}, {"b", 1}}}});
  });
  CHECK(update.index() == "b_1");
  CHECK(update.existing_id() == 1);
}

TEST_CASE("The message shows each kind of key as MongoDB does", "[store][duplicate]") {
  struct Row {
    Paths paths;
    std::string document, message;
  };
  for (const Row& row : std::vector<Row>{
           {"k", R"({"k": 5})", "k_1 dup key: { k: 5 }"},
           {"k", R"({"k": {"$numberLong": "5"}})", "k_1 dup key: { k: 5 }"},
           {"k", R"({"k": 1.5})", "k_1 dup key: { k: 1.5 }"},
           {"k", R"({"k": {"$numberDecimal": "0.10"}})", "k_1 dup key: { k: 0.10 }"},
           {"k", R"({"k": true})", "k_1 dup key: { k: true }"},
           {"k", R"({"k": null})", "k_1 dup key: { k: null }"},
           {"k", R"({})", "k_1 dup key: { k: null }"},
           {"k", R"({"k": "é \" \\ 😀"})", R"(k_1 dup key: { k: "é \" \\ 😀" })"},
           {"k", R"({"k": {"$oid": "57e193d7a9cc81b4027498b5"}})",
            "k_1 dup key: { k: ObjectId('57e193d7a9cc81b4027498b5') }"},
           {"a.b", R"({"a": {"b": "x"}})", R"(a.b_1 dup key: { a.b: "x" })"},
           {{"tenant", "email"},
            R"({"tenant": "t", "email": "e"})",
            R"(tenant_1_email_1 dup key: { tenant: "t", email: "e" })"},
           {{"tenant", "email"},
            R"({"email": "e"})",
            R"(tenant_1_email_1 dup key: { tenant: null, email: "e" })"},
       }) {
    INFO(row.document);
    temporary::Store store;
    Collection users = store.collection("users", {.indexes = {{row.paths}}});
    users.insert_one(ejson::parse(row.document));
    const auto clash = clash_of([&] { users.insert_one(ejson::parse(row.document)); });
    CHECK(clash.what() ==
          "E11000 duplicate key error collection: profiles.users index: " + row.message);
  }
}

TEST_CASE("A write that failed leaves no row, no collection and no lock", "[store][duplicate]") {
  Profiles store;
  RawDatabase raw(store.path());
  const auto before = contents(raw);
  CHECK_THROWS_AS(store.users.insert_one({{"userId", "u1"}}), DuplicateKey);
  CHECK_THROWS_AS(store.users.update_one({{"_id", 2}}, {{"$set", {{"userId", "u1"}}}}),
                  DuplicateKey);
  CHECK_THROWS_AS(store.users.update_one({{"_id", 2}}, {{"$inc", {{"userId", 1}}}}), InvalidUpdate);
  CHECK_THROWS_AS(store.collection("new").insert_one(ejson::parse(R"({"_id": []})")), InvalidInput);
  CHECK_THROWS_AS(
      store.collection("new").update_one({{"a", 1}}, {{"$inc", {{"a", "x"}}}}, {.upsert = true}),
      InvalidUpdate);
  CHECK_THROWS_AS(store.collection("new", {.indexes = {{"a"}, {"a", Missing::sparse}}}),
                  InvalidInput);
  CHECK(contents(raw) == before);
  raw.run("BEGIN IMMEDIATE; ROLLBACK");
  CHECK(store.check().sound());
}

}  // namespace store_duplicate_key_test
