#include "cases.hpp"

namespace update_ensure_id_test {

using profilestore::Value;

namespace {

std::string ensured(const char* text) {
  Value document = Value::parse(text);
  profilestore::update::ensure_id(document);
  return document.dump();
}

void check_refused(const char* text, int code, const std::string& message) {
  INFO(text);
  update_cases::check_refused([&] { ensured(text); }, code, message);
}

}  // namespace

TEST_CASE("a document without an _id gets an ObjectId as its first field", "[update][ensure_id]") {
  Value document = Value::parse(R"({"a":1,"b":2})");
  profilestore::update::ensure_id(document);
  REQUIRE(document.size() == 3);
  CHECK(document.begin().key() == "_id");
  CHECK(document["_id"]["$oid"].get<std::string>().size() == 24);
  document.erase("_id");
  CHECK(document.dump() == R"({"a":1,"b":2})");
}

TEST_CASE("an _id of any other place becomes the first field", "[update][ensure_id]") {
  CHECK(ensured(R"({"a":1,"_id":5,"b":[2]})") == R"({"_id":5,"a":1,"b":[2]})");
  CHECK(ensured(R"({"_id":null,"a":1})") == R"({"_id":null,"a":1})");
  CHECK(ensured(R"({"_id":{"b":1,"a":{"c":[]}}})") == R"({"_id":{"b":1,"a":{"c":[]}}})");
}

TEST_CASE("an _id is no array, no regex and not undefined", "[update][ensure_id]") {
  check_refused(R"({"_id":[1]})", 53, "The '_id' value cannot be of type array");
  check_refused(R"({"a":1,"_id":{"$regularExpression":{"pattern":"x","options":""}}})", 53,
                "The '_id' value cannot be of type regex");
  check_refused(R"({"_id":{"$undefined":true}})", 53,
                "The '_id' value cannot be of type undefined");
}

TEST_CASE("an _id holds no name with a $ at any depth", "[update][ensure_id]") {
  const std::string message =
      "_id fields may not contain '$'-prefixed fields: $x is not valid for storage.";
  check_refused(R"({"_id":{"$x":1}})", 52, message);
  check_refused(R"({"_id":{"a":[{"b":{"$x":1}}]}})", 52, message);
  CHECK(ensured(R"({"_id":{"a":{"$oid":"507f1f77bcf86cd799439011"}}})") ==
        R"({"_id":{"a":{"$oid":"507f1f77bcf86cd799439011"}}})");
}

}  // namespace update_ensure_id_test
