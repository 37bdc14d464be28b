#include "catch.hpp"
#include "extjson/wrapper_forms.hpp"

namespace extjson_wrapper_others_test {

using namespace profilestore;
using reading::normal;
using reading::reason;
using wrapper_forms::check;
using wrapper_forms::check_refused;
using wrapper_forms::check_unchanged;

TEST_CASE("A regular expression has sorted options", "[extjson][wrapper][regex]") {
  check({
      {R"({"$regularExpression": {"pattern": "ab\\d", "options": "mix"}})",
       R"({"$regularExpression":{"pattern":"ab\\d","options":"imx"}})"},
      {R"({"$regularExpression": {"options": "", "pattern": ""}})",
       R"({"$regularExpression":{"pattern":"","options":""}})"},
      {R"({"$regularExpression": {"pattern": "", "options": "xé😀a"}})",
       R"({"$regularExpression":{"pattern":"","options":"axé😀"}})"},
      {R"({"$regex": "a/b", "$options": "si"})",
       R"({"$regularExpression":{"pattern":"a/b","options":"is"}})"},
      {R"({"$options": "", "$regex": "^a"})",
       R"({"$regularExpression":{"pattern":"^a","options":""}})"},
  });
  check_refused("$regularExpression",
                {R"({"$regularExpression": "a"})", R"({"$regularExpression": {"pattern": "a"}})",
                 R"({"$regularExpression": {"pattern": 1, "options": ""}})",
                 R"({"$regularExpression": {"pattern": "a", "options": 1}})",
                 R"({"$regularExpression": {"pattern": "a", "options": "", "x": 1}})",
                 R"({"$regularExpression": {"pattern": "a\u0000", "options": ""}})",
                 R"({"$regularExpression": {"pattern": "a", "options": "\u0000"}})"});
}

TEST_CASE("$regex that is not exactly v1's regular expression is left to the query language",
          "[extjson][wrapper][regex]") {
  check_unchanged({R"({"$regex":"abc"})", R"({"$regex":42,"$options":""})",
                   R"({"$regex":"a","$options":0})",
                   R"({"$regex":"abc","$options":"","unrelated":true})", R"({"$options":"i"})",
                   R"({"$not":{"$regex":"a"}})", R"({"$regex":"a\u0000","$options":""})",
                   R"({"$regex":"a","$options":"i\u0000"})"});
  check(
      {{R"({"$regex": {"$regularExpression": {"options": "xi", "pattern": "p"}}, "$options": "i"})",
        R"({"$regex":{"$regularExpression":{"pattern":"p","options":"ix"}},"$options":"i"})"}});
  check_refused("$oid", {R"({"$regex": "a", "$oid": "57e193d7a9cc81b4027498b5"})"});
}

TEST_CASE("Names with $ that are no wrappers are data: operators, DBRefs, anything",
          "[extjson][wrapper]") {
  check_unchanged({R"({"$gt":5,"$lt":6.0})", R"({"$in":[1,null]})", R"({"$type":"string"})",
                   R"({"$type":2})", R"({"$exists":true})", R"({"$unknown":1,"plain":2})",
                   R"({"$":1})", R"({"$oidx":1})", R"({"$ref":"c","$id":1})",
                   R"({"$ref":42,"$id":"abc"})", R"({"$id":"abc","$db":42})",
                   R"({"base64":"","subType":"00"})", R"({})", R"({"":1})"});
  check({{R"({"$gt": {"$numberInt": "5"}})", R"({"$gt":5})"},
         {R"({"$ref": "c", "$id": {"$oid": "57E193D7A9CC81B4027498B5"}, "$db": "d"})",
          R"({"$ref":"c","$id":{"$oid":"57e193d7a9cc81b4027498b5"},"$db":"d"})"}});
}

TEST_CASE("Code has a scope or none, in either order", "[extjson][wrapper]") {
  check({{R"({"$code": "f"})", R"({"$code":"f"})"},
         {R"({"$code": "f", "$scope": {}})", R"({"$code":"f","$scope":{}})"},
         {R"({"$scope": {"n": {"$numberInt": "1"}}, "$code": "f"})",
          R"({"$code":"f","$scope":{"n":1}})"}});
  check_refused("$code", {R"({"$code": 42})", R"({"$code": "", "x": 1})",
                          R"({"$code": "", "$scope": {}, "x": 1})"});
  check_refused("$scope", {R"({"$code": "", "$scope": 42})", R"({"$scope": {}})"});
  CHECK(reading::refusal(R"({"a": {"$code": "", "$scope": {"n": {"$oid": 1}}}})").offset == 36);
  CHECK(reason(R"({"a": {"$code": "", "$scope": {"$oid": "57e193d7a9cc81b4027498b5"}}})") ==
        "$oid: it is not allowed among the fields of a document");
}

TEST_CASE("Symbol, undefined, the keys at both ends and DBPointer stand for themselves",
          "[extjson][wrapper]") {
  check_unchanged(
      {R"({"$symbol":"s"})", R"({"$undefined":true})", R"({"$minKey":1})", R"({"$maxKey":1})"});
  check({{R"({"$dbPointer": {"$id": {"$oid": "57E193D7A9CC81B4027498B5"}, "$ref": "db.c"}})",
          R"({"$dbPointer":{"$ref":"db.c","$id":{"$oid":"57e193d7a9cc81b4027498b5"}}})"}});
  check_refused("$symbol", {R"({"$symbol": 1})", R"({"$symbol": "s", "x": 1})"});
  check_refused("$undefined", {R"({"$undefined": false})", R"({"$undefined": 1})"});
  check_refused("$minKey", {R"({"$minKey": true})", R"({"$minKey": 0})", R"({"$minKey": 1.0})"});
  check_refused("$maxKey", {R"({"$maxKey": true})", R"({"$maxKey": "1"})"});
  check_refused("$dbPointer", {R"({"$dbPointer": {"$ref": "c"}})", R"({"$dbPointer": "c"})",
                               R"({"$dbPointer": {"$ref": 1, "$id": {"$oid": "0"}}})",
                               R"({"$dbPointer": {"$ref": "c", "$id": "abc"}})"});
}

TEST_CASE("The top level is never a wrapper", "[extjson][wrapper]") {
  CHECK(normal(R"({"$key": {"$numberInt": "42"}})") == R"({"$key":42})");
  CHECK(normal(R"({"$regex": "not-a-regex", "$options": "i"})") ==
        R"({"$regex":"not-a-regex","$options":"i"})");
  CHECK(normal(R"({"$set": {"a": 1}})") == R"({"$set":{"a":1}})");
  // A field of that name would read as a wrapper wherever the document is put into another.
  for (const char* text : {R"({"$oid": "57e193d7a9cc81b4027498b5"})", R"({"$numberInt": "1"})",
                           R"({"$binary": "abcdefg"})", R"({"a": 1, "$date": 1})"}) {
    INFO(text);
    CHECK_THAT(reason(text),
               Catch::Matchers::EndsWith(": it is not allowed among the fields of a document"));
    CHECK_THROWS_AS(extjson::normalise(Document::parse(text)), InvalidInput);
  }
}

}  // namespace extjson_wrapper_others_test
