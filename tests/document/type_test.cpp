// Which BSON type a value in normal form is, and what MongoDB calls the types.
#include "document/type.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace document_type_test {

using namespace profilestore;
using document::Type;

namespace {

struct Kind {
  Type type;
  int bracket;
  std::string alias;
  std::vector<std::string> values;
};

// Every type. The brackets are in index keys on disk: a change of one breaks every store.
const std::vector<Kind> kinds{
    {Type::min_key, 1, "minKey", {R"({"$minKey":1})"}},
    {Type::undefined, 2, "undefined", {R"({"$undefined":true})"}},
    {Type::null, 5, "null", {"null"}},
    {Type::int32, 10, "int", {"0", "-0", "1", "2147483647", "-2147483648"}},
    {Type::int64,
     10,
     "long",
     {"2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808",
      R"({"$numberLong":"5"})"}},
    {Type::real,
     10,
     "double",
     {"0.0", "-0.0", "1.0", "1e300", R"({"$numberDouble":"NaN"})",
      R"({"$numberDouble":"Infinity"})", R"({"$numberDouble":"-Infinity"})"}},
    {Type::decimal, 10, "decimal", {R"({"$numberDecimal":"1"})", R"({"$numberDecimal":"NaN"})"}},
    {Type::string, 15, "string", {R"("")", R"("$oid")", R"("5")"}},
    {Type::symbol, 15, "symbol", {R"({"$symbol":"a"})"}},
    {Type::object, 20, "object", {"{}", R"({"a":1})", R"({"":1})"}},
    {Type::array, 25, "array", {"[]", "[[]]", R"([{"$oid":"57e193d7a9cc81b4027498b5"}])"}},
    {Type::binary, 30, "binData", {R"({"$binary":{"base64":"","subType":"00"}})"}},
    {Type::object_id, 35, "objectId", {R"({"$oid":"57e193d7a9cc81b4027498b5"})"}},
    {Type::boolean, 40, "bool", {"true", "false"}},
    {Type::date,
     45,
     "date",
     {R"({"$date":"2014-01-02T15:04:05Z"})", R"({"$date":{"$numberLong":"-1"}})"}},
    {Type::timestamp, 47, "timestamp", {R"({"$timestamp":{"t":1,"i":2}})"}},
    {Type::regex, 50, "regex", {R"({"$regularExpression":{"pattern":"a","options":""}})"}},
    {Type::db_pointer,
     55,
     "dbPointer",
     {R"({"$dbPointer":{"$ref":"c","$id":{"$oid":"57e193d7a9cc81b4027498b5"}}})"}},
    {Type::code, 60, "javascript", {R"({"$code":"f"})"}},
    {Type::code_with_scope, 65, "javascriptWithScope", {R"({"$code":"f","$scope":{}})"}},
    {Type::max_key, 127, "maxKey", {R"({"$maxKey":1})"}},
};

}  // namespace

TEST_CASE("Each type has its values, MongoDB's alias and its bracket", "[document][type]") {
  for (const Kind& kind : kinds) {
    INFO(kind.alias);
    CHECK(document::alias(kind.type) == kind.alias);
    CHECK(document::bracket(kind.type) == kind.bracket);
    CHECK(document::is_number(kind.type) == (kind.bracket == 10));
    for (const std::string& text : kind.values) {
      INFO(text);
      const Value value = Value::parse(text);
      CHECK(document::alias(document::type_of(value)) == kind.alias);
      CHECK(document::is_plain_object(value) == (kind.type == Type::object));
    }
  }
}

TEST_CASE("A number that a program built has the type of its value", "[document][type]") {
  CHECK(document::type_of(Value(5U)) == Type::int32);
  CHECK(document::type_of(Value(std::uint64_t{2147483648})) == Type::int64);
  CHECK(document::type_of(Value(std::int64_t{-5})) == Type::int32);
  CHECK(document::type_of(Value(1.0F)) == Type::real);
}

TEST_CASE("An object is a wrapper only if it has the wrapper's names and no others",
          "[document][type]") {
  const std::vector<std::string> plain{
      R"({"$oid":"57e193d7a9cc81b4027498b5","x":1})",  // one name too many
      R"({"x":1,"$oid":"57e193d7a9cc81b4027498b5"})",
      R"({"$code":"f","scope":{}})",
      R"({"$code":"f","$scope":{},"x":1})",
      R"({"$scope":{}})",
      R"({"$scope":{},"$code":"f"})",                               // normal form puts $code first
      R"({"$ref":"c","$id":{"$oid":"57e193d7a9cc81b4027498b5"}})",  // a DBRef is a plain object
      R"({"$gt":5})",
      R"({"$":1})",
      R"({"oid":"57e193d7a9cc81b4027498b5"})",
      R"({"$numberInt":"1"})",  // not in normal form
  };
  for (const std::string& text : plain) {
    INFO(text);
    CHECK(document::type_of(Value::parse(text)) == Type::object);
    CHECK(document::is_plain_object(Value::parse(text)));
  }
}

TEST_CASE("Every name that begins a wrapper in Extended JSON is one that no update may make",
          "[document][type]") {
  for (const char* name :
       {"$oid", "$date", "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal", "$binary",
        "$uuid", "$timestamp", "$regularExpression", "$code", "$scope", "$symbol", "$undefined",
        "$minKey", "$maxKey", "$dbPointer"}) {
    INFO(name);
    CHECK(document::is_wrapper_name(name));
  }
  // A DBRef's names are data; operators are refused elsewhere.
  for (const char* name : {"", "$", "oid", "$OID", "$oid ", "$ref", "$id", "$db", "$set", "$gt"}) {
    INFO(name);
    CHECK_FALSE(document::is_wrapper_name(name));
  }
}

}  // namespace document_type_test
