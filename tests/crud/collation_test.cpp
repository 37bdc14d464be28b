// Calls under a collation, and with a hint: what they find, change and insert.
#include <profilestore/profilestore.hpp>

#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace crud_collation_test {

using namespace profilestore;

namespace {

const Collation insensitive{.strength = 2};

struct Profiles : temporary::Store {
  explicit Profiles(std::vector<Document> documents = {
                        {{"_id", 1}, {"email", "ana@x.org"}, {"n", 1}},
                        {{"_id", 2}, {"email", "bob@x.org"}, {"n", 1}}}) {
    profiles.insert_many(documents);
  }

  std::vector<Document> all() const {
    std::vector<Document> documents;
    for (const Document& one : profiles.find({})) documents.push_back(one);
    return documents;
  }

  Collection profiles = collection(
      "profiles", {.indexes = {{.paths = "email", .name = "email_1", .collation = insensitive}}});
};

const Document ana{{"email", "ANA@X.org"}};
const Document add{{"$inc", {{"n", 1}}}};

}  // namespace

TEST_CASE("An upsert in another spelling finds the profile, by its collation or by the hint",
          "[crud][collation][hint]") {
  for (const UpdateOptions& options : {UpdateOptions{.upsert = true, .collation = insensitive},
                                       UpdateOptions{.upsert = true, .hint = "email_1"}}) {
    Profiles store;
    const UpdateResult updated = store.profiles.update_one(ana, add, options);
    CHECK(updated.matched_count == 1);
    CHECK_FALSE(updated.upserted_id);
    CHECK(store.profiles.find_one({{"_id", 1}})->at("n") == 2);
    CHECK(store.profiles.find_one({{"_id", 1}})->at("email") == "ana@x.org");
    const UpdateResult inserted = store.profiles.update_one({{"email", "Cy@X.org"}}, add, options);
    REQUIRE(inserted.upserted_id);
    CHECK(store.profiles.find_one({{"_id", *inserted.upserted_id}})->at("email") == "Cy@X.org");
    CHECK(store.profiles.update_many({{"email", "CY@X.ORG"}}, add, options).modified_count == 1);
  }
  Profiles store;
  CHECK_THROWS_AS(store.profiles.update_one(ana, add, {.upsert = true}), DuplicateKey);
}

TEST_CASE("Every call with a filter takes a collation and a hint", "[crud][collation][hint]") {
  for (const bool by_hint : {false, true}) {
    Profiles store;
    Collection& profiles = store.profiles;
    const auto with = [&](auto options) {
      if (by_hint)
        options.hint = "email_1";
      else
        options.collation = insensitive;
      return options;
    };
    INFO((by_hint ? "hint" : "collation"));
    CHECK(profiles.find_one(ana, with(FindOneOptions{}))->at("_id") == 1);
    CHECK_FALSE(profiles.find_one(ana));
    CHECK(profiles.count(ana, with(CountOptions{})) == 1);
    CHECK(profiles.count(ana) == 0);
    CHECK(profiles.distinct("_id", ana, with(DistinctOptions{})) == std::vector<Value>{1});
    std::size_t found = 0;
    for (const Document& one : profiles.find(ana, with(FindOptions{}))) found += one.at("_id") == 1;
    CHECK(found == 1);
    CHECK(profiles.explain(ana, with(FindOptions{}))["queryPlanner"]["winningPlan"]["stage"] ==
          "FETCH");
    CHECK(profiles.find_one_and_update(ana, add, with(UpdateOptions{})).modified);
    CHECK(profiles.replace_one(ana, {{"email", "ana@x.org"}, {"n", 9}}, with(ReplaceOptions{}))
              .matched_count == 1);
    CHECK(profiles.get_or_create(ana, {}, with(FindOneOptions{})).at("n") == 9);
    CHECK(
        profiles.get_or_create({{"email", "NEW@x.org"}}, {}, with(FindOneOptions{})).at("email") ==
        "NEW@x.org");
    CHECK(
        profiles.get_or_create({{"email", "new@x.org"}}, {}, with(FindOneOptions{})).at("email") ==
        "NEW@x.org");
    const BulkResult done = profiles.bulk_write(
        {UpdateOne{ana, add, with(UpdateOptions{})}, UpdateMany{ana, add, with(UpdateOptions{})},
         ReplaceOne{ana, {{"email", "ana@x.org"}}, with(ReplaceOptions{})},
         DeleteOne{{{"email", "NEW@X.ORG"}}, with(DeleteOptions{})},
         DeleteMany{{{"email", "BOB@X.ORG"}}, with(DeleteOptions{})}});
    CHECK(done.matched_count == 3);
    CHECK(done.deleted_count == 2);
    CHECK(profiles.find_one_and_delete(ana, with(FindOneOptions{}))->at("_id") == 1);
    profiles.insert_one({{"email", "d@x.org"}});
    CHECK(profiles.delete_one({{"email", "D@x.org"}}, with(DeleteOptions{})).deleted_count == 1);
    profiles.insert_one({{"email", "d@x.org"}});
    CHECK(profiles.delete_many({{"email", "D@x.org"}}, with(DeleteOptions{})).deleted_count == 1);
    CHECK(profiles.count() == 0);
  }
}

TEST_CASE("A name that is no index's is refused, and nothing is done", "[crud][hint]") {
  Profiles store;
  const auto before = store.all();
  const auto refused = [&](const auto& call) {
    try {
      call();
      FAIL_CHECK("was not refused");
    } catch (const InvalidInput& refusal) {
      CHECK(refusal.code() == 2);
      CHECK_THAT(refusal.what(),
                 has_part("hint provided does not correspond to an existing index"));
    }
  };
  refused([&] { (void)store.profiles.find_one(ana, {.hint = "none"}); });
  refused([&] { (void)store.profiles.find(ana, {.hint = "none"}); });
  refused([&] { (void)store.profiles.count(ana, {.hint = "none"}); });
  refused([&] { store.profiles.update_one(ana, add, {.upsert = true, .hint = "none"}); });
  refused([&] { store.profiles.delete_many({}, {.hint = "none"}); });
  refused([&] { store.collection("new").update_one(ana, add, {.upsert = true, .hint = "none"}); });
  CHECK(store.all() == before);
  CHECK(store.collection("new").count() == 0);
  CHECK_FALSE(store.collection("never").find_one(ana, {.hint = "none"}));
}

TEST_CASE("The filters to try next compare alike, and two persons are told", "[crud][hint]") {
  Profiles store({{{"_id", 1}, {"email", "ana@x.org"}, {"user", 1}},
                  {{"_id", 2}, {"email", "bob@x.org"}, {"user", 2}}});
  store.profiles.create_index(UniqueIndex{"user"});
  const UpdateOptions by_email{.upsert = true, .then_by = {ana}, .hint = "email_1"};
  CHECK(store.profiles.update_one({{"user", 3}}, add, by_email).matched_count == 1);
  CHECK_THROWS_AS(store.profiles.update_one({{"user", 2}}, add, by_email), AmbiguousKeys);
  CHECK(store.profiles.find_one({{"user", 9}}, {.then_by = {ana}, .hint = "email_1"})->at("_id") ==
        1);
}

TEST_CASE("A hint finds what its index leaves out, too", "[crud][hint]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.create_index(Index{.paths = "email",
                           .unique = true,
                           .name = "e",
                           .where = {{"email", {{"$gt", "b"}}}},
                           .collation = insensitive});
  users.insert_many({{{"_id", 1}, {"email", "ana"}}, {{"_id", 2}, {"email", "Bob"}}});
  CHECK(users.find_one({{"email", "ANA"}}, {.hint = "e"})->at("_id") == 1);
  CHECK(users.find_one({{"email", "BOB"}}, {.hint = "e"})->at("_id") == 2);
  const auto stage = [&](const char* email) {
    return users.explain({{"email", email}}, {.hint = "e"})["queryPlanner"]["winningPlan"]["stage"];
  };
  CHECK(stage("BOB") == "FETCH");
  CHECK(stage("ANA") == "COLLSCAN");
}

TEST_CASE("Elements of arrays are found as the index has them", "[crud][hint]") {
  temporary::Store store;
  Collection users = store.collection(
      "users", {.indexes = {{.paths = "emails.address", .name = "e", .collation = insensitive}}});
  users.insert_one(ejson::parse(R"({"_id":1,"emails":[{"address":"ana@x"},{"address":"ana@y"}]})"));
  users.insert_one({{"_id", 2}, {"emails", {{"address", "bob@x"}}}});
  const FindOneOptions by{.hint = "e"};
  CHECK(users.find_one({{"emails.address", "ANA@Y"}}, by)->at("_id") == 1);
  CHECK(users.find_one({{"emails.address", "BOB@X"}}, by)->at("_id") == 2);
  CHECK(users.find_one(ejson::parse(R"({"emails":{"$elemMatch":{"address":"Ana@y"}}})"), by)
            ->at("_id") == 1);
  CHECK(users
            .update_one({{"emails.address", "ANA@X"}}, {{"$set", {{"emails.$.ok", true}}}},
                        {.upsert = true, .hint = "e"})
            .modified_count == 1);
  CHECK(users.find_one({{"_id", 1}})->at("emails")[0].at("ok") == true);
}

TEST_CASE("distinct gives one of the values that are equal under the collation",
          "[crud][collation]") {
  temporary::Store store;
  Collection users = store.collection("users");
  for (const char* name : {"Bob", "ann", "BOB", "Ann", "cy"}) users.insert_one({{"name", name}});
  CHECK(users.distinct("name", {}, {.collation = insensitive}) ==
        std::vector<Value>{"ann", "Bob", "cy"});
  CHECK(users.distinct("name").size() == 5);
}

TEST_CASE("A find sorts under its collation, in a transaction too", "[crud][collation]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.create_index(Index{.paths = "name"});
  for (const char* name : {"b", "A", "C", "a"}) users.insert_one({{"name", name}});
  const FindOptions options{.sort = {{"name", 1}}, .collation = insensitive};
  const auto names = [&](const Collection& from) {
    std::string text;
    for (const Document& one : from.find({{"name", {{"$lt", "c"}}}}, options))
      text += one.at("name").get<std::string>();
    return text;
  };
  CHECK(names(users) == "Aab");
  store.transaction(
      [&](Transaction& inside) { CHECK(names(inside.collection("users")) == "Aab"); });
}

}  // namespace crud_collation_test
