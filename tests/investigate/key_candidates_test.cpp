// Which fields look like keys.
#include "investigate/key_candidates.hpp"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <vector>

#include "catch.hpp"

namespace investigate_key_candidates_test {

using namespace profilestore;
using investigating::KeyCandidates;

namespace {

/// Of a hundred documents, each as `document` makes it from its number.
std::vector<std::string> found(const std::function<std::string(int)>& document) {
  KeyCandidates candidates;
  for (int i = 0; i < 100; ++i) candidates.add(Document::parse(document(i)));
  return candidates.found();
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("Names that keys have", "[import][candidates]") {
  for (const char* name : {"userId", "user_id", "ownerID", "_id", "id", "email", "e-mail", "EMail",
                           "username", "uuid"})
    CHECK(investigating::named_like_key(name));
  for (const char* name : {"paid", "valid", "bio", "grid", "IDEA", ""})
    CHECK_FALSE(investigating::named_like_key(name));
}

TEST_CASE("Fields named like keys are found, userId first, in objects too",
          "[import][candidates]") {
  CHECK(found([](int i) {
          return fmt::format(R"({{"_id":{},"contact":{{"email":"a{}"}},"userId":{},"age":{}}})", i,
                             i, i / 2, i);
        }) == Paths{"userId", "contact.email"});
}

TEST_CASE("What many documents have in common is no key", "[import][candidates]") {
  CHECK(
      found([](int i) { return fmt::format(R"({{"_id":{},"tenantId":{}}})", i, i % 3); }).empty());
}

TEST_CASE("Strings without white space that are nearly unique are found", "[import][candidates]") {
  CHECK(found([](int i) {
          return fmt::format(R"({{"_id":{},"code":"c{}","bio":"a b {}","half":"h{}","n":{},
                                 "rare":{}}})",
                             i, i / 10 * 10 == i ? i + 1 : i, i, i / 2, i,
                             i == 5 ? "\"x\"" : "null");
        }) == Paths{"code"});
}

TEST_CASE("At most five are found", "[import][candidates]") {
  CHECK(found([](int i) {
          return fmt::format(R"({{"aId":{0},"bId":{0},"cId":{0},"dId":{0},"eId":{0},"fId":{0}}})",
                             i);
        }).size() == 5);
}

TEST_CASE("_id is a candidate only where nothing else is, and it is not unique",
          "[import][candidates]") {
  CHECK(found([](int i) { return fmt::format(R"({{"_id":{}}})", i); }).empty());
  CHECK(found([](int i) { return fmt::format(R"({{"_id":{}}})", i / 2); }) == Paths{"_id"});
  CHECK(found([](int i) { return fmt::format(R"({{"_id":{},"userId":{}}})", i / 2, i / 2); }) ==
        Paths{"userId"});
}

TEST_CASE("A candidate is looked for in ten thousand documents", "[import][candidates]") {
  KeyCandidates candidates;
  for (int i = 0; i < 9'999; ++i) candidates.add(Document::object());
  CHECK_FALSE(candidates.enough());
  candidates.add(Document::object());
  CHECK(candidates.enough());
  CHECK(candidates.found().empty());
}

}  // namespace investigate_key_candidates_test
