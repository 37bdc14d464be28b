// How a filter becomes SQL: by an index where it says something of its keys, else by a scan.
#include "query/search.hpp"

#include "catch.hpp"
#include "store/statements.hpp"
#include "store/temporary_store.hpp"

namespace query_search_test {

using namespace profilestore;

namespace {

struct Users : temporary::Store {
  Users() {
    users.insert_one({{"_id", 1}, {"userId", "u1"}, {"tenant", "t"}, {"address", {{"city", "x"}}}});
  }

  Collection users =
      collection("users", {.indexes = {{"userId", Missing::distinct},
                                       {{"tenant", "address.city"}, Missing::distinct}}});

  std::string sent(const std::string& filter) {
    Statements statements(reader_of(*this));
    (void)users.find_one(ejson::parse(filter));
    // In a transaction, so that the catalog is that of the moment.
    REQUIRE(statements.all().size() == 4);
    CHECK(statements.all()[0] == "BEGIN");
    CHECK(statements.all()[1] == "PRAGMA schema_version");
    CHECK(statements.all()[3] == "ROLLBACK");
    return statements.all()[2];
  }
};

}  // namespace

TEST_CASE("A filter that pins a unique key finds its document by it, and tests the rest",
          "[store][search]") {
  Users store;
  struct Row {
    std::string filter, condition;
    int found;
  };
  for (const Row& row : std::vector<Row>{
           {R"({"_id": 1})", "\"k1\" = ?1", 1},
           {R"({"_id": {"$eq": 1}})", "\"k1\" = ?1", 1},
           {R"({"userId": "u1"})", "\"k2\" = ?1", 1},
           {R"({"$and": [{"userId": "u1"}]})", "\"k2\" = ?1", 1},
           {R"({"userId": "u1", "tenant": "t"})", "\"k2\" = ?1", 1},
           {R"({"userId": "u1", "x": 1})", "\"k2\" = ?1", 0},
           {R"({"userId": "u1", "x": {"$gt": 1}})", "\"k2\" = ?1", 0},
           {R"({"userId": {"$eq": "u1", "$ne": "u2"}})", "\"k2\" = ?1", 1},
           {R"({"userId": {"$eq": "u1", "$ne": "u1"}})", "\"k2\" = ?1", 0},
           {R"({"userId": "u1", "_id": 1})", "\"k1\" = ?1", 1},
           {R"({"address.city": "x", "tenant": "t"})", "\"k3\" = ?1 AND \"k4\" = ?2", 1},
       }) {
    INFO(row.filter);
    CHECK(store.sent(row.filter) ==
          "SELECT row, doc, origin, sum FROM \"users\" WHERE " + row.condition);
    CHECK(store.users.find_one(ejson::parse(row.filter)).has_value() == (row.found == 1));
    CHECK(store.users.count(ejson::parse(row.filter)) == row.found);
  }
}

TEST_CASE("A filter that pins no unique key narrows by an index where it can, and matches the rest",
          "[store][search]") {
  Users store;
  struct Row {
    std::string filter, condition;
  };
  for (const Row& row : std::vector<Row>{
           {R"({})", "true"},
           // A document without a city is exempt from the index: it can't be found by the tenant.
           {R"({"tenant": "t"})", "ps_match(?1, row, doc, origin, sum)"},
           {R"({"address": {"city": "x"}, "tenant": "t"})", "ps_match(?1, row, doc, origin, sum)"},
           {R"({"userId": null})", "ps_match(?1, row, doc, origin, sum)"},
           {R"({"userId": ["u1"]})", "ps_match(?1, row, doc, origin, sum)"},
           {R"({"userId": {"$regularExpression": {"pattern": "u", "options": ""}}})",
            "ps_match(?1, row, doc, origin, sum)"},
           {R"({"userId": {"$in": ["u1", "u2"]}})",
            "\"k2\" IN (?1, ?2) AND ps_match(?3, row, doc, origin, sum)"},
           {R"({"userId": {"$in": ["u1", "u2", "u3"]}})",
            "\"k2\" IN (?1, ?2, ?3, ?4) AND ps_match(?5, row, doc, origin, sum)"},
           {R"({"userId": {"$in": ["u1", null]}})", "ps_match(?1, row, doc, origin, sum)"},
           {R"({"userId": {"$gt": "u"}})",
            "\"k2\" > ?1 AND \"k2\" < ?2 AND ps_match(?3, row, doc, origin, sum)"},
           {R"({"userId": {"$gte": "u", "$lt": "v"}})",
            "\"k2\" >= ?1 AND \"k2\" < ?2 AND ps_match(?3, row, doc, origin, sum)"},
           {R"({"userId": {"$gt": "v", "$lt": "u"}})",
            "row IN () AND ps_match(?1, row, doc, origin, sum)"},
           {R"({"userId": {"$gt": 5}})",
            "row IN (SELECT row FROM \"users\" WHERE \"k2\" > ?1 AND \"k2\" < ?2 UNION ALL "
            "SELECT row FROM \"users\" WHERE \"k2\" >= ?3 AND \"k2\" < ?4) AND "
            "ps_match(?5, row, doc, origin, sum)"},
           {R"({"userId": {"$gt": [1]}})", "ps_match(?1, row, doc, origin, sum)"},
           {R"({"tenant": "t", "address.city": {"$gte": "x"}})",
            "\"k3\" = ?1 AND \"k4\" >= ?2 AND \"k4\" < ?3 AND ps_match(?4, row, doc, origin, sum)"},
           {R"({"$or": [{"userId": "u1"}, {"userId": "u2"}]})",
            "ps_match(?1, row, doc, origin, sum)"},
           {R"({"userId": {"$not": {"$eq": "u1"}}})", "ps_match(?1, row, doc, origin, sum)"},
       }) {
    INFO(row.filter);
    CHECK(store.sent(row.filter) ==
          "SELECT row, doc, origin, sum FROM \"users\" WHERE row = (SELECT row FROM \"users\" "
          "WHERE " +
              row.condition + " ORDER BY row LIMIT 1)");
  }
}

TEST_CASE("A find by key searches the index", "[store][search]") {
  Users store;
  struct Row {
    std::string filter, index;
  };
  for (const Row& row : std::vector<Row>{{R"({"_id": 1})", "users._id_ (k1=?)"},
                                         {R"({"userId": "u1"})", "users.userId_1 (k2=?)"},
                                         {R"({"tenant": "t", "address.city": "x"})",
                                          "users.tenant_1_address.city_1 (k3=? AND k4=?)"}}) {
    INFO(row.filter);
    const std::string plan = plan_of(reader_of(store), store.sent(row.filter));
    INFO(plan);
    CHECK(plan.find("SEARCH users USING INDEX " + row.index) != std::string::npos);
    CHECK(plan.find("SCAN") == std::string::npos);
  }
}

TEST_CASE("A filter finds the same documents with an index as without", "[store][search]") {
  temporary::Store store;
  Collection indexed = store.collection("indexed", {.indexes = {{"k", Missing::distinct}}});
  Collection scanned = store.collection("scanned");
  int id = 0;
  for (const char* value :
       {"1", "2.5", R"("a")", R"("b")", "null", "true", R"({"x": 1})", R"({"x": [1, 2]})",
        R"({"$oid": "57e193d7a9cc81b4027498b5"})", R"({"$date": {"$numberLong": "5"}})",
        R"({"$numberDecimal": "0.1"})", R"({"$numberDouble": "NaN"})",
        R"({"$regularExpression": {"pattern": "a", "options": ""}})"}) {
    const Document document =
        ejson::parse("{\"_id\": " + std::to_string(++id) + ", \"k\": " + value + "}");
    indexed.insert_one(document);
    scanned.insert_one(document);
  }
  for (Collection* users : {&indexed, &scanned}) users->insert_one({{"_id", 0}});
  for (const char* filter :
       {R"({"k": 1})",
        R"({"k": 1.0})",
        R"({"k": "1"})",
        R"({"k": 2.5})",
        R"({"k": "a"})",
        R"({"k": null})",
        R"({"k": true})",
        R"({"k": {"x": 1}})",
        R"({"k": {"x": [1, 2]}})",
        R"({"k": {"x": {"$numberDecimal": "1"}}})",
        R"({"k.x": 1})",
        R"({"k.x": 2})",
        R"({"k": []})",
        R"({"k": {"$oid": "57e193d7a9cc81b4027498b5"}})",
        R"({"k": {"$date": {"$numberLong": "5"}}})",
        R"({"k": {"$numberDecimal": "0.10"}})",
        R"({"k": 0.1})",
        R"({"k": {"$numberDouble": "NaN"}})",
        R"({"k": {"$eq": {"$regularExpression": {"pattern": "a", "options": ""}}}})",
        R"({"k": "a", "_id": 3})",
        R"({"k": "a", "_id": 4})",
        R"({"$and": [{"k": "a"}, {"k": "b"}]})",
        R"({"k": {"$ne": "a"}})",
        R"({"k": {"$exists": false}})",
        R"({"k": {"$in": ["a", null]}})",
        R"({"k": {"$gte": 1}})",
        R"({"$nor": [{"k": 1}]})"}) {
    INFO(filter);
    std::vector<Document> with, without;
    for (const Document& found : indexed.find(ejson::parse(filter))) with.push_back(found);
    for (const Document& found : scanned.find(ejson::parse(filter))) without.push_back(found);
    CHECK(with == without);
    CHECK(indexed.count(ejson::parse(filter)) == static_cast<std::int64_t>(without.size()));
    const auto one = indexed.find_one(ejson::parse(filter));
    CHECK(one.has_value() == !without.empty());
    if (one) CHECK(*one == without.front());
  }
}

TEST_CASE("A stored pattern is found as a value, whatever index there is", "[store][search]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"k"}}});
  const Document pattern =
      ejson::parse(R"({"k": {"$regularExpression": {"pattern": "a", "options": ""}}})");
  users.insert_one(pattern);
  CHECK(users.find_one({{"k", {{"$eq", pattern.at("k")}}}}));
}

TEST_CASE("A filter may have many branches, and a call sixteen filters to try", "[store][search]") {
  Users store;
  std::vector<Document> many;
  for (int i = 0; i < 15; ++i) many.push_back({{"userId", "none" + std::to_string(i)}});
  many.push_back({{"userId", "u1"}});
  CHECK(store.users.find_one({{"userId", "none"}}, {.then_by = many})->at("_id") == 1);
  many.insert(many.begin(), Document{{"userId", "one more"}});
  CHECK_THROWS_AS(store.users.find_one({{"userId", "none"}}, {.then_by = many}), InvalidInput);
  many.insert(many.begin(), 500, Document{{"userId", "none"}});
  CHECK(store.users.find_one({{"$or", many}})->at("_id") == 1);
}

}  // namespace query_search_test
