#include "match/unordered.hpp"

#include "catch.hpp"

namespace match_unordered_test {

using profilestore::Value;
using profilestore::match::all_differ;
using profilestore::match::UnorderedSet;
using profilestore::match::with_sorted_fields;

TEST_CASE("the fields of objects are sorted at every level", "[match][schema]") {
  const Value value = Value::parse(R"({"b": [{"d": 1, "c": 2}], "a": 1})");
  CHECK(with_sorted_fields(value).dump() == R"({"a":1,"b":[{"c":2,"d":1}]})");
  const Value code = Value::parse(R"({"$code": "f", "$scope": {}})");
  CHECK(with_sorted_fields(code).dump() == code.dump());
}

TEST_CASE("a set takes a value once, whatever the order of its fields", "[match][schema]") {
  UnorderedSet values;
  CHECK(values.insert(Value::parse(R"({"a": 1, "b": 2})")));
  CHECK_FALSE(values.insert(Value::parse(R"({"b": 2.0, "a": 1})")));
  CHECK(values.insert(Value(1)));
  CHECK(values.contains(Value(1.0)));
  CHECK(values.contains(Value::parse(R"({"b": 2, "a": 1})")));
  CHECK_FALSE(values.contains(Value::parse("[1, 2]")));
}

TEST_CASE("elements differ but for the order of their fields", "[match][schema]") {
  CHECK(all_differ(Value::parse(R"([1, "1", true, [1], [], {}, null])")));
  CHECK_FALSE(all_differ(Value::parse("[1, 2, 1.0]")));
  CHECK_FALSE(all_differ(Value::parse(R"([{"a": 1, "b": 2}, {"b": 2, "a": 1}])")));
  CHECK(all_differ(Value::parse("[[1, 2], [2, 1]]")));
}

}  // namespace match_unordered_test
