// Indexes that are not unique: made, used, dropped.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"
#include "store/statements.hpp"
#include "store/temporary_store.hpp"

namespace store_index_test {

using namespace profilestore;

namespace {

std::vector<Value> ids(const Collection& collection, const Document& filter,
                       const FindOptions& options = {}) {
  std::vector<Value> found;
  for (const Document& document : collection.find(filter, options))
    found.push_back(document.at("_id"));
  return found;
}

/// The name of the index that serves the find, "SORT name" if it is sorted in memory.
std::string served(const Collection& collection, const std::string& filter,
                   const std::string& sort = "{}") {
  const Document plan = collection.explain(
      ejson::parse(filter), {.sort = ejson::parse(sort)})["queryPlanner"]["winningPlan"];
  const bool sorts = plan["stage"] == "SORT";
  const Document& scan = sorts ? plan["inputStage"] : plan;
  const std::string index =
      scan["stage"] == "FETCH" ? scan["inputStage"]["indexName"].get<std::string>() : "";
  return sorts ? "SORT " + index : index;
}

struct People : temporary::Store {
  People() {
    for (int i = 0; i < 20; ++i)
      people.insert_one({{"_id", i},
                         {"age", i % 7},
                         {"name", "n" + std::to_string(i % 5)},
                         {"tags", {i % 3, "t" + std::to_string(i % 4)}}});
    people.create_index(Index{"age"});
    people.create_index(Index{{{"name", 1}, {"age", -1}}});
    people.create_index(Index{"tags"});
  }
  Collection people = collection("people");
};

}  // namespace

TEST_CASE("An index that is not unique is listed after the unique ones", "[store][index]") {
  People store;
  store.people.create_index(UniqueIndex{"zip", Missing::sparse});
  CHECK(store.people.list_indexes() ==
        std::vector<Index>{{"_id", true, Missing::collide, "_id_"},
                           {"zip", true, Missing::sparse, "zip_1"},
                           {"age", false, Missing::collide, "age_1"},
                           {{{"name", 1}, {"age", -1}}, false, Missing::collide, "name_1_age_-1"},
                           {"tags", false, Missing::collide, "tags_1"}});
  CHECK(Store::open(store.path()).collection("people").list_indexes() ==
        store.people.list_indexes());
  CHECK(store.check().sound());
}

TEST_CASE("create_index names the index, and makes the same one once", "[store][index]") {
  People store;
  CHECK(store.people.create_index(Index{"age"}) == "age_1");
  CHECK(store.people.create_index(Index{{{"age", -1}}}) == "age_-1");
  CHECK(store.people.create_index(Index{"_id"}) == "_id_");
  const auto code = [&](const Index& index) {
    const auto refused = caught<InvalidInput>([&] { store.people.create_index(index); });
    return refused ? refused->code() : 0;
  };
  CHECK(code({"age", true}) == 86);
  CHECK(code({"age", false, Missing::collide, "other"}) == 85);
  CHECK(code({"other", false, Missing::collide, "age_1"}) == 86);
  CHECK(code({"other", false, Missing::reject}) == 67);
  CHECK(code({"other", false, Missing::distinct}) == 67);
  CHECK(code({Paths{{"other", 2}}}) == 67);
  CHECK(store.people.list_indexes().size() == 5);
}

TEST_CASE("explain says which index serves a find", "[store][index]") {
  People store;
  struct Row {
    std::string filter, sort, index;
  };
  for (const Row& row : std::vector<Row>{
           {"{}", "{}", ""},
           {R"({"x":1})", "{}", ""},
           {R"({"_id":1})", "{}", "_id_"},
           {R"({"_id":{"$gt":1}})", R"({"_id":1})", "_id_"},
           {R"({"age":1})", "{}", "age_1"},
           {R"({"age":null})", "{}", "age_1"},
           {R"({"age":{"$gte":1,"$lt":3}})", "{}", "age_1"},
           {R"({"age":{"$in":[1,2]}})", "{}", "age_1"},
           {R"({"age":{"$ne":1}})", "{}", ""},
           {R"({"age":{"$not":{"$gt":1}}})", "{}", ""},
           {R"({"age":{"$exists":true}})", "{}", ""},
           {R"({"$and":[{"age":1},{"x":1}]})", "{}", "age_1"},
           {R"({"$or":[{"age":1},{"x":1}]})", "{}", ""},
           {R"({"name":"n1"})", "{}", "name_1_age_-1"},
           {R"({"name":"n1","age":1})", "{}", "name_1_age_-1"},
           {R"({"name":"n1","age":{"$gt":1}})", R"({"age":1})", "name_1_age_-1"},
           {R"({"name":"n1"})", R"({"age":-1,"x":1})", "name_1_age_-1"},
           {R"({"name":{"$in":["n1","n2"]}})", R"({"age":1})", "SORT name_1_age_-1"},
           {R"({"age":1})", R"({"name":1})", "SORT age_1"},
           {"{}", R"({"age":1})", "age_1"},
           {"{}", R"({"age":-1,"name":1})", "age_1"},
           {"{}", R"({"x":1,"age":1})", "SORT "},
           {"{}", R"({"age":1,"x":1,"_id":1})", "age_1"},
           {"{}", R"({"age":1,"x":1,"y":1})", "SORT "},  // x and y may be parallel arrays
           {"{}", R"({"_id":-1})", "_id_"},
           {R"({"tags":"t1"})", "{}", "tags_1"},
           {R"({"tags":[1,"t1"]})", "{}", ""},
       }) {
    INFO(row.filter << " " << row.sort);
    CHECK(served(store.people, row.filter, row.sort) == row.index);
  }
  CHECK(served(store.collection("none"), "{}").empty());
}

TEST_CASE("Documents are found by the elements of their arrays", "[store][index]") {
  People store;
  Collection& people = store.people;
  CHECK(ids(people, {{"tags", "t1"}}) == std::vector<Value>{1, 5, 9, 13, 17});
  CHECK(ids(people, {{"tags", 0}}, {.limit = 2}) == std::vector<Value>{0, 3});
  CHECK(ids(people, {{"tags", {{"$all", {2, "t0"}}}}}) == std::vector<Value>{8});
  // Each of the two conditions holds for another element.
  people.insert_one({{"_id", "wide"}, {"tags", {-10, 10}}});
  CHECK(ids(people, {{"tags", {{"$lt", -5}, {"$gt", 5}}}}) == std::vector<Value>{"wide"});
  CHECK(ids(people, {{"tags", {{"$gt", 5}, {"$lt", 20}}}}) == std::vector<Value>{"wide"});
  people.update_one({{"_id", "wide"}}, {{"$push", {{"tags", "new"}}}});
  CHECK(ids(people, {{"tags", "new"}}) == std::vector<Value>{"wide"});
  people.update_one({{"_id", "wide"}}, {{"$set", {{"tags", "alone"}}}});
  CHECK(ids(people, {{"tags", "new"}}).empty());
  CHECK(ids(people, {{"tags", "alone"}}) == std::vector<Value>{"wide"});
  people.update_one({{"_id", "wide"}}, {{"$set", {{"tags", {"back"}}}}});
  CHECK(ids(people, {{"tags", "alone"}}).empty());
  CHECK(ids(people, {{"tags", "back"}}) == std::vector<Value>{"wide"});
  CHECK(people.delete_many({{"tags", "t1"}}).deleted_count == 5);
  CHECK(store.check().sound());
}

TEST_CASE("Lists of any length are looked up", "[store][index]") {
  People store;
  for (const int length : {1, 2, 3, 100, 4096, 4097, 20'000}) {
    INFO(length);
    Value some = Value::array(), tags = Value::array();
    for (int i = 0; i < length; ++i) some.push_back(i + 3), tags.push_back("t" + std::to_string(i));
    CHECK(ids(store.people, {{"_id", {{"$in", some}}}}).size() ==
          static_cast<std::size_t>(std::min(length, 17)));
    CHECK(ids(store.people, {{"tags", {{"$in", tags}}}}).size() ==
          static_cast<std::size_t>(std::min(length, 4) * 5));
  }
}

TEST_CASE("An array that comes later is found too, by a store that was opened before",
          "[store][index]") {
  temporary::Store one;
  Collection first = one.collection("c");
  first.create_index(Index{"a"});
  first.insert_one({{"_id", 1}, {"a", 5}});
  Store two = Store::open(one.path());
  Collection second = two.collection("c");
  CHECK(ids(second, {{"a", 5}}) == std::vector<Value>{1});
  first.insert_one({{"_id", 2}, {"a", {4, 5}}});
  CHECK(ids(second, {{"a", 5}}) == std::vector<Value>{1, 2});
  CHECK(second.delete_many({{"a", 5}}).deleted_count == 2);
}

TEST_CASE("A sorted find by an index gives what sorting all documents gives", "[store][index]") {
  temporary::Store store;
  Collection many = store.collection("many");
  std::vector<Document> documents;
  for (int i = 0; i < 2000; ++i) documents.push_back({{"_id", i}, {"n", (i * 7919) % 2000}});
  many.insert_many(documents);
  const FindOptions first_three{.limit = 3, .sort = {{"n", 1}}};
  const auto scanned = ids(many, {}, first_three);
  many.create_index(Index{"n"});
  CHECK(ids(many, {}, first_three) == scanned);
  CHECK(ids(many, {}, {.skip = 1, .limit = 1, .sort = {{"n", -1}}}) ==
        std::vector<Value>{many.find_one({{"n", 1998}})->at("_id")});
}

TEST_CASE("A sort with parallel arrays is refused by an index too", "[store][index]") {
  temporary::Store store;
  Collection c = store.collection("c");
  c.insert_many({{{"a", 1}}, {{"a", 2}, {"x", {1, 2}}, {"y", {1, 2}}}});
  const FindOneOptions first{.sort = {{"a", 1}, {"x", 1}, {"y", 1}}};
  CHECK_THROWS_AS(c.find_one({}, first), InvalidInput);
  c.create_index(Index{"a"});
  CHECK_THROWS_AS(c.find_one({}, first), InvalidInput);
}

TEST_CASE("A dropped index is gone from the store, with its columns and elements",
          "[store][index]") {
  People store;
  store.people.drop_index("tags_1");
  store.people.drop_index("name_1_age_-1");
  CHECK(store.people.list_indexes().size() == 2);
  CHECK(ids(store.people, {{"tags", "t1"}}).size() == 5);
  RawDatabase raw(store.path());
  CHECK(raw.value("SELECT group_concat(name) FROM pragma_table_info('people')") ==
        "row,doc,origin,sum,k1,k2");
  CHECK(raw.value("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%tags%'") == "0");
  CHECK(store.check().sound());
  const auto code = [&](Collection collection, const char* name) {
    const auto refused = caught<InvalidInput>([&] { collection.drop_index(name); });
    return refused ? refused->code() : 0;
  };
  CHECK(code(store.people, "tags_1") == 27);
  CHECK(code(store.people, "_id_") == 72);
  CHECK(code(store.collection("none"), "x_1") == 26);
  store.people.create_index(Index{"tags"});
  CHECK(ids(store.people, {{"tags", "t1"}}).size() == 5);
  CHECK(store.check().sound());
}

TEST_CASE("A dropped collection is gone, and one of its name starts anew", "[store][index]") {
  People store;
  Store other = Store::open(store.path());
  CHECK(other.collection("people").count() == 20);
  CHECK(store.people.drop());
  CHECK_FALSE(store.people.drop());
  CHECK(store.collection_names().empty());
  CHECK(other.collection("people").count() == 0);
  RawDatabase raw(store.path());
  CHECK(raw.value("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%people%'") == "0");
  CHECK(raw.value("SELECT count(*) FROM ps_indexes") == "0");
  store.people.insert_one({{"_id", 1}});
  CHECK(store.people.list_indexes().size() == 1);
  CHECK(store.check().sound());
}

TEST_CASE("Two paths of an index may not lead into different arrays", "[store][index]") {
  temporary::Store store;
  Collection c = store.collection("c");
  c.create_index(Index{{"a", "b"}});
  c.insert_one({{"_id", 1}, {"a", {1, 2}}, {"b", 1}});
  const auto refused = caught<InvalidInput>([&] {
    c.insert_one({{"_id", 2}, {"a", {1}}, {"b", {2}}});
  });
  REQUIRE(refused);
  CHECK(refused->code() == 171);
  CHECK(c.count() == 1);
  CHECK_THROWS_AS(c.update_one({{"_id", 1}}, {{"$set", {{"b", {1}}}}}), InvalidInput);
  c.insert_one({{"_id", 3}, {"x", {1}}, {"y", {1}}});
  CHECK_THROWS_AS(c.create_index(Index{{"x", "y"}}), InvalidInput);
  CHECK(c.list_indexes().size() == 2);
  CHECK(store.check().sound());
}

}  // namespace store_index_test
