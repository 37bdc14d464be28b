#include "match/walk.hpp"

#include "cases.hpp"

namespace match_walk_test {

using profilestore::Value;
using profilestore::document::Path;
using profilestore::match::LeafArray;

namespace {

// Every element that a path leads to, in order; a missing one as `nothing`.
std::string elements(const char* document, const char* path,
                     LeafArray at_end = LeafArray::entered) {
  std::string found;
  const auto note = [&](const Value* element) {
    found += (found.empty() ? "" : " ") + (element == nullptr ? "nothing" : element->dump());
    return false;
  };
  profilestore::match::any_element(Value::parse(document), Path(path), at_end, note);
  return found;
}

}  // namespace

TEST_CASE("a path leads through objects to one element, or to a missing one", "[match][walk]") {
  CHECK(elements(R"({"x": 4, "a": 5})", "a") == "5");
  CHECK(elements(R"({"a": {"b": {"c": 1}}})", "a.b.c") == "1");
  CHECK(elements(R"({"a": {"b": 1}})", "a") == R"({"b":1})");
  CHECK(elements(R"({"x": 4})", "a") == "nothing");
  CHECK(elements(R"({"a": 4})", "a.b") == "nothing");
  CHECK(elements(R"({"a": null})", "a.b") == "nothing");
  CHECK(elements(R"({"a": {}})", "a.b.c") == "nothing");
}

TEST_CASE("a path that ends at an array leads to its elements, then to it", "[match][walk]") {
  CHECK(elements(R"({"a": [5, 6]})", "a") == "5 6 [5,6]");
  CHECK(elements(R"({"a": []})", "a") == "[]");
  CHECK(elements(R"({"a": [[1], 2]})", "a") == "[1] 2 [[1],2]");
  CHECK(elements(R"({"a": [5, 6]})", "a", LeafArray::whole) == "[5,6]");
}

TEST_CASE("a path goes on in each object of an array and nowhere else", "[match][walk]") {
  CHECK(elements(R"({"a": [{"b": 5}, 3, {}, {"b": [9, 11]}, {"b": 7}]})", "a.b") ==
        "5 nothing 9 11 [9,11] 7");
  CHECK(elements(R"({"a": [{"b": 5}, {"b": [9, 11]}]})", "a.b", LeafArray::whole) == "5 [9,11]");
  CHECK(elements(R"({"a": [4, null, "x"]})", "a.b") == "");
  CHECK(elements(R"({"a": []})", "a.b") == "");
  CHECK(elements(R"({"a": [[{"b": 1}]]})", "a.b") == "");
  CHECK(elements(R"({"a": [{"b": [{"c": 1}, {"c": 2}]}]})", "a.b.c") == "1 2");
}

TEST_CASE("a numeric segment is an index of the array and a name in its objects", "[match][walk]") {
  CHECK(elements(R"({"a": [5, 7, 3]})", "a.1") == "7");
  CHECK(elements(R"({"a": [5, [2, 4], 3]})", "a.1") == "[2,4]");
  CHECK(elements(R"({"a": [5, {"1": 4}, 3]})", "a.1") == R"(4 {"1":4})");
  CHECK(elements(R"({"a": [5, {"b": 4}, 3]})", "a.1.b") == "nothing 4");
  CHECK(elements(R"({"a": [5, [{"b": 4}], 3]})", "a.1.b") == "4");
  CHECK(elements(R"({"a": [[10, 2], [3, 4]]})", "a.0.1") == "2");
  CHECK(elements(R"({"a": {"0": 1}})", "a.0") == "1");
  CHECK(elements(R"({"a": [5]})", "a.1") == "");
  CHECK(elements(R"({"a": [5]})", "a.0.b") == "");
  CHECK(elements(R"({"a": [5]})", "a.00") == "");
  CHECK(elements(R"({"a": [5]})", "a.-1") == "");
  CHECK(elements(R"({"a": [5]})", "a.99999999999999999999") == "");
}

TEST_CASE("a path does not enter a wrapper", "[match][walk]") {
  CHECK(elements(R"({"a": {"$oid": "507f1f77bcf86cd799439011"}})", "a.$oid") == "nothing");
  CHECK(elements(R"({"a": [{"$oid": "507f1f77bcf86cd799439011"}]})", "a.$oid") == "");
}

TEST_CASE("an empty segment is an empty name", "[match][walk]") {
  CHECK(elements(R"({"": 1})", "") == "1");
  CHECK(elements(R"({"a": {"": {"b": 1}}})", "a..b") == "1");
  CHECK(elements(R"({"a": {"b": 1}})", "a..b") == "nothing");
}

TEST_CASE("a walk stops at the first element that passes", "[match][walk]") {
  int tested = 0;
  const auto third = [&](const Value*) { return ++tested == 3; };
  CHECK(profilestore::match::any_element(Value::parse(R"({"a": [1, 2, 3, 4, 5]})"), Path("a"),
                                         LeafArray::entered, third));
  CHECK(tested == 3);
}

}  // namespace match_walk_test
