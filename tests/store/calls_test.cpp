// The calls that read, change and remove several documents.
#include <limits>

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/temporary_store.hpp"

namespace store_calls_test {

using namespace profilestore;

namespace {

struct Numbers {
  temporary::Store store;
  Collection numbers = store.collection("numbers", {.indexes = {{"key"}}});

  Numbers() {
    for (const char* text : {R"({"_id":1,"key":"a","n":3,"tags":["x","y"]})",
                             R"({"_id":2,"key":"b","n":1,"tags":["z"]})",
                             R"({"_id":3,"key":"c","n":2})", R"({"_id":4,"key":"d","n":1})"})
      numbers.insert_one(Document::parse(text));
  }

  std::vector<int> ids(const Document& filter, const FindOptions& options = {}) const {
    std::vector<int> ids;
    for (const Document& document : numbers.find(filter, options))
      ids.push_back(document.at("_id"));
    return ids;
  }
};

using Ids = std::vector<int>;

}  // namespace

TEST_CASE("A find sorts, skips, limits and projects", "[store][find]") {
  const Numbers store;
  CHECK(store.ids({}, {.sort = {{"n", 1}}}) == Ids{2, 4, 3, 1});
  CHECK(store.ids({}, {.sort = {{"n", 1}, {"_id", -1}}}) == Ids{4, 2, 3, 1});
  CHECK(store.ids({}, {.skip = 1, .limit = 2, .sort = {{"n", -1}}}) == Ids{3, 2});
  CHECK(store.ids({}, {.skip = 9, .sort = {{"n", -1}}}) == Ids{});
  CHECK(store.ids({}, {.sort = {{"$natural", -1}}}) == Ids{4, 3, 2, 1});
  CHECK(store.ids({{"n", 1}}, {.limit = 1, .sort = {{"$natural", -1}}}) == Ids{4});
  CHECK(store.ids({{"n", {{"$gt", 1}}}}, {.sort = {{"tags", -1}}}) == Ids{1, 3});
  Cursor found = store.numbers.find({{"key", "a"}}, {.projection = {{"n", 1}, {"_id", 0}}});
  CHECK(*found.begin() == Document{{"n", 3}});
  CHECK(*store.numbers.find_one({}, {.sort = {{"n", 1}}, .projection = {{"key", 1}}}) ==
        Document{{"_id", 2}, {"key", "b"}});
  CHECK(*store.numbers.find_one({{"tags", "y"}}, {.projection = {{"tags.$", 1}}}) ==
        Document::parse(R"({"_id":1,"tags":["y"]})"));
  CHECK_THROWS_AS(store.numbers.find({}, {.sort = {{"n", 2}}}), InvalidInput);
}

TEST_CASE("A sorted find keeps few of many matches", "[store][find]") {
  temporary::Store store;
  Collection numbers = store.collection("numbers");
  std::vector<Document> documents;
  for (int i = 0; i < 3000; ++i) documents.push_back({{"_id", i}, {"n", (i * 7919) % 3000}});
  numbers.insert_many(documents);
  std::vector<int> found;
  for (const Document& one : numbers.find({}, {.skip = 5, .limit = 10, .sort = {{"n", -1}}}))
    found.push_back(one.at("n"));
  CHECK(found == Ids{2994, 2993, 2992, 2991, 2990, 2989, 2988, 2987, 2986, 2985});
}

TEST_CASE("A sorted find bears the largest skip and limit", "[store][find]") {
  temporary::Store store;
  Collection numbers = store.collection("numbers");
  std::vector<Document> documents;
  for (int i = 0; i < 200; ++i) documents.push_back({{"_id", i}});
  numbers.insert_many(documents);
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  Cursor all = numbers.find({}, {.limit = most, .sort = {{"_id", 1}}});
  CHECK(std::distance(all.begin(), all.end()) == 200);
  Cursor none = numbers.find({}, {.skip = most, .limit = most, .sort = {{"_id", 1}}});
  CHECK(none.begin() == none.end());
}

TEST_CASE("A sorted find reads one moment", "[store][find]") {
  Numbers store;
  Cursor found = store.numbers.find({{"n", {{"$lt", 9}}}}, {.sort = {{"_id", 1}}});
  auto at = found.begin();
  store.numbers.update_many({}, {{"$set", {{"n", 99}}}});
  store.numbers.delete_one({{"_id", 4}});
  int seen = 0;
  for (; at != found.end(); ++at, ++seen) CHECK(at->at("n") < 9);
  CHECK(seen == 4);
}

TEST_CASE("distinct gives each value once, elements of arrays one by one", "[store][distinct]") {
  Numbers store;
  CHECK(store.numbers.distinct("n") == std::vector<Value>{1, 2, 3});
  CHECK(store.numbers.distinct("tags") == std::vector<Value>{"x", "y", "z"});
  CHECK(store.numbers.distinct("n", {{"key", {{"$ne", "a"}}}}) == std::vector<Value>{1, 2});
  store.numbers.insert_one({{"_id", 5}, {"key", "e"}, {"n", 1.0}, {"tags", Value::array()}});
  store.numbers.insert_one({{"_id", 6}, {"key", "f"}, {"n", nullptr}});
  CHECK(store.numbers.distinct("n") == std::vector<Value>{nullptr, 1, 2, 3});
  CHECK(store.numbers.distinct("tags").size() == 3);
  CHECK(store.numbers.distinct("missing").empty());
  CHECK_THROWS_AS(store.numbers.distinct(""), InvalidInput);
}

TEST_CASE("count passes over and stops", "[store][count]") {
  const Numbers store;
  CHECK(store.numbers.count() == 4);
  CHECK(store.numbers.count({}, {.skip = 1}) == 3);
  CHECK(store.numbers.count({{"n", 1}}, {.limit = 1}) == 1);
  CHECK(store.numbers.count({{"n", 1}}, {.skip = 5}) == 0);
  CHECK_THROWS_AS(store.numbers.count({}, {.limit = -1}), InvalidInput);
}

TEST_CASE("update_many changes every match, each once", "[store][update_many]") {
  Numbers store;
  const auto done = store.numbers.update_many({{"n", {{"$gte", 1}}}}, {{"$inc", {{"n", 1}}}});
  CHECK(done.matched_count == 4);
  CHECK(done.modified_count == 4);
  CHECK_FALSE(done.upserted_id);
  CHECK(store.numbers.distinct("n") == std::vector<Value>{2, 3, 4});
  const auto same = store.numbers.update_many({{"n", 2}}, {{"$set", {{"n", 2}}}});
  CHECK(same.matched_count == 2);
  CHECK(same.modified_count == 0);
  CHECK(store.numbers.update_many({{"n", 99}}, {{"$set", {{"x", 1}}}}).matched_count == 0);
}

TEST_CASE("update_many has one date for all of its documents", "[store][update_many]") {
  Numbers store;
  store.numbers.update_many({}, {{"$currentDate", {{"seen", true}}}});
  CHECK(store.numbers.distinct("seen").size() == 1);
}

TEST_CASE("update_many is all or nothing", "[store][update_many]") {
  Numbers store;
  CHECK_THROWS_AS(store.numbers.update_many({}, {{"$set", {{"key", "same"}}}}), DuplicateKey);
  CHECK(store.numbers.count({{"key", "same"}}) == 0);
}

TEST_CASE("update_many inserts where it finds nothing and may", "[store][update_many]") {
  Numbers store;
  const auto done =
      store.numbers.update_many({{"key", "new"}}, {{"$set", {{"n", 7}}}}, {.upsert = true});
  CHECK(done.matched_count == 0);
  REQUIRE(done.upserted_id);
  CHECK(store.numbers.find_one({{"_id", *done.upserted_id}})->at("n") == 7);
}

TEST_CASE("An update that gives counts takes no projection", "[store][update]") {
  Numbers store;
  const Document projection{{"n", 1}}, update{{"$set", {{"n", 9}}}};
  const auto code_of = [](const auto& call) { return caught<InvalidInput>(call).value().code(); };
  CHECK(code_of([&] { store.numbers.update_one({}, update, {.projection = projection}); }) == 9);
  CHECK(code_of([&] { store.numbers.update_many({}, update, {.projection = projection}); }) == 9);
  CHECK(code_of([&] { store.numbers.replace_one({}, {}, {.projection = projection}); }) == 9);
  CHECK(store.numbers.count({{"n", 9}}) == 0);
  CHECK(store.numbers.update_one({}, update, {.projection = Document::object()}).matched_count ==
        1);
}

TEST_CASE("An update takes the first by its sort", "[store][update]") {
  Numbers store;
  const auto outcome = store.numbers.find_one_and_update(
      {{"n", {{"$lt", 3}}}}, {{"$set", {{"picked", true}}}},
      {.returning = Return::after, .sort = {{"n", -1}}, .projection = {{"picked", 1}}});
  CHECK(*outcome.after == Document{{"_id", 3}, {"picked", true}});
  const auto made = store.numbers.find_one_and_update({{"key", "none"}}, {{"$set", {{"n", 0}}}},
                                                      {.upsert = true, .sort = {{"n", -1}}});
  CHECK(made.inserted);
}

TEST_CASE("find_one_and_delete gives what it removes", "[store][delete]") {
  Numbers store;
  CHECK(store.numbers.find_one_and_delete({}, {.sort = {{"n", 1}}, .projection = {{"key", 1}}}) ==
        Document{{"_id", 2}, {"key", "b"}});
  CHECK_FALSE(store.numbers.find_one_and_delete({{"_id", 2}}));
  CHECK(store.numbers.count() == 3);
  CHECK_FALSE(store.store.collection("none").find_one_and_delete({}));
}

TEST_CASE("delete_many removes every match", "[store][delete]") {
  Numbers store;
  CHECK(store.numbers.delete_many({{"n", 1}}).deleted_count == 2);
  CHECK(store.ids({}) == Ids{1, 3});
  CHECK(store.numbers.delete_many({}).deleted_count == 2);
  CHECK(store.numbers.delete_many({}).deleted_count == 0);
  CHECK(store.store.check().sound());
}

}  // namespace store_calls_test
