// Every wrapper, in every flavour.
#include "catch.hpp"
#include "extjson/reading.hpp"

using namespace profilestore;
using reading::normal;
using reading::reason;

namespace {

struct Form {
  std::string given, expected;
};

// Both as the value of a field, with any white space of the given text gone.
void check(const std::vector<Form>& forms) {
  for (const auto& [given, expected] : forms) {
    INFO(given);
    CHECK(normal("{\"x\": " + given + "}") == "{\"x\":" + expected + "}");
    CHECK(normal("{\"x\":[" + given + "]}") == "{\"x\":[" + expected + "]}");
    CHECK(parse("{\"x\":" + given + "}").dump() == "{\"x\":" + expected + "}");
    CHECK(extjson::normalise(Document::parse("{\"x\":" + given + "}")).dump() ==
          "{\"x\":" + expected + "}");
    CHECK(extjson::normalise_value(Value::parse(given)).dump() == expected);
    CHECK(normal("{\"x\":" + expected + "}") == "{\"x\":" + expected + "}");
  }
}

void check_unchanged(const std::vector<std::string>& forms) {
  for (const std::string& form : forms) check({{form, form}});
}

// A refusal that names the wrapper, of text and of an application's value.
void check_refused(const std::string& name, const std::vector<std::string>& forms) {
  for (const std::string& form : forms) {
    INFO(form);
    CHECK_THAT(reason("{\"x\": " + form + "}"), Catch::Matchers::StartsWith(name + ": "));
    CHECK_THROWS_WITH(extjson::normalise_value(Value::parse(form)),
                      Catch::Matchers::StartsWith(name + ": "));
    CHECK_THROWS_WITH(extjson::normalise(Document::parse("{\"x\":{\"y\":[0," + form + "]}}")),
                      Catch::Matchers::StartsWith("x.y.1: " + name + ": "));
  }
}

}  // namespace

TEST_CASE("An ObjectId keeps its wrapper, in lower case", "[extjson][wrapper]") {
  check({{R"({"$oid": "57e193d7a9cc81b4027498b5"})", R"({"$oid":"57e193d7a9cc81b4027498b5"})"},
         {R"({"$oid": "57E193D7A9CC81B4027498B5"})", R"({"$oid":"57e193d7a9cc81b4027498b5"})"}});
  check_refused("$oid", {R"({"$oid": 42})", R"({"$oid": ""})", R"({"$oid": null})",
                         R"({"$oid": "57e193d7a9cc81b4027498b"})",
                         R"({"$oid": "57e193d7a9cc81b4027498b5a"})",
                         R"({"$oid": "57e193d7a9cc81b4027498bg"})",
                         R"({"$oid": "57e193d7a9cc81b4027498b5", "extra": 1})",
                         R"({"$unknown": 1, "$oid": "57e193d7a9cc81b4027498b5"})",
                         R"({"first": 1, "$oid": "57e193d7a9cc81b4027498b5"})"});
}

TEST_CASE("An Int32 is a bare integer", "[extjson][wrapper]") {
  check({{R"({"$numberInt": "1"})", "1"},
         {R"({"$numberInt": "-0"})", "0"},
         {R"({"$numberInt": "2147483647"})", "2147483647"},
         {R"({"$numberInt": "-2147483648"})", "-2147483648"}});
  check_unchanged({"0", "1", "-1", "2147483647", "-2147483648"});
  check_refused("$numberInt",
                {R"({"$numberInt": 42})", R"({"$numberInt": "2147483648"})",
                 R"({"$numberInt": "-2147483649"})", R"({"$numberInt": "1.0"})",
                 R"({"$numberInt": ""})", R"({"$numberInt": " 1"})", R"({"$numberInt": "0x1"})",
                 R"({"$numberInt": "1", "$numberLong": "1"})"});
}

TEST_CASE("An Int64 keeps its wrapper where a bare integer would be an Int32",
          "[extjson][wrapper]") {
  check({{R"({"$numberLong": "5"})", R"({"$numberLong":"5"})"},
         {R"({"$numberLong": "-05"})", R"({"$numberLong":"-5"})"},
         {R"({"$numberLong": "2147483647"})", R"({"$numberLong":"2147483647"})"},
         {R"({"$numberLong": "2147483648"})", "2147483648"},
         {R"({"$numberLong": "-2147483648"})", R"({"$numberLong":"-2147483648"})"},
         {R"({"$numberLong": "-2147483649"})", "-2147483649"},
         {R"({"$numberLong": "9223372036854775807"})", "9223372036854775807"},
         {R"({"$numberLong": "-9223372036854775808"})", "-9223372036854775808"}});
  check_unchanged({"2147483648", "-2147483649", "9007199254740991", "9007199254740992",
                   "9007199254740993", "9223372036854775807", "-9223372036854775808"});
  check_refused("$numberLong",
                {R"({"$numberLong": 42})", R"({"$numberLong": "9223372036854775808"})",
                 R"({"$numberLong": "-9223372036854775809"})", R"({"$numberLong": "1e3"})",
                 R"({"$numberLong": "five"})", R"({"$numberLong": "1", "x": 1})"});
}

TEST_CASE("A finite Double is a number with a fraction or an exponent", "[extjson][wrapper]") {
  check({{R"({"$numberDouble": "1.0"})", "1.0"},
         {R"({"$numberDouble": "1"})", "1.0"},
         {R"({"$numberDouble": "-0.0"})", "-0.0"},
         {R"({"$numberDouble": "+0"})", "0.0"},
         {R"({"$numberDouble": "1.2345678921232E+18"})", "1.2345678921232e+18"},
         {R"({"$numberDouble": "4.9E-324"})", "5e-324"},
         {R"({"$numberDouble": "1e-400"})", "0.0"}});
  check({{"1E2", "100.0"}, {"1.50", "1.5"}, {"-0.0", "-0.0"}, {"1e30", "1e+30"}});
  check_refused("$numberDouble",
                {R"({"$numberDouble": 1.0})", R"({"$numberDouble": "1e400"})",
                 R"({"$numberDouble": "inf"})", R"({"$numberDouble": "nan"})",
                 R"({"$numberDouble": "-nan(1)"})", R"({"$numberDouble": ""})",
                 R"({"$numberDouble": "."})", R"({"$numberDouble": "0x1p3"})",
                 R"({"$numberDouble": "1.0 "})"});
}

TEST_CASE("A Double that is not finite keeps its wrapper", "[extjson][wrapper]") {
  check_unchanged({R"({"$numberDouble":"NaN"})", R"({"$numberDouble":"Infinity"})",
                   R"({"$numberDouble":"-Infinity"})"});
  CHECK(extjson::normalise({{"x", std::numeric_limits<double>::quiet_NaN()},
                            {"y", -std::numeric_limits<double>::infinity()}})
            .dump() == R"({"x":{"$numberDouble":"NaN"},"y":{"$numberDouble":"-Infinity"}})");
}

TEST_CASE("The bare non-finite numbers of mongoexport 3.x are read", "[extjson][wrapper]") {
  CHECK(normal(R"({"a": NaN, "b":[+Infinity,-Infinity ,Infinity], "c": 1})") ==
        R"({"a":{"$numberDouble":"NaN"},"b":[{"$numberDouble":"Infinity"},)"
        R"({"$numberDouble":"-Infinity"},{"$numberDouble":"Infinity"}],"c":1})");
  CHECK(reason(R"({"a": nan})") == "a value is expected");
  CHECK(reason(R"({"a": -NaN})") == "a digit is expected");
  CHECK(reason(R"({"a": NaNs})") == "a value is expected");
  CHECK(reason("NaN") == "a document is a JSON object");
}

TEST_CASE("A Decimal128 has the text that its specification prescribes", "[extjson][wrapper]") {
  check({{R"({"$numberDecimal": "0.10"})", R"({"$numberDecimal":"0.10"})"},
         {R"({"$numberDecimal": "1e3"})", R"({"$numberDecimal":"1E+3"})"},
         {R"({"$numberDecimal": "+5"})", R"({"$numberDecimal":"5"})"},
         {R"({"$numberDecimal": "inf"})", R"({"$numberDecimal":"Infinity"})"},
         {R"({"$numberDecimal": "-nan"})", R"({"$numberDecimal":"NaN"})"},
         {R"({"$numberDecimal": "1E6112"})", R"({"$numberDecimal":"1.0E+6112"})"}});
  check_refused("$numberDecimal",
                {R"({"$numberDecimal": 42})", R"({"$numberDecimal": "five"})",
                 R"({"$numberDecimal": "12345678901234567890123456789012345"})",
                 R"({"$numberDecimal": "1E9999"})"});
}

TEST_CASE("A date of the years 1970 to 9999 is ISO text in UTC, any other a number",
          "[extjson][wrapper][date]") {
  check({
      {R"({"$date": "2012-12-24T12:15:30.501Z"})", R"({"$date":"2012-12-24T12:15:30.501Z"})"},
      {R"({"$date": "2012-12-24T12:15:30Z"})", R"({"$date":"2012-12-24T12:15:30Z"})"},
      {R"({"$date": "2012-12-24T12:15:30.000Z"})", R"({"$date":"2012-12-24T12:15:30Z"})"},
      {R"({"$date": "2012-12-24T12:15:30.5Z"})", R"({"$date":"2012-12-24T12:15:30.500Z"})"},
      {R"({"$date": "2012-12-24T12:15:30.501999Z"})", R"({"$date":"2012-12-24T12:15:30.501Z"})"},
      {R"({"$date": "2016-12-31T23:59:60Z"})", R"({"$date":"2017-01-01T00:00:00Z"})"},
      {R"({"$date": {"$numberLong": "1356351330501"}})",
       R"({"$date":"2012-12-24T12:15:30.501Z"})"},
      {R"({"$date": {"$numberLong": "0"}})", R"({"$date":"1970-01-01T00:00:00Z"})"},
      {R"({"$date": {"$numberLong": "-1"}})", R"({"$date":{"$numberLong":"-1"}})"},
      {R"({"$date": {"$numberLong": "253402300799999"}})",
       R"({"$date":"9999-12-31T23:59:59.999Z"})"},
      {R"({"$date": {"$numberLong": "253402300800000"}})",
       R"({"$date":{"$numberLong":"253402300800000"}})"},
      {R"({"$date": {"$numberLong": "-9223372036854775808"}})",
       R"({"$date":{"$numberLong":"-9223372036854775808"}})"},
  });
}

TEST_CASE("The dates of v1 are read: numbers, local offsets, no seconds, years before 1970",
          "[extjson][wrapper][date]") {
  check({
      {R"({"$date": 1356351330501})", R"({"$date":"2012-12-24T12:15:30.501Z"})"},
      {R"({"$date": 42})", R"({"$date":"1970-01-01T00:00:00.042Z"})"},
      {R"({"$date": -2208988800001})", R"({"$date":{"$numberLong":"-2208988800001"}})"},
      {R"({"$date": {"$numberInt": "42"}})", R"({"$date":"1970-01-01T00:00:00.042Z"})"},
      {R"({"$date": "2014-01-02T10:04:05.006-0500"})", R"({"$date":"2014-01-02T15:04:05.006Z"})"},
      {R"({"$date": "2014-01-02T10:04:05+05:30"})", R"({"$date":"2014-01-02T04:34:05Z"})"},
      {R"({"$date": "2014-04-02T15:04Z"})", R"({"$date":"2014-04-02T15:04:00Z"})"},
      {R"({"$date": "2014-04-02T15:04-0800"})", R"({"$date":"2014-04-02T23:04:00Z"})"},
      {R"({"$date": "1969-12-31T19:00:00.000-0500"})", R"({"$date":"1970-01-01T00:00:00Z"})"},
      {R"({"$date": "1960-12-24T12:15:30.500Z"})", R"({"$date":{"$numberLong":"-284643869500"}})"},
      {R"({"$date": "1850-06-15T00:00:00Z"})", R"({"$date":{"$numberLong":"-3772656000000"}})"},
      {R"({"$date": "0001-01-01T00:00:00Z"})", R"({"$date":{"$numberLong":"-62135596800000"}})"},
  });
}

TEST_CASE("What is no date is refused under its wrapper's name", "[extjson][wrapper][date]") {
  check_refused("$date",
                {R"({"$date": true})", R"({"$date": 1.5})", R"({"$date": ""})",
                 R"({"$date": "2014-01-02"})", R"({"$date": "2014-02-30T00:00:00Z"})",
                 R"({"$date": "2014-01-02T10:04:05"})", R"({"$date": "yesterday"})",
                 R"({"$date": {"$numberLong": 42}})", R"({"$date": {"$numberLong": "x"}})",
                 R"({"$date": {"$numberLong": "1", "x": 1}})", R"({"$date": {}})",
                 R"({"$date": {"$numberDouble": "1.0"}})", R"({"$date": 18446744073709551615})",
                 R"({"$date": "2012-12-24T12:15:30Z", "x": 1})"});
}

TEST_CASE("Binary is base64 and a subtype of two lower-case digits", "[extjson][wrapper]") {
  check({
      {R"({"$binary": {"base64": "//8=", "subType": "00"}})",
       R"({"$binary":{"base64":"//8=","subType":"00"}})"},
      {R"({"$binary": {"subType": "8F", "base64": ""}})",
       R"({"$binary":{"base64":"","subType":"8f"}})"},
      {R"({"$binary": {"base64": "//9=", "subType": "0"}})",
       R"({"$binary":{"base64":"//8=","subType":"00"}})"},
      {R"({"$binary": "AQIDBAU=", "$type": "80"})",
       R"({"$binary":{"base64":"AQIDBAU=","subType":"80"}})"},
      {R"({"$type": "0", "$binary": "AQIDBAU="})",
       R"({"$binary":{"base64":"AQIDBAU=","subType":"00"}})"},
      {R"({"$uuid": "73ffd264-44b3-4c69-90e8-e7d1dfc035d4"})",
       R"({"$binary":{"base64":"c//SZESzTGmQ6OfR38A11A==","subType":"04"}})"},
      {R"({"$uuid": "73FFD264-44B3-4C69-90E8-E7D1DFC035D4"})",
       R"({"$binary":{"base64":"c//SZESzTGmQ6OfR38A11A==","subType":"04"}})"},
  });
  check_refused("$binary",
                {R"({"$binary": 0, "$type": "00"})", R"({"$binary": "", "$type": 0})",
                 R"({"$binary": "", "$type": ""})", R"({"$binary": "", "$type": "000"})",
                 R"({"$binary": "", "$type": "0g"})", R"({"$binary": ""})",
                 R"({"$binary": "", "$type": "00", "x": 1})", R"({"$binary": "AA", "$type": "00"})",
                 R"({"$binary": {"base64": ""}})", R"({"$binary": {"subType": "00"}})",
                 R"({"$binary": {"base64": "", "subType": 0}})",
                 R"({"$binary": {"base64": 0, "subType": "00"}})",
                 R"({"$binary": {"base64": "A===", "subType": "00"}})",
                 R"({"$binary": {"base64": "", "subType": "00", "x": 1}})",
                 R"({"$binary": {"base64": "", "subType": "00"}, "x": 1})"});
  check_refused("$uuid", {R"({"$uuid": "73ffd26444b34c6990e8e7d1dfc035d4"})",
                          R"({"$uuid": {"data": "73ffd264-44b3-4c69-90e8-e7d1dfc035d4"}})",
                          R"({"$uuid": "73ffd264-44b3-90e8-e7d1dfc035d4"})",
                          R"({"$uuid": "73ffd264-44b3-4c69-90e8-e7d1dfc035dg"})",
                          R"({"$uuid": "73ffd2644-4b3-4c69-90e8-e7d1dfc035d4"})"});
}

TEST_CASE("A regular expression has sorted options", "[extjson][wrapper][regex]") {
  check({
      {R"({"$regularExpression": {"pattern": "ab\\d", "options": "mix"}})",
       R"({"$regularExpression":{"pattern":"ab\\d","options":"imx"}})"},
      {R"({"$regularExpression": {"options": "", "pattern": ""}})",
       R"({"$regularExpression":{"pattern":"","options":""}})"},
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
                 R"({"$regularExpression": {"pattern": "a", "options": "\u0000"}})",
                 R"({"$regex": "a\u0000", "$options": ""})"});
}

TEST_CASE("$regex that is not exactly v1's regular expression is left to the query language",
          "[extjson][wrapper][regex]") {
  check_unchanged({R"({"$regex":"abc"})", R"({"$regex":42,"$options":""})",
                   R"({"$regex":"a","$options":0})",
                   R"({"$regex":"abc","$options":"","unrelated":true})", R"({"$options":"i"})",
                   R"({"$not":{"$regex":"a"}})"});
  check({{R"({"$regex": {"$regularExpression": {"options": "xi", "pattern": "p"}}, "$options": "i"})",
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

TEST_CASE("A timestamp is two unsigned 32-bit integers", "[extjson][wrapper]") {
  check({{R"({"$timestamp": {"i": 0, "t": 4294967295}})",
          R"({"$timestamp":{"t":4294967295,"i":0}})"}});
  check_refused("$timestamp",
                {R"({"$timestamp": 42})", R"({"$timestamp": {"t": "1", "i": 42}})",
                 R"({"$timestamp": {"t": 1, "i": "42"}})", R"({"$timestamp": {"t": 1}})",
                 R"({"$timestamp": {"t": 1, "i": 4294967296}})",
                 R"({"$timestamp": {"t": -1, "i": 1}})", R"({"$timestamp": {"t": 1.0, "i": 1}})",
                 R"({"$timestamp": {"t": 1, "i": 1, "x": 1}})"});
}

TEST_CASE("Code has a scope or none, in either order", "[extjson][wrapper]") {
  check({{R"({"$code": "f()"})", R"({"$code":"f()"})"},
         {R"({"$code": "f()", "$scope": {}})", R"({"$code":"f()","$scope":{}})"},
         {R"({"$scope": {"n": {"$numberInt": "1"}}, "$code": "f()"})",
          R"({"$code":"f()","$scope":{"n":1}})"}});
  check_refused("$code", {R"({"$code": 42})", R"({"$code": "", "x": 1})",
                          R"({"$code": "", "$scope": {}, "x": 1})"});
  check_refused("$scope", {R"({"$code": "", "$scope": 42})", R"({"$scope": {}})"});
  CHECK(reading::refusal(R"({"a": {"$code": "", "$scope": {"n": {"$oid": 1}}}})").offset == 34);
  CHECK(reason(R"({"a": {"$code": "", "$scope": {"$oid": "57e193d7a9cc81b4027498b5"}}})") ==
        "$oid: it may not stand among the fields of a document");
}

TEST_CASE("Symbol, undefined, the keys at both ends and DBPointer stand for themselves",
          "[extjson][wrapper]") {
  check_unchanged({R"({"$symbol":"s"})", R"({"$undefined":true})", R"({"$minKey":1})",
                   R"({"$maxKey":1})"});
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
               Catch::Matchers::EndsWith(": it may not stand among the fields of a document"));
    CHECK_THROWS_AS(extjson::normalise(Document::parse(text)), InvalidInput);
  }
}
