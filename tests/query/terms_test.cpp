// Which index serves a call under a collation, or with a hint; and that it finds the same as a
// scan.
#include <algorithm>
#include <random>

#include "catch.hpp"
#include "query/filters.hpp"
#include "store/temporary_store.hpp"

namespace query_terms_test {

using namespace profilestore;

namespace {

const Collation insensitive{.strength = 2};

struct Users : temporary::Store {
  Users() {
    users.create_index(Index{.paths = "plain"});
    users.create_index(Index{.paths = "name", .name = "collated", .collation = insensitive});
    users.create_index(
        Index{.paths = "name", .name = "base", .collation = Collation{.strength = 1}});
    users.create_index(Index{.paths = "name", .name = "binary"});
    users.create_index(Index{.paths = "key", .name = "some", .where = {{"state", "active"}}});
  }

  std::string index(const std::string& filter, const FindOptions& options) const {
    const Document plan =
        users.explain(ejson::parse(filter), options)["queryPlanner"]["winningPlan"];
    const Value* stage = &plan;
    while (stage->at("stage") != "COLLSCAN" && stage->at("stage") != "IXSCAN")
      stage = &stage->at("inputStage");
    return stage->at("stage") == "COLLSCAN" ? "" : stage->at("indexName").get<std::string>();
  }

  Collection users = collection("users", {.indexes = {{"_id"}}});
};

}  // namespace

TEST_CASE("Under a collation strings are looked up in an index of the same collation alone",
          "[query][collation]") {
  Users store;
  struct Row {
    std::string filter, index;
    Document sort = {};
  };
  for (const Row& row : std::vector<Row>{{R"({"name":"ann"})", "collated"},
                                         {R"({"name":{"$in":["ann","bob"]}})", "collated"},
                                         {R"({"name":{"$gt":"ann"}})", "collated"},
                                         {R"({"name":{"$gte":5}})", "binary"},
                                         {R"({"name":{"$lt":{"k":"ann"}}})", ""},
                                         {R"({})", "collated", {{"name", -1}}},
                                         {R"({"plain":5})", "plain_1", {{"name", 1}}},
                                         {R"({"name":{"k":"ann"}})", "collated"},
                                         {R"({"name":5})", "base"},
                                         {R"({"plain":"ann"})", ""},
                                         {R"({"plain":{"$gte":"a"}})", ""},
                                         {R"({"plain":5})", "plain_1"},
                                         {R"({"plain":{"$gte":5}})", "plain_1"},
                                         {R"({"plain":{"$in":[5,"ann"]}})", ""},
                                         {R"({"_id":"ann"})", ""},
                                         {R"({"_id":{"$oid":"57e193d7a9cc81b4027498b5"}})", "_id_"},
                                         {R"({"key":5,"state":"active"})", ""},
                                         {R"({})", "", {{"plain", 1}}}}) {
    INFO(row.filter << " sorted by " << row.sort);
    CHECK(store.index(row.filter, {.sort = row.sort, .collation = insensitive}) == row.index);
  }
  CHECK(store.index(R"({"name":"ann"})", {.collation = Collation{.strength = 1}}) == "base");
  CHECK(store.index(R"({"name":"ann"})", {.collation = Collation{.strength = 3}}).empty());
  CHECK(store.index(R"({"key":5,"state":"active"})", {}) == "some");
  CHECK(store.index(R"({})", {.sort = {{"plain", 1}}}) == "plain_1");
}

TEST_CASE("The variables of a call are computed under its collation", "[query][collation]") {
  const Document let = ejson::parse(R"({"same":{"$eq":["ann","ANN"]}})");
  CHECK(*query::terms_of(insensitive, let)->variables.find("same") == true);
  CHECK(*query::terms_of(std::nullopt, let)->variables.find("same") == false);
}

TEST_CASE("A hint chooses the index, where that serves", "[query][hint]") {
  Users store;
  struct Row {
    std::string filter, hint, index;
  };
  for (const Row& row :
       std::vector<Row>{{R"({"name":"ann"})", "collated", "collated"},
                        {R"({"name":"ann"})", "base", "base"},
                        {R"({"name":"ann"})", "binary", "binary"},
                        {R"({"name":"ann","_id":1})", "collated", "collated"},
                        {R"({"plain":5,"name":{"$gt":"a"}})", "collated", "plain_1"},
                        {R"({"name":"ann","plain":5})", "plain_1", "plain_1"},
                        // Not all that it finds is in the index.
                        {R"({"key":5})", "some", ""},
                        {R"({"key":5,"state":"active"})", "some", "some"}}) {
    INFO(row.filter << " by " << row.hint);
    CHECK(store.index(row.filter, {.hint = row.hint}) == row.index);
  }
  CHECK(store.index(R"({"name":"ann"})", {.collation = insensitive, .hint = "binary"}) ==
        "collated");
}

namespace {

const std::vector<std::string>& values() {
  static const std::vector<std::string> all{R"("ann")",
                                            R"("Ann")",
                                            R"("ANN")",
                                            R"("änn")",
                                            R"("b")",
                                            R"("B")",
                                            "5",
                                            "5.0",
                                            "null",
                                            R"(["ann","b"])",
                                            R"(["ANN"])",
                                            R"({"k":"ann"})",
                                            R"({"k":"ANN"})",
                                            R"([{"k":"Ann"}])",
                                            R"({"$symbol":"ANN"})",
                                            "[]",
                                            R"({"$oid":"57e193d7a9cc81b4027498b5"})"};
  return all;
}

std::vector<Document> found(const Collection& users, const Document& filter,
                            const FindOptions& options) {
  std::vector<Document> all;
  for (const Document& one : users.find(filter, options)) all.push_back(one);
  return all;
}

}  // namespace

TEST_CASE("Under a collation, and with a hint, indexes find what a scan finds",
          "[query][collation][hint]") {
  temporary::Store store;
  Collection indexed = store.collection("indexed"), scanned = store.collection("scanned");
  for (const auto& [name, missing] :
       {std::pair{"collated", Missing::collide}, std::pair{"sparse", Missing::sparse}})
    indexed.create_index(
        Index{.paths = "a", .missing = missing, .name = name, .collation = insensitive});
  indexed.create_index(Index{.paths = "a"});
  indexed.create_index(Index{.paths = "a.k", .name = "inner", .collation = insensitive});
  scanned.create_index(Index{.paths = "none", .name = "collated", .collation = insensitive});
  for (std::size_t i = 0; i < values().size(); ++i)
    for (Collection* users : {&indexed, &scanned})
      users->insert_one({{"_id", i}, {"a", ejson::parse("{\"v\":" + values()[i] + "}")["v"]}});
  for (Collection* users : {&indexed, &scanned}) users->insert_one({{"_id", -1}});
  for (const std::string& value : values())
    for (const char* form :
         {R"({"a":%})", R"({"a":{"$in":[%,"b"]}})", R"({"a":{"$ne":%}})", R"({"a.k":%})",
          R"({"a":{"$gte":%}})", R"({"a":{"$lt":%}})", R"({"a":{"$elemMatch":{"$eq":%}}})",
          R"({"a":{"$all":[%]}})", R"({"$or":[{"a":%},{"a.k":%}]})"}) {
      std::string text = form;
      for (auto at = text.find('%'); at != text.npos; at = text.find('%'))
        text.replace(at, 1, value);
      INFO(text);
      const Document filter = ejson::parse(text);
      for (const Collation& collation : {insensitive, Collation{.strength = 1}, Collation{}}) {
        const FindOptions options{.sort = {{"a", 1}, {"_id", 1}}, .collation = collation};
        const auto same = found(scanned, filter, options);
        CHECK(found(indexed, filter, options) == same);
        if (same.size() > 1) {
          FindOptions part = options;
          part.skip = 1, part.limit = 2, part.sort = {{"a", -1}, {"_id", 1}};
          CHECK(found(indexed, filter, part) == found(scanned, filter, part));
        }
        CHECK(indexed.count(filter, {.collation = collation}) ==
              static_cast<std::int64_t>(same.size()));
        CHECK(found(indexed, filter, {.collation = collation}).size() == same.size());
      }
      // At the path of the hint, where its collation is that of the call, they say the same.
      const bool ranged = text.find("$gte") != text.npos || text.find("$lt") != text.npos;
      if (ranged || text.find("a.k") != text.npos) continue;
      const auto same = found(scanned, filter, {.collation = insensitive});
      for (const char* hint : {"collated", "sparse"})
        CHECK(found(indexed, filter, {.hint = hint}) == same);
      CHECK(indexed.count(filter, {.hint = "collated"}) == static_cast<std::int64_t>(same.size()));
      CHECK(found(indexed, filter, {.hint = "a_1"}) == found(scanned, filter, {}));
    }
}

}  // namespace query_terms_test
