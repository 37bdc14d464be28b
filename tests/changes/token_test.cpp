#include "changes/token.hpp"

#include <limits>

#include "catch.hpp"

namespace changes_token_test {

using namespace profilestore;
using changes::Token;

namespace {

const std::string store = "0123456789abcdef0123456789abcdef";

}  // namespace

TEST_CASE("A token comes back from its text, whatever its numbers", "[changes][token]") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  for (const Token& token :
       {Token{store, 1, {1, 0}}, Token{store, 7, {42, -1}}, Token{store, most, {most, least}}})
    CHECK(changes::token_of(changes::text_of(token)) == token);
  // Applications keep it.
  CHECK(changes::text_of({store, 4, {17, 255}}) == "cs1-" + store + "-4-17-00000000000000ff");
}

TEST_CASE("What is no token is none", "[changes][token]") {
  for (const std::string& text :
       {std::string(), std::string("cs1"), std::string("x"),
        "cs2-" + store + "-1-1-0000000000000000", "cs1-" + store + "-1-1-000000000000000",
        "cs1-" + store + "-1-1-0000000000000000-", "cs1-" + store + "-1-0-0000000000000000",
        "cs1-" + store + "-1--1-000000000000000", "cs1-" + store + "-a-1-0000000000000000",
        "cs1-" + store + "-1-1-000000000000000G",
        "cs1-" + store.substr(1) + "-1-1-0000000000000000",
        "cs1-" + store + "-99999999999999999999-1-0000000000000000",
        " cs1-" + store + "-1-1-0000000000000000"})
    CHECK_FALSE(changes::token_of(text));
}

}  // namespace changes_token_test
