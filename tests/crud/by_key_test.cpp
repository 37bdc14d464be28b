// Which calls look a document up by its key at once, and that the others find the same.
#include "crud/by_key.hpp"

#include "catch.hpp"
#include "store/statements.hpp"
#include "store/temporary_store.hpp"

namespace crud_by_key_test {

using namespace profilestore;

namespace {

constexpr auto when_asked = query::Filters::Parse::when_asked;

}  // namespace

TEST_CASE("A filter of one value can't be wrong, whatever its path", "[store][by_key]") {
  for (const char* path : {"", ".", "a.", ".a", "a..b", "a.$b", "a.$", "0", "a.0", "é", "a b"}) {
    INFO(path);
    const query::Filters filters({{path, "x"}}, {}, nullptr, {}, when_asked);
    REQUIRE(filters.one_value());
    CHECK(filters.one_value()->path == path);
    CHECK(filters.one_value()->value == "x");
    CHECK(filters.list().size() == 1);
    CHECK(filters.first().only_equalities());
  }
}

TEST_CASE("Filters that say more, or compare otherwise, are not of one value", "[store][by_key]") {
  for (const char* filter :
       {"{}", R"({"a": 1, "b": 1})", R"({"a": null})", R"({"a": 1.5})", R"({"a": {"$eq": 1}})",
        R"({"a": {"$oid": "57e193d7a9cc81b4027498b5"}})", R"({"$comment": "x"})"}) {
    INFO(filter);
    CHECK_FALSE(query::Filters(ejson::parse(filter), {}, nullptr, {}, when_asked).one_value());
  }
  const Document plain = {{"a", "x"}};
  CHECK_FALSE(query::Filters(plain, {}).one_value());
  CHECK_FALSE(query::Filters(plain, {plain}, nullptr, {}, when_asked).one_value());
  CHECK_FALSE(query::Filters(plain, {}, nullptr, "a_1", when_asked).one_value());
  const auto terms = query::terms_of(Collation{.locale = "en"});
  CHECK_FALSE(query::Filters(plain, {}, terms, {}, when_asked).one_value());
}

TEST_CASE("An update by a key finds what a find finds, whichever index there is",
          "[store][by_key]") {
  struct Row {
    std::string description;
    std::vector<Index> indexes;
    bool by_key;
  };
  for (const Row& row : std::vector<Row>{
           {"no index", {}, false},
           {"a unique one", {UniqueIndex("u")}, true},
           {"one that is not unique", {Index{.paths = "u"}}, false},
           {"one over two paths", {UniqueIndex({"u", "n"})}, false},
       }) {
    INFO(row.description);
    temporary::Store store;
    Collection users = store.collection("users");
    for (const Index& index : row.indexes) users.create_index(index);
    users.insert_many({Document{{"_id", 1}, {"u", "x"}}, Document{{"_id", 2}, {"u", 5}},
                       Document{{"_id", 3}, {"u", "y"}}});
    Statements statements(writer_of(store));
    for (const Value& value : std::vector<Value>{"x", 5, "y", "z"}) {
      const auto before = users.find_one({{"u", value}});
      const Outcome outcome = users.find_one_and_update({{"u", value}}, {{"$inc", {{"n", 1}}}});
      CHECK(outcome.before == before);
    }
    REQUIRE(statements.all().size() > 2);
    CHECK((statements.all()[2].find("\"k2\" = ?1") != std::string::npos &&
           statements.all()[2].find("ps_match") == std::string::npos) == row.by_key);
    CHECK(store.check().sound());
  }
}

TEST_CASE("A collated index, one with a condition and one with arrays are not asked alone",
          "[store][by_key]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.create_index(UniqueIndex("u"));
  users.insert_one({{"_id", 1}, {"u", Value::array({"x", "y"})}});
  users.insert_one({{"_id", 2}, {"u", "z"}});
  for (const char* value : {"x", "y", "z"})
    CHECK(users.update_one({{"u", value}}, {{"$inc", {{"n", 1}}}}).modified_count == 1);
  CHECK(users.find_one({{"_id", 1}})->at("n") == 2);
  CHECK(store.check().sound());
}

}  // namespace crud_by_key_test
