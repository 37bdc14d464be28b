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

Texts in_transaction(const std::string& statement) {
  return {"BEGIN IMMEDIATE", "PRAGMA schema_version", statement, "COMMIT"};
}

const std::string upsert_by_user =
    "INSERT INTO \"creatorprofiles\"(row, doc, sum, \"k1\", \"k3\", \"k2\") "
    "SELECT target.row, ps_new_doc(?1, target.found), ps_new_sum(?1, target.found, target.row), "
    "ps_new_key(?1, target.found, 0), ps_new_key(?1, target.found, 1), "
    "ps_new_key(?1, target.found, 2) FROM (SELECT found, coalesce(found, "
    "(SELECT coalesce(max(row), 0) + 1 FROM \"creatorprofiles\")) AS row FROM (SELECT "
    "(SELECT row FROM \"creatorprofiles\" WHERE \"k2\" = ?2 ORDER BY row LIMIT 1) "
    "AS found)) AS target WHERE true "
    "ON CONFLICT(row) DO UPDATE SET doc = ps_update(?1), sum = ps_updated_sum(?1) "
    "WHERE ps_changes(?1, row, doc, origin, sum) RETURNING row";

const std::string update_by_user =
    "UPDATE \"creatorprofiles\" SET doc = ps_update(?1), sum = ps_updated_sum(?1) "
    "WHERE row = (SELECT row FROM \"creatorprofiles\" WHERE \"k2\" = ?2 ORDER BY row LIMIT 1) "
    "AND ps_changes(?1, row, doc, origin, sum) RETURNING row";

}  // namespace

TEST_CASE("An upsert is one statement in one immediate transaction", "[store][upsert]") {
  Creators store;
  for (const char* user : {"u1", "u2"}) {
    INFO(user);
    CHECK(store.sent([&] {
      store.creators.find_one_and_update({{"userId", user}}, {{"$set", {{"bio", "x"}}}},
                                         {.upsert = true});
    }) == in_transaction(upsert_by_user));
  }
  CHECK(store.creators.count() == 2);
}

TEST_CASE("An update without upsert is one UPDATE", "[store][upsert]") {
  Creators store;
  CHECK(store.sent([&] {
    store.creators.update_one({{"userId", "u1"}}, {{"$set", {{"bio", "x"}}}});
  }) == in_transaction(update_by_user));
  CHECK(store.sent([&] {
    store.creators.find_one_and_update({{"userId", "u1"}}, {{"$set", {{"bio", "y"}}}},
                                       {.returning = Return::both});
  }) == in_transaction(update_by_user));
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
  const std::string ab = ", \"k2\" = ps_key(?1, 1)",
                    cd = ", \"k3\" = ps_key(?1, 2), \"k4\" = ps_key(?1, 3)";
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
    REQUIRE(statements.all().size() == 4);
    CHECK(statements.all()[2] ==
          "UPDATE \"users\" SET doc = ps_update(?1), sum = ps_updated_sum(?1)" + row.set +
              " WHERE row = (SELECT row FROM \"users\" WHERE \"k1\" = ?2 ORDER BY row LIMIT 1) AND "
              "ps_changes(?1, row, doc, origin, sum) RETURNING row");
  }
  CHECK(store.check().sound());
}

TEST_CASE("Stamps count as touched where the collection makes them", "[store][upsert]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"updatedAt"}}, .timestamps = true});
  users.insert_one({{"_id", 1}});
  Statements statements(writer_of(store));
  users.update_one({{"_id", 1}}, {{"$set", {{"x", 1}}}});
  REQUIRE(statements.all().size() == 4);
  CHECK(statements.all()[2].find("\"k2\" = ps_key(?1, 1)") != std::string::npos);
  CHECK(store.check().sound());
}

TEST_CASE("Two filters of one call are tried in their order, in the same statement",
          "[store][upsert]") {
  Creators store;
  const auto sent = store.sent([&] {
    store.creators.find_one_and_update({{"userId", "u1"}}, {{"$set", {{"bio", "x"}}}},
                                       {.upsert = true, .then_by = {Document{{"email", "a"}}}});
  });
  REQUIRE(sent.size() == 6);  // each key is looked up once more, for documents that differ
  CHECK(
      sent[4].find("FROM (SELECT coalesce("
                   "(SELECT row FROM \"creatorprofiles\" WHERE \"k2\" = ?2 ORDER BY row LIMIT 1), "
                   "(SELECT row FROM \"creatorprofiles\" WHERE \"k3\" = ?3 ORDER BY row LIMIT 1)"
                   ") AS found)) AS target") != std::string::npos);
}

TEST_CASE("An upsert by a key searches its index and reads no other row", "[store][upsert]") {
  Creators store;
  for (const std::string& sql : {upsert_by_user, update_by_user}) {
    const std::string plan = plan_of(writer_of(store), sql);
    INFO(plan);
    CHECK(
        plan.find("SEARCH creatorprofiles USING COVERING INDEX creatorprofiles.userId_1 (k2=?)") !=
        std::string::npos);
    CHECK(plan.find("SCAN creatorprofiles") == std::string::npos);
    CHECK(plan.find("TEMP B-TREE") == std::string::npos);
  }
}

TEST_CASE("An upsert without a key to search by reads each row once", "[store][upsert]") {
  Creators store;
  const auto sent = store.sent([&] {
    store.creators.update_one({{"bio", "none"}}, {{"$set", {{"x", 1}}}}, {.upsert = true});
  });
  REQUIRE(sent.size() == 4);
  CHECK(sent[2].find("WHERE ps_match(?2, row, doc, origin, sum) ORDER BY row LIMIT 1") !=
        std::string::npos);
  const std::string plan = plan_of(writer_of(store), sent[2]);
  INFO(plan);
  const auto scan = plan.find("SCAN creatorprofiles");
  CHECK(scan != std::string::npos);
  CHECK(plan.find("SCAN creatorprofiles", scan + 1) == std::string::npos);
}

}  // namespace crud_upsert_test
