// Dates as milliseconds and as text.
#include "document/moment.hpp"

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "document/type.hpp"

namespace document_moment_test {

using namespace profilestore;
using document::date_of_millis;
using document::millis_of_date;
using document::millis_of_iso;

TEST_CASE("A date of the years 1970 to 9999 is ISO text, any other a number",
          "[document][moment]") {
  struct Date {
    std::int64_t millis;
    std::string written;
  };
  const std::vector<Date> table{
      {0, R"({"$date":"1970-01-01T00:00:00Z"})"},
      {1, R"({"$date":"1970-01-01T00:00:00.001Z"})"},
      {-1, R"({"$date":{"$numberLong":"-1"}})"},
      {1356351330501, R"({"$date":"2012-12-24T12:15:30.501Z"})"},
      {1356351330500, R"({"$date":"2012-12-24T12:15:30.500Z"})"},  // three digits or none
      {951782400000, R"({"$date":"2000-02-29T00:00:00Z"})"},
      {253402300799999, R"({"$date":"9999-12-31T23:59:59.999Z"})"},
      {253402300800000, R"({"$date":{"$numberLong":"253402300800000"}})"},
      {std::numeric_limits<std::int64_t>::min(),
       R"({"$date":{"$numberLong":"-9223372036854775808"}})"},
      {std::numeric_limits<std::int64_t>::max(),
       R"({"$date":{"$numberLong":"9223372036854775807"}})"},
  };
  for (const Date& row : table) {
    INFO(row.millis);
    CHECK(date_of_millis(row.millis).dump() == row.written);
    CHECK(millis_of_date(Value::parse(row.written)) == row.millis);
  }
}

TEST_CASE("Milliseconds come back from the date that was made of them", "[document][moment]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto millis = static_cast<std::int64_t>(random()) >> (random() % 40);
    const Value date = date_of_millis(millis);
    INFO(date.dump());
    REQUIRE(document::type_of(date) == document::Type::date);
    REQUIRE(millis_of_date(date) == millis);
  }
}

TEST_CASE("ISO text is read to the millisecond, in any offset", "[document][moment]") {
  struct Text {
    std::string text;
    std::int64_t millis;
  };
  const std::vector<Text> table{
      {"2014-01-02T15:04:05.678Z", 1388675045678},
      {"2014-01-02T15:04:05Z", 1388675045000},
      {"2014-01-02T15:04Z", 1388675040000},
      {"2014-01-02T15:04:05.6Z", 1388675045600},
      {"2014-01-02T15:04:05.67Z", 1388675045670},
      {"2014-01-02T15:04:05.678999999Z", 1388675045678},  // cut, not rounded
      {"2014-01-02T15:04:05.000999Z", 1388675045000},
      {"2014-01-02T10:04:05.678-0500", 1388675045678},  // as mongoexport 2.6 wrote it
      {"2014-01-02T10:04:05.678-05:00", 1388675045678},
      {"2014-01-02T20:34:05.678+05:30", 1388675045678},
      {"2014-01-02T15:04-0800", 1388703840000},
      {"2014-01-02T15:04:05+00:00", 1388675045000},
      {"2014-01-02T15:04:05-00:00", 1388675045000},
      {"2000-02-29T00:00:00Z", 951782400000},
      {"2016-12-31T23:59:60Z", 1483228800000},  // a leap second is the next one's start
      {"1969-12-31T23:59:59.999Z", -1},
      {"0000-01-01T00:00:00Z", -62167219200000},
      {"9999-12-31T23:59:59.999Z", 253402300799999},
  };
  for (const Text& row : table) {
    INFO(row.text);
    CHECK(millis_of_iso(row.text) == row.millis);
  }
}

TEST_CASE("Text that is no moment is none", "[document][moment]") {
  for (const char* text : {
           "",
           "Z",
           "T",
           "2014",
           "2014-01-02",
           "15:04:05Z",
           "2014-01-02T15:04:05",
           "2014-01-02 15:04:05Z",
           "2014-01-02T15Z",
           "2014-01-02T15:04:05.Z",
           "2014-1-2T15:04:05Z",
           "14-01-02T15:04:05Z",
           "02014-01-02T15:04:05Z",
           "2014/01/02T15:04:05Z",
           "20140102T150405Z",
           "2014-01-02t15:04:05z",
           "2014-00-02T15:04:05Z",
           "2014-13-02T15:04:05Z",
           "2014-01-00T15:04:05Z",
           "2014-02-30T15:04:05Z",
           "2014-02-29T15:04:05Z",
           "1900-02-29T15:04:05Z",
           "2014-01-02T24:04:05Z",
           "2014-01-02T15:60:05Z",
           "2014-01-02T15:04:61Z",
           "2014-01-02T15:04:05Zx",
           "2014-01-02T15:04:05Z ",
           " 2014-01-02T15:04:05Z",
           "2014-01-02T15:04:05+5",
           "2014-01-02T15:04:05+05",
           "2014-01-02T15:04:05+24:00",
           "2014-01-02T15:04:05+05:60",
           "2014-01-02T15:04:05+05:3",
           "2014-01-02T15:04:05+0530Z",
           "-014-01-02T15:04:05Z",
           "2014--1-02T15:04:05Z",
           "2014-01-02T-5:04:05Z",
           "2014-01-02T+5:04:05Z",
           "2014-01-02T15: 4:05Z",
           "2014-01-02T15:04:05.-12Z",
           "2014-01-02T15:04:05,678Z",
           "2014-01-02T15:04:05\xE2\x88\x92"
           "05:00",
       }) {
    INFO(text);
    CHECK(millis_of_iso(text) == std::nullopt);
  }
}

}  // namespace document_moment_test
