#include <limits>

#include "catch.hpp"
#include "extjson/wrapper_forms.hpp"

namespace extjson_wrapper_numbers_test {

using namespace profilestore;
using reading::normal;
using reading::reason;
using wrapper_forms::check;
using wrapper_forms::check_refused;
using wrapper_forms::check_unchanged;

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
         {R"({"$numberDouble": "1.2345678921232E+18"})", "1.2345678921232e+18"},
         {R"({"$numberDouble": "4.9E-324"})", "5e-324"},
         {R"({"$numberDouble": "1e-400"})", "0.0"}});
  check({{"1E2", "100.0"}, {"1.50", "1.5"}, {"-0.0", "-0.0"}, {"1e30", "1e+30"}});
  check_refused("$numberDouble", {R"({"$numberDouble": 1.0})", R"({"$numberDouble": "1e400"})",
                                  R"({"$numberDouble": "inf"})", R"({"$numberDouble": "nan"})",
                                  R"({"$numberDouble": "-nan"})", R"({"$numberDouble": "+1"})",
                                  R"({"$numberDouble": ""})", R"({"$numberDouble": "."})",
                                  R"({"$numberDouble": "0x1p3"})", R"({"$numberDouble": "1.0 "})"});
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
  CHECK(reason("NaN") == "a document must be a JSON object");
}

TEST_CASE("A Decimal128 has the text that its specification prescribes", "[extjson][wrapper]") {
  check({{R"({"$numberDecimal": "0.10"})", R"({"$numberDecimal":"0.10"})"},
         {R"({"$numberDecimal": "1e3"})", R"({"$numberDecimal":"1E+3"})"},
         {R"({"$numberDecimal": "+5"})", R"({"$numberDecimal":"5"})"},
         {R"({"$numberDecimal": "inf"})", R"({"$numberDecimal":"Infinity"})"},
         {R"({"$numberDecimal": "-nan"})", R"({"$numberDecimal":"NaN"})"},
         {R"({"$numberDecimal": "1E6112"})", R"({"$numberDecimal":"1.0E+6112"})"},
         {R"({"$numberDecimal": "0E-6300"})", R"({"$numberDecimal":"0E-6176"})"}});
  check_refused("$numberDecimal", {R"({"$numberDecimal": 42})", R"({"$numberDecimal": "five"})",
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
      {R"({"$date": {"$numberLong": "1356351330501"}})", R"({"$date":"2012-12-24T12:15:30.501Z"})"},
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
      {R"({"$date": "1850-06-15T00:00:00Z"})", R"({"$date":{"$numberLong":"-3772569600000"}})"},
      {R"({"$date": "0001-01-01T00:00:00Z"})", R"({"$date":{"$numberLong":"-62135596800000"}})"},
  });
}

TEST_CASE("What is no date is refused under its wrapper's name", "[extjson][wrapper][date]") {
  check_refused("$date", {R"({"$date": true})", R"({"$date": 1.5})", R"({"$date": ""})",
                          R"({"$date": "2014-01-02"})", R"({"$date": "2014-02-30T00:00:00Z"})",
                          R"({"$date": "2014-01-02T10:04:05"})", R"({"$date": "yesterday"})",
                          R"({"$date": {"$numberLong": 42}})", R"({"$date": {"$numberLong": "x"}})",
                          R"({"$date": {"$numberLong": "1", "x": 1}})", R"({"$date": {}})",
                          R"({"$date": {"$numberDouble": "1.0"}})",
                          R"({"$date": "2012-12-24T12:15:30Z", "x": 1})"});
}

TEST_CASE("A timestamp is two unsigned 32-bit integers", "[extjson][wrapper]") {
  check({{R"({"$timestamp": {"i": 0, "t": 4294967295}})",
          R"({"$timestamp":{"t":4294967295,"i":0}})"}});
  check_refused(
      "$timestamp",
      {R"({"$timestamp": 42})", R"({"$timestamp": {"t": "1", "i": 42}})",
       R"({"$timestamp": {"t": 1, "i": "42"}})", R"({"$timestamp": {"t": 1}})",
       R"({"$timestamp": {"t": 1, "i": 4294967296}})", R"({"$timestamp": {"t": -1, "i": 1}})",
       R"({"$timestamp": {"t": 1.0, "i": 1}})", R"({"$timestamp": {"t": 1, "i": 1, "x": 1}})"});
}

}  // namespace extjson_wrapper_numbers_test
