// Partial indexes: only documents that match a condition are in them.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/temporary_store.hpp"

namespace store_partial_index_test {

using namespace profilestore;

namespace {

const Document has_email = Document::parse(R"({"email":{"$type":"string"}})");

int refusal(Collection& collection, const Index& index) {
  const auto refused = caught<InvalidInput>([&] { collection.create_index(index); });
  return refused ? refused->code() : 0;
}

}  // namespace

TEST_CASE("A key is unique among the documents that match the condition", "[store][partial]") {
  temporary::Store store;
  Collection users = store.collection(
      "users", {.indexes = {UniqueIndex{"email", Missing::collide, "", has_email}}});
  for (const char* document :
       {R"({"_id":1,"email":"a"})", R"({"_id":2})", R"({"_id":3})", R"({"_id":4,"email":null})",
        R"({"_id":5,"email":7})", R"({"_id":6,"email":7})", R"({"_id":7,"email":"b"})"})
    CHECK_NOTHROW(users.insert_one(Document::parse(document)));
  const auto clash = caught<DuplicateKey>([&] { users.insert_one({{"_id", 8}, {"email", "a"}}); });
  REQUIRE(clash);
  CHECK(clash->existing_id() == 1);
  // An update may bring a document into the index, and out of it.
  CHECK_THROWS_AS(users.update_one({{"_id", 5}}, {{"$set", {{"email", "b"}}}}), DuplicateKey);
  users.update_one({{"_id", 1}}, {{"$unset", {{"email", ""}}}});
  CHECK_NOTHROW(users.update_one({{"_id", 5}}, {{"$set", {{"email", "a"}}}}));
  CHECK(store.check().sound());
}

TEST_CASE("The condition may be about other paths than the key", "[store][partial]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.create_index(
      UniqueIndex{{"tenant", "name"},
                  Missing::collide,
                  "live",
                  Document::parse(R"({"$or":[{"state.live":true},{"n":{"$gt":5}}]})")});
  users.insert_one(Document::parse(R"({"_id":1,"tenant":1,"name":"x","state":{"live":true}})"));
  users.insert_one(Document::parse(R"({"_id":2,"tenant":1,"name":"x","state":{"live":false}})"));
  CHECK_THROWS_AS(users.update_one({{"_id", 2}}, {{"$set", {{"n", 6}}}}), DuplicateKey);
  CHECK_THROWS_AS(users.update_one({{"_id", 2}}, {{"$set", {{"state.live", true}}}}), DuplicateKey);
  users.update_one({{"_id", 1}}, {{"$set", {{"state.live", false}}}});
  CHECK_NOTHROW(users.update_one({{"_id", 2}}, {{"$set", {{"n", 6}}}}));
  CHECK_THROWS_AS(users.update_one({{"_id", 1}}, {{"$set", {{"n", 7}}}}), DuplicateKey);
  CHECK(store.check().sound());
  CHECK(Store::open(store.path()).collection("users").list_indexes() == users.list_indexes());
}

TEST_CASE("A partial index serves a filter that says what the condition says", "[store][partial]") {
  temporary::Store store;
  Collection users = store.collection(
      "users", {.indexes = {UniqueIndex{"email", Missing::collide, "",
                                        ejson::parse(R"({"email":{"$gt":""}})")}}});
  const auto served = [&](const std::string& filter) {
    return users.explain(ejson::parse(filter)).dump().find("email_1") != std::string::npos;
  };
  users.insert_one({{"_id", 1}, {"email", "a"}});
  users.insert_one({{"_id", 2}, {"email", 5}});
  CHECK(served(R"({"email":"a"})"));
  CHECK(served(R"({"email":"a","x":1})"));
  CHECK_FALSE(served(R"({"email":5})"));
  CHECK_FALSE(served(R"({"email":{"$gt":"a"}})"));
  CHECK_FALSE(served(R"({"x":1})"));
  CHECK(users.find_one({{"email", 5}})->at("_id") == 2);
  CHECK(users.find_one({{"email", "a"}})->at("_id") == 1);
}

TEST_CASE("A condition may say no more than MongoDB's", "[store][partial]") {
  temporary::Store store;
  Collection users = store.collection("users");
  struct Row {
    std::string where;
    int code;
  };
  for (const Row& row : std::vector<Row>{
           {R"({"a":5})", 0},
           {R"({"a":{"$eq":6}})", 0},
           {R"({"a":{"$exists":true}})", 0},
           {R"({"a":{"$gt":1,"$lte":5},"b":{"$gte":1}})", 0},
           {R"({"a":{"$in":[1,2]}})", 0},
           {R"({"$and":[{"a":1},{"$or":[{"b":1},{"c":{"$lt":1}}]}]})", 0},
           {R"({"a":{"$exists":false}})", 67},
           {R"({"a":{"$ne":5}})", 67},
           {R"({"a":{"$nin":[5]}})", 67},
           {R"({"a":{"$not":{"$gt":5}}})", 67},
           {R"({"$nor":[{"a":5}]})", 67},
           {R"({"a":{"$regex":"x"}})", 67},
           {R"({"a":{"$elemMatch":{"b":1}}})", 67},
           {R"({"a":{"$size":1}})", 67},
           {R"({"a":{"$mod":[2,1]}})", 67},
           {R"({"$and":[{"a":{"$ne":1}}]})", 67},
           {R"({"$expr":{"$eq":["$a",1]}})", 224},
           {R"({"$where":"x"})", 2},
           {R"({"$text":{"$search":"x"}})", 2},
           {R"({"a":{"$gtt":1}})", 67},
           {R"([1])", 67},
       }) {
    INFO(row.where);
    CHECK(refusal(users, {"k", true, Missing::collide, row.where, Document::parse(row.where)}) ==
          row.code);
  }
  CHECK(refusal(users, {"k", true, Missing::sparse, "s", has_email}) == 67);
  CHECK(refusal(users, {"_id", true, Missing::collide, "", has_email}) == 197);
}

TEST_CASE("Indexes over the same paths may differ in their conditions", "[store][partial]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.create_index(UniqueIndex{"email", Missing::collide, "", has_email});
  CHECK(refusal(users, UniqueIndex{"email"}) == 86);  // of one name
  CHECK(refusal(users, UniqueIndex{"email", Missing::distinct, "all"}) == 0);
  CHECK(refusal(users, UniqueIndex{"email", Missing::collide, "again", has_email}) == 85);
  CHECK(refusal(users, UniqueIndex{"email", Missing::collide, "", has_email}) == 0);
  CHECK(users.list_indexes().size() == 3);
}

TEST_CASE("A condition says the same in another order", "[store][partial]") {
  struct Row {
    const char *one, *other;
    bool same;
  };
  for (const Row& row : std::vector<Row>{
           {R"({"$and":[{"a":1},{"b":2}]})", R"({"$and":[{"b":2},{"a":1}]})", true},
           {R"({"$and":[{"a":1},{"b":2}]})", R"({"b":{"$eq":2},"a":1})", true},
           {R"({"a":{"$gt":1,"$lt":5}})", R"({"$and":[{"a":{"$lt":5}},{"a":{"$gt":1}}]})", true},
           {R"({"$or":[{"a":1},{"b":2,"c":3}]})", R"({"$or":[{"c":3,"b":2},{"a":1}]})", true},
           {R"({"$or":[{"a":1}]})", R"({"a":{"$in":[1,1]}})", true},
           {R"({"a":{"$in":["x","y"]}})", R"({"a":{"$in":["y","x","y"]}})", true},
           {R"({"a":{"$exists":true}})", R"({"a":{"$exists":1}})", true},
           {R"({"a":{"$all":[1,2]}})", R"({"$and":[{"a":2},{"a":1}]})", true},
           {R"({"a":1,"b":2})", R"({"a":1})", false},
           {R"({"a":{"$gt":1}})", R"({"a":{"$gte":1}})", false},
           {R"({"a":"x"})", R"({"a":"X"})", false},
           {R"({"$or":[{"a":1},{"b":2}]})", R"({"a":1,"b":2})", false},
           {R"({"a":{"$eq":{"b":1,"c":2}}})", R"({"a":{"$eq":{"c":2,"b":1}}})", false}}) {
    INFO(row.one << " " << row.other);
    temporary::Store store;
    Collection users = store.collection("users");
    const auto index = [](const char* where, const char* name) {
      return UniqueIndex{"k", Missing::collide, name, Document::parse(where)};
    };
    users.create_index(index(row.one, "k"));
    CHECK(refusal(users, index(row.other, "k")) == (row.same ? 0 : 86));
    CHECK(refusal(users, index(row.other, "other")) == (row.same ? 85 : 0));
  }
}

TEST_CASE("A condition is compared under the collation of its index",
          "[store][partial][collation]") {
  temporary::Store store;
  Collection users = store.collection("users");
  const Document active = Document::parse(
      R"({"$or":[{"status":"active"},{"status":{"$in":["on"]}},{"s.t":{"$gt":"m","$lt":"O"}}]})");
  users.create_index(UniqueIndex{"x", Missing::collide, "", active, Collation{.strength = 2}});
  struct Row {
    const char* document;
    bool indexed;
  };
  for (const Row& row : std::vector<Row>{{R"({"x":"apple","status":"Active"})", true},
                                         {R"({"x":"Apple","status":"ACTIVE"})", true},
                                         {R"({"x":"APPLE","status":["off","On"]})", true},
                                         {R"({"x":"APPLE","s":{"t":"N"}})", true},
                                         {R"({"x":"APPLE","status":{"$symbol":"ON"}})", true},
                                         {R"({"x":"apple","status":"inactive"})", false},
                                         {R"({"x":"apple","status":"áctive"})", false},
                                         {R"({"x":"apple","s":{"t":"Z"}})", false},
                                         {R"({"x":"apple","status":5})", false}}) {
    INFO(row.document);
    users.delete_many(Document::object());
    users.insert_one({{"_id", 1}, {"x", "APPLE"}, {"status", "on"}});
    CHECK(bool(caught<DuplicateKey>([&] { users.insert_one(Document::parse(row.document)); })) ==
          row.indexed);
  }
  users.delete_many(Document::object());
  users.insert_one({{"_id", 1}, {"x", "a"}, {"status", "ACTIVE"}});
  users.insert_one({{"_id", 2}, {"x", "a"}, {"status", "gone"}});
  CHECK(users.find_one({{"x", "a"}, {"status", "gone"}})->at("_id") == 2);
  CHECK(users.find_one({{"x", "a"}, {"status", "ACTIVE"}})->at("_id") == 1);
  CHECK_FALSE(users.find_one({{"x", "a"}, {"status", "active"}}));
  CHECK_THROWS_AS(users.update_one({{"_id", 2}}, {{"$set", {{"status", "oN"}}}}), DuplicateKey);
  CHECK(store.check().sound());
  CHECK(Store::open(store.path()).collection("users").list_indexes() == users.list_indexes());
}

TEST_CASE("A type in a condition is no string to a collation", "[store][partial][collation]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.create_index(UniqueIndex{"x", Missing::collide, "",
                                 Document::parse(R"({"x":{"$type":"string"}})"),
                                 Collation{.strength = 1}});
  users.insert_one({{"x", "Ann"}});
  users.insert_one({{"x", 1}});
  CHECK_NOTHROW(users.insert_one({{"x", 1}}));
  CHECK_THROWS_AS(users.insert_one({{"x", "ánn"}}), DuplicateKey);
}

TEST_CASE("A condition on a type serves only the queries whose every match has that type",
          "[store][partial]") {
  const std::vector<Document> documents{
      ejson::parse(R"({"_id":1,"a":5,"f":1})"),
      ejson::parse(R"({"_id":2,"a":5.0,"f":1.0})"),
      ejson::parse(R"({"_id":3,"a":{"$numberLong":"5"}})"),
      ejson::parse(R"({"_id":4,"a":{"$numberDecimal":"5"}})"),
      ejson::parse(R"({"_id":5,"a":"x"})"),
      ejson::parse(R"({"_id":6,"a":{"$symbol":"x"}})"),
      ejson::parse(R"({"_id":7,"a":true})"),
  };
  struct Row {
    const char *where, *filter;
    bool served;
  };
  for (const Row& row : std::vector<Row>{
           {R"({"a":{"$type":"int"}})", R"({"a":5})", false},
           {R"({"a":{"$type":"double"}})", R"({"a":5.0})", false},
           {R"({"a":{"$type":["int","long","double"]}})", R"({"a":5})", false},
           {R"({"a":{"$type":"number"}})", R"({"a":5})", true},
           {R"({"a":{"$type":["int","long","double","decimal"]}})", R"({"a":5})", true},
           {R"({"a":{"$type":"string"}})", R"({"a":"x"})", false},
           {R"({"a":{"$type":["string","symbol"]}})", R"({"a":"x"})", true},
           {R"({"a":{"$type":"bool"}})", R"({"a":true})", true},
           {R"({"f":{"$type":"int"}})", R"({"a":5,"f":1})", false},
           {R"({"$and":[{"f":{"$gt":0}},{"$or":[{"f":{"$type":"int"}}]}]})", R"({"a":5,"f":1})",
            false},
       }) {
    INFO(row.where << " " << row.filter);
    temporary::Store store;
    Collection users = store.collection("users");
    users.insert_many(documents);
    const auto scanned = users.count(ejson::parse(row.filter));
    users.create_index(Index{"a", false, Missing::collide, "", ejson::parse(row.where)});
    CHECK((users.explain(ejson::parse(row.filter)).dump().find("IXSCAN") != std::string::npos) ==
          row.served);
    CHECK(users.count(ejson::parse(row.filter)) == scanned);
  }
}

}  // namespace store_partial_index_test
