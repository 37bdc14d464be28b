#include "cases.hpp"

namespace update_seed_test {

using profilestore::Value;
using profilestore::match::Equality;

namespace {

std::string seeded(const std::vector<Equality>& equalities) {
  return profilestore::update::seed(equalities).dump();
}

void check_refused(const std::vector<Equality>& equalities, int code, const std::string& message) {
  update_cases::check_refused([&] { seeded(equalities); }, code, message);
}

}  // namespace

TEST_CASE("seeded fields come in the order of their paths' bytes, the _id first",
          "[update][seed]") {
  CHECK(seeded({}) == "{}");
  CHECK(seeded({{"b", 1}, {"a", 2}, {"_id", 3}, {"A", 4}}) == R"({"_id":3,"A":4,"a":2,"b":1})");
  CHECK(seeded({{"a.c", 1}, {"a-b", 2}}) == R"({"a-b":2,"a":{"c":1}})");
  CHECK(seeded({{"A", 1}, {"_id.b", 2}, {"_id.a", 3}}) == R"({"_id":{"a":3,"b":2},"A":1})");
  CHECK(seeded({{"_ida", 1}, {"_id", 2}, {"_Z", 3}}) == R"({"_id":2,"_Z":3,"_ida":1})");
}

TEST_CASE("a dotted path seeds nested objects, numbers too", "[update][seed]") {
  CHECK(seeded({{"a.b.c", 1}, {"a.d", 2}}) == R"({"a":{"b":{"c":1},"d":2}})");
  CHECK(seeded({{"a.0", 1}}) == R"({"a":{"0":1}})");
}

TEST_CASE("arrays and objects are seeded whole", "[update][seed]") {
  CHECK(seeded({{"x", Value::parse("[1,[2]]")}}) == R"({"x":[1,[2]]})");
  CHECK(seeded({{"x", Value::parse(R"({"x.x":1})")}}) == R"({"x":{"x.x":1}})");
  CHECK(seeded({{"x", nullptr}}) == R"({"x":null})");
}

TEST_CASE("a path that two filters pin to one value is seeded once", "[update][seed]") {
  CHECK(seeded({{"x", 1}, {"x", 1}}) == R"({"x":1})");
  check_refused({{"x", 1}, {"x", 2}}, 54,
                "cannot infer query fields to set, path 'x' is matched twice");
  check_refused({{"x", 1}, {"x", "1"}}, 54,
                "cannot infer query fields to set, path 'x' is matched twice");
}

TEST_CASE("a path and its parent cannot both be seeded", "[update][seed]") {
  const std::string message =
      "cannot infer query fields to set, both paths 'x.y' and 'x' are matched";
  check_refused({{"x", 1}, {"x.y", 1}}, 54, message);
  check_refused({{"x.y", 1}, {"x", Value::object()}}, 54, message);
  check_refused({{"x.y", 1}, {"x-a", 1}, {"x", 1}}, 54, message);
  check_refused({{"_id", 1}, {"_id.a.b", 1}}, 54,
                "cannot infer query fields to set, both paths '_id.a.b' and '_id' are matched");
}

TEST_CASE("no seeded field reads as a wrapper", "[update][seed]") {
  check_refused({{"a.$oid", 1}}, 52,
                "The dollar ($) prefixed field '$oid' in 'a.$oid' is not valid for storage.");
}

}  // namespace update_seed_test
