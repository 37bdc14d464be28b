// The statements of an update, to the letter.
#include "crud/upsert.hpp"

#include "catch.hpp"
#include "store/statements.hpp"
#include "store/temporary_store.hpp"

namespace crud_upsert_test {

using namespace profilestore;

namespace {

using Texts = std::vector<std::string>;

struct Creators : temporary::Store {
  Creators() { creators.insert_one({{"_id", 1}, {"userId", "u1"}, {"email", "a"}}); }

  Collection creators =
      collection("creatorprofiles", {.indexes = {{"userId"}, {"email", Missing::sparse}}});

  template <class Call>
  Texts sent(Call&& call) {
    Statements statements(writer_of(*this));
    call();
    return statements.all();
  }
};

Texts in_transaction(Texts statements) {
  statements.insert(statements.begin(), {"BEGIN IMMEDIATE", "PRAGMA schema_version"});
  statements.push_back("COMMIT");
  return statements;
}

const std::string find_by_user =
    "SELECT row, doc, origin, sum FROM \"creatorprofiles\" WHERE \"k2\" = ?1";
const std::string update = "UPDATE \"creatorprofiles\" SET doc = ?2, sum = ?3 WHERE row = ?1";
const Texts insert = {"SELECT coalesce(max(row), 0) + 1 FROM \"creatorprofiles\"",
                      "INSERT INTO \"creatorprofiles\"(row, doc, sum, \"k1\", \"k3\", \"k2\") "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};

}  // namespace

TEST_CASE("An upsert finds and writes in one immediate transaction", "[store][upsert]") {
  Creators store;
  const auto sent = [&](const char* user) {
    return store.sent([&] {
      store.creators.find_one_and_update({{"userId", user}}, {{"$set", {{"bio", "x"}}}},
                                         {.upsert = true});
    });
  };
  CHECK(sent("u1") == in_transaction({find_by_user, update}));
  CHECK(sent("u2") == in_transaction({find_by_user, insert[0], insert[1]}));
  CHECK(store.creators.count() == 2);
}

TEST_CASE("An update without upsert is a SELECT and an UPDATE", "[store][upsert]") {
  Creators store;
  CHECK(store.sent([&] {
    store.creators.update_one({{"userId", "u1"}}, {{"$set", {{"bio", "x"}}}});
  }) == in_transaction({find_by_user, update}));
  CHECK(store.sent([&] {
    store.creators.find_one_and_update({{"userId", "u1"}}, {{"$set", {{"bio", "y"}}}},
                                       {.returning = Return::both});
  }) == in_transaction({find_by_user, update}));
}

TEST_CASE("Where nothing changes the document is looked for and no more", "[store][upsert]") {
  Creators store;
  CHECK(store.sent([&] {
    store.creators.update_one({{"userId", "u1"}}, {{"$set", {{"email", "a"}}}}, {.upsert = true});
  }) == in_transaction({find_by_user}));
  CHECK(store.sent([&] {
    store.creators.update_one({{"userId", "u9"}}, {{"$set", {{"email", "a"}}}});
  }) == in_transaction({find_by_user}));
}

TEST_CASE("The key columns of an index are set if the update can touch its paths, and no others",
          "[store][upsert]") {
  temporary::Store store;
  Collection users = store.collection(
      "users", {.indexes = {{"a.b", Missing::sparse}, {{"c", "d"}, Missing::sparse}}});
  users.insert_one({{"_id", 1}});
  struct Row {
    std::string update, set;
  };
  // What is missing at one path of an index, or an array there, decides on all of its columns.
  const std::string ab = ", \"k2\" = ?5", cd = ", \"k3\" = ?6, \"k4\" = ?7";
  int fresh = 0;
  for (const Row& row :
       std::vector<Row>{{R"({"$set": {"x": N}})", ""},
                        {R"({"$set": {"a.b.x": N}})", ab},
                        {R"({"$set": {"a.b": N}})", ab},
                        {R"({"$set": {"a.c": N}})", ""},
                        {R"({"$unset": {"a": N}})", ab},
                        {R"({"$set": {"ab": N}})", ""},
                        {R"({"$set": {"c": N}})", cd},
                        {R"({"$inc": {"d": N}})", cd},
                        {R"({"$set": {"d": N, "a.b": N}, "$inc": {"c": N}})", ab + cd},
                        {R"({"$set": {"_id": 1, "x": N}})", ""}}) {
    INFO(row.update);
    std::string update = row.update;
    for (auto at = update.find('N'); at != std::string::npos; at = update.find('N'))
      update.replace(at, 1, std::to_string(++fresh));
    Statements statements(writer_of(store));
    users.update_one({{"_id", 1}}, ejson::parse(update));
    REQUIRE(statements.all().size() == 5);
    CHECK(statements.all()[3] ==
          "UPDATE \"users\" SET doc = ?2, sum = ?3" + row.set + " WHERE row = ?1");
  }
  CHECK(store.check().sound());
}

TEST_CASE("Stamps count as touched where the collection makes them", "[store][upsert]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"updatedAt"}}, .timestamps = true});
  users.insert_one({{"_id", 1}});
  Statements statements(writer_of(store));
  users.update_one({{"_id", 1}}, {{"$set", {{"x", 1}}}});
  REQUIRE(statements.all().size() == 5);
  CHECK_THAT(statements.all()[3], has_part("\"k2\" = ?5"));
  CHECK(store.check().sound());
}

TEST_CASE("Two filters of one call are tried in their order, in one statement", "[store][upsert]") {
  Creators store;
  const auto sent = store.sent([&] {
    store.creators.find_one_and_update({{"userId", "u1"}}, {{"$set", {{"bio", "x"}}}},
                                       {.upsert = true, .then_by = {Document{{"email", "a"}}}});
  });
  REQUIRE(sent.size() == 7);  // each key is looked up once more, for documents that differ
  CHECK_THAT(
      sent[4],
      has_part("WHERE row = coalesce("
               "(SELECT row FROM \"creatorprofiles\" WHERE \"k2\" = ?1 ORDER BY row LIMIT 1), "
               "(SELECT row FROM \"creatorprofiles\" WHERE \"k3\" = ?2 ORDER BY row LIMIT 1))"));
}

TEST_CASE("An upsert by a key searches its index and reads no other row", "[store][upsert]") {
  Creators store;
  CHECK(plan_of(writer_of(store), find_by_user) ==
        "SEARCH creatorprofiles USING INDEX creatorprofiles.userId_1 (k2=?)\n");
  CHECK(plan_of(writer_of(store), update) ==
        "SEARCH creatorprofiles USING INTEGER PRIMARY KEY (rowid=?)\n");
}

TEST_CASE("An upsert without a key to search by reads each row once", "[store][upsert]") {
  Creators store;
  const auto sent = store.sent([&] {
    store.creators.update_one({{"bio", "none"}}, {{"$set", {{"x", 1}}}}, {.upsert = true});
  });
  REQUIRE(sent.size() == 6);
  CHECK_THAT(sent[2], has_part("WHERE ps_match(?1, row, doc, origin, sum) ORDER BY row LIMIT 1"));
  const std::string plan = plan_of(writer_of(store), sent[2]);
  INFO(plan);
  const auto scan = plan.find("SCAN creatorprofiles");
  CHECK(scan != std::string::npos);
  CHECK(plan.find("SCAN creatorprofiles", scan + 1) == std::string::npos);
}

}  // namespace crud_upsert_test
