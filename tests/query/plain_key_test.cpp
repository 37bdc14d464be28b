// The filters that are a key, and what is found by them: what the same filter finds otherwise.
#include "query/plain_key.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace query_plain_key_test {

using namespace profilestore;

namespace {

bool is_plain(const char* filter) {
  const Document parsed = Document::parse(filter);
  return query::PlainKey::of(parsed).has_value();
}

// As a filter that has to be parsed.
Document wrapped(const Document& filter) { return {{"$and", Document::array({filter})}}; }

}  // namespace

TEST_CASE("A filter that gives one field a string or an ObjectId is a plain key",
          "[store][plain_key]") {
  for (const char* plain : {R"({"userId": "u1"})", R"({"_id": ""})", R"({"a b": "x y~"})",
                            R"({"_id": {"$oid": "0123456789abcdef01234567"}})"})
    CHECK(is_plain(plain));
  for (const char* other : {R"({})",
                            R"(null)",
                            R"({"a": 1})",
                            R"({"a": null})",
                            R"({"a": true})",
                            R"({"a": "é"})",
                            R"({"a": "\""})",
                            R"({"a": "\\"})",
                            R"({"a": "\u0001"})",
                            R"({"é": "x"})",
                            R"({"": "x"})",
                            R"({"a.b": "x"})",
                            R"({"$comment": "x"})",
                            R"({"a": {"$eq": "x"}})",
                            R"({"a": {}})",
                            R"({"a": ["x"]})",
                            R"({"a": {"$oid": "0123456789ABCDEF01234567"}})",
                            R"({"a": {"$oid": "01234567"}})",
                            R"({"a": {"$oid": 1}})",
                            R"({"a": "x", "b": "y"})"}) {
    INFO(other);
    CHECK_FALSE(is_plain(other));
  }
}

TEST_CASE("By a plain key the same is found as by the filter", "[store][plain_key]") {
  temporary::Store store;
  Collection users = store.collection(
      "users",
      {.indexes = {
           {"userId"},
           {"sparse", Missing::sparse},
           {"other"},
           {.paths = "email", .missing = Missing::distinct, .normalise = {Normalise::email}},
           {.paths = "part",
            .missing = Missing::distinct,
            .where = {{"n", {{"$exists", true}}}}}}});
  const ObjectId id = ObjectId::generate();
  users.insert_one({{"_id", id}, {"userId", "u1"}, {"other", "o1"}, {"email", "A@x.org"}});
  users.insert_one(
      {{"userId", "u2"}, {"other", "o2"}, {"sparse", "u1"}, {"n", "u1"}, {"part", "p"}});
  users.insert_one({{"userId", Document::array({"u3", "u4"})}, {"other", "o3"}, {"part", "q"}});
  const auto same = [&](const Document& filter) {
    INFO(filter.dump());
    const auto found = users.find_one(filter);
    CHECK(found == users.find_one(wrapped(filter)));
    CHECK(users.find_one_text(filter) == users.find_one_text(wrapped(filter)));
    return found.has_value();
  };
  CHECK(same({{"_id", id}}));
  CHECK(same({{"userId", "u1"}}));
  CHECK(same({{"userId", "u4"}}));  // an array has been in the index
  CHECK(same({{"sparse", "u1"}}));
  CHECK(same({{"n", "u1"}}));
  CHECK(same({{"part", "p"}}));
  CHECK(same({{"part", "q"}}));  // not in its index
  CHECK(same({{"other", "o3"}}));
  CHECK(same({{"email", "A@x.org"}}));
  CHECK_FALSE(same({{"email", "a@x.org"}}));
  CHECK_FALSE(same({{"userId", "U1"}}));
  CHECK_FALSE(same({{"userId", ""}}));
  CHECK_FALSE(same({{"sparse", "u2"}}));
  CHECK_FALSE(same({{"none", "u2"}}));
  CHECK_FALSE(store.collection("none").find_one({{"_id", "x"}}).has_value());
}

TEST_CASE("An index that leads a plain key to another document is damage", "[store][plain_key]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"userId"}}});
  users.insert_one({{"_id", "1"}, {"userId", "u1"}});
  RawDatabase(store.path()).run("UPDATE users SET k2 = 'u2'");
  CHECK_THROWS_AS(users.find_one({{"userId", "u2"}}), Corrupt);
  CHECK_THROWS_AS(users.find_one_text({{"userId", "u2"}}), Corrupt);
  CHECK_FALSE(users.find_one({{"userId", "u1"}}).has_value());
}

}  // namespace query_plain_key_test
