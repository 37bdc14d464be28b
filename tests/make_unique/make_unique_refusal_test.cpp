// What make_unique refuses, having done nothing.
#include <profilestore/make_unique.hpp>

#include "catch.hpp"
#include "make_unique/contents.hpp"
#include "store/caught.hpp"

namespace make_unique_make_unique_refusal_test {

using namespace profilestore;

TEST_CASE("make_unique refuses what can't be, and has done nothing", "[import][make_unique]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1,"a":[1],"b":[1]})", R"({"u":1,"a":[2],"b":[2]})"});
  users.create_index(Index{.paths = "w", .name = "taken"});
  const auto before = contents(store);
  const auto code = [&](const UniqueIndex& index, const char* collection = "users") {
    const auto refused = caught<InvalidInput>([&] { make_unique(store, collection, index); });
    return refused ? refused->code() : 0;
  };
  CHECK(code({"u"}, "nobody") == 26);
  CHECK(code({"a..b"}) == 67);
  CHECK(code({.paths = "u", .name = "taken"}) == 86);
  CHECK(code({{"a", "b"}}) == 171);
  CHECK(contents(store) == before);
}

TEST_CASE("what the plan's caller throws comes out, and nothing was done",
          "[import][make_unique]") {
  temporary::Store store;
  Collection users = store.collection("users");
  insert_all(users, {R"({"u":1})", R"({"u":1})"});
  const auto before = contents(store);
  MakeUniqueOptions options;
  options.on_group = [](const UniqueGroup&) { throw std::runtime_error("no"); };
  CHECK_THROWS_AS(make_unique(store, "users", {"u"}, options), std::runtime_error);
  options.on_group = [&](const UniqueGroup&) { users.insert_one({{"_id", 3}}); };
  CHECK_THROWS_AS(make_unique(store, "users", {"u"}, options), InvalidInput);
  CHECK(contents(store) == before);
  CHECK_THROWS_AS(store.transaction([&](Transaction&) { make_unique(store, "users", {"u"}); }),
                  InvalidInput);
  CHECK(contents(store) == before);
}

}  // namespace make_unique_make_unique_refusal_test
