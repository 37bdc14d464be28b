// Dates: their parts, arithmetic, formats and zones.
#include "expression/cases.hpp"

namespace dates_dates_test {

using expression_cases::check;
using expression_cases::check_refused;

namespace {
const std::string leap_day = R"({"a":{"$date":"2024-02-29T23:30:15.250Z"}})";
}

TEST_CASE("A date has numbers, by the clock of a zone", "[expression][dates]") {
  check({
      {R"([{"$year":"$a"},{"$month":"$a"},{"$dayOfMonth":"$a"},{"$hour":"$a"},{"$minute":"$a"},
          {"$second":"$a"},{"$millisecond":"$a"}])",
       leap_day, "[2024,2,29,23,30,15,250]"},
      {R"([{"$dayOfWeek":"$a"},{"$dayOfYear":"$a"},{"$week":"$a"},{"$isoWeek":"$a"},
          {"$isoDayOfWeek":"$a"},{"$isoWeekYear":"$a"}])",
       leap_day, R"([5,60,8,9,4,{"$numberLong":"2024"}])"},
      {R"({"$dayOfMonth":{"date":"$a","timezone":"Europe/Berlin"}})", leap_day, "1"},
      {R"({"$hour":{"date":"$a","timezone":"-05:30"}})", leap_day, "18"},
      {R"({"$hour":{"date":"$a","timezone":"America/New_York"}})",
       R"({"a":{"$date":"2024-07-01T12:00:00Z"}})", "8"},
      {R"({"$isoWeekYear":"$a"})", R"({"a":{"$date":"2021-01-03T00:00:00Z"}})",
       R"({"$numberLong":"2020"})"},
      {R"({"$year":"$a"})", R"({"a":{"$oid":"65f000000000000000000001"}})", "2024"},
      {R"({"$year":"$a"})", "{}", "null"},
      {R"({"$year":{"date":"$a","timezone":"$none"}})", leap_day, "null"},
      {R"({"$dateToParts":{"date":"$a","timezone":"+01"}})", leap_day,
       R"({"year":2024,"month":3,"day":1,"hour":0,"minute":30,"second":15,"millisecond":250})"},
      {R"({"$dateToParts":{"date":"$a","iso8601":true}})", leap_day,
       R"({"isoWeekYear":2024,"isoWeek":9,"isoDayOfWeek":4,"hour":23,"minute":30,"second":15,
           "millisecond":250})"},
      {R"({"$year":"$a"})", R"({"a":{"$date":{"$numberLong":"-62135596800001"}}})", "0"},
  });
}

TEST_CASE("Dates are moved by the calendar", "[expression][dates]") {
  check({
      {R"({"$dateAdd":{"startDate":"$a","unit":"year","amount":1}})", leap_day,
       R"({"$date":"2025-02-28T23:30:15.250Z"})"},
      {R"({"$dateSubtract":{"startDate":"$a","unit":"month","amount":12}})", leap_day,
       R"({"$date":"2023-02-28T23:30:15.250Z"})"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"week","amount":1}})", leap_day,
       R"({"$date":"2024-03-07T23:30:15.250Z"})"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"hour","amount":{"$numberLong":"2"}}})", leap_day,
       R"({"$date":"2024-03-01T01:30:15.250Z"})"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"day","amount":1,"timezone":"Europe/Berlin"}})",
       R"({"a":{"$date":"2024-03-30T12:00:00Z"}})", R"({"$date":"2024-03-31T11:00:00Z"})"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"hour","amount":24,"timezone":"Europe/Berlin"}})",
       R"({"a":{"$date":"2024-03-30T12:00:00Z"}})", R"({"$date":"2024-03-31T12:00:00Z"})"},
      {R"({"$dateDiff":{"startDate":"$a","endDate":"$b","unit":"year"}})",
       R"({"a":{"$date":"2023-12-31T23:59:59Z"},"b":{"$date":"2024-01-01T00:00:00Z"}})",
       R"({"$numberLong":"1"})"},
      {R"({"$dateDiff":{"startDate":"$a","endDate":"$b","unit":"week","startOfWeek":"Monday"}})",
       R"({"a":{"$date":"2024-03-03T00:00:00Z"},"b":{"$date":"2024-03-04T00:00:00Z"}})",
       R"({"$numberLong":"1"})"},
      {R"({"$dateDiff":{"startDate":"$a","endDate":"$b","unit":"week"}})",
       R"({"a":{"$date":"2024-03-03T00:00:00Z"},"b":{"$date":"2024-03-04T00:00:00Z"}})",
       R"({"$numberLong":"0"})"},
      {R"({"$dateDiff":{"startDate":"$b","endDate":"$a","unit":"hour"}})",
       R"({"a":{"$date":"2024-01-01T00:59:00Z"},"b":{"$date":"2024-01-01T02:00:00Z"}})",
       R"({"$numberLong":"-2"})"},
      {R"({"$dateTrunc":{"date":"$a","unit":"quarter"}})", leap_day,
       R"({"$date":"2024-01-01T00:00:00Z"})"},
      {R"({"$dateTrunc":{"date":"$a","unit":"week","startOfWeek":"mon"}})", leap_day,
       R"({"$date":"2024-02-26T00:00:00Z"})"},
      {R"({"$dateTrunc":{"date":"$a","unit":"day","timezone":"Europe/Berlin"}})", leap_day,
       R"({"$date":"2024-02-29T23:00:00Z"})"},
      {R"({"$dateTrunc":{"date":"$a","unit":"minute","binSize":20}})", leap_day,
       R"({"$date":"2024-02-29T23:20:00Z"})"},
      {R"({"$dateFromParts":{"year":2024,"month":14,"day":0}})", "{}",
       R"({"$date":"2025-01-31T00:00:00Z"})"},
      {R"({"$dateFromParts":{"isoWeekYear":2020,"isoWeek":53,"isoDayOfWeek":"$d"}})", R"({"d":7})",
       R"({"$date":"2021-01-03T00:00:00Z"})"},
      {R"({"$dateFromParts":{"year":2024,"month":"$none"}})", "{}", "null"},
  });
}

TEST_CASE("Dates are written and read by formats", "[expression][dates]") {
  check({
      {R"({"$dateToString":{"date":"$a"}})", leap_day, R"("2024-02-29T23:30:15.250Z")"},
      {R"({"$dateToString":{"date":"$a","format":"%d.%m.%Y %H:%M %z %b %j %%"}})", leap_day,
       R"("29.02.2024 23:30 +0000 Feb 060 %")"},
      {R"({"$dateToString":{"date":"$a","format":"%H%z %Z","timezone":"+05:30"}})", leap_day,
       R"("05+0530 330")"},
      {R"({"$dateToString":{"date":"$none","onNull":"never"}})", leap_day, R"("never")"},
      {R"({"$dateFromString":{"dateString":"$s"}})", R"({"s":"2024-02-29"})",
       R"({"$date":"2024-02-29T00:00:00Z"})"},
      {R"({"$dateFromString":{"dateString":"$s"}})", R"({"s":"2024-02-29 11:30:15.25 pm +01:00"})",
       R"({"$date":"2024-02-29T22:30:15.250Z"})"},
      {R"({"$dateToString":{"date":"$a","format":"%Z"}})", leap_day, R"("0")"},
      {R"({"$dateFromString":{"dateString":"$s"}})", R"({"s":"Sun, 10 Mar 2024 06:30:00 GMT"})",
       R"({"$date":"2024-03-10T06:30:00Z"})"},
      {R"({"$dateFromString":{"dateString":"$s"}})", R"({"s":"Sunday, 11 March 2024"})",
       R"({"$date":"2024-03-17T00:00:00Z"})"},
      {R"({"$dateFromString":{"dateString":"$s"}})", R"({"s":"29 Feb 2024"})",
       R"({"$date":"2024-02-29T00:00:00Z"})"},
      {R"({"$dateFromString":{"dateString":"$s","timezone":"Europe/Berlin"}})",
       R"({"s":"2024-07-01T00:00:00"})", R"({"$date":"2024-06-30T22:00:00Z"})"},
      {R"({"$dateFromString":{"dateString":"$s","format":"%d/%m/%Y"}})", R"({"s":"29/02/2024"})",
       R"({"$date":"2024-02-29T00:00:00Z"})"},
      {R"({"$dateFromString":{"dateString":"$s","onError":"bad","onNull":"none"}})",
       R"({"s":"2023-02-29"})", R"("bad")"},
      {R"({"$dateFromString":{"dateString":"$s","onError":"bad","onNull":"none"}})", "{}",
       R"("none")"},
      {R"({"$toDate":"$s"})", R"({"s":"2024-02-29T00:00:00+02:00"})",
       R"({"$date":"2024-02-28T22:00:00Z"})"},
  });
}

TEST_CASE("Operators on dates refuse what is none", "[expression][dates]") {
  check_refused({
      {R"({"$year":"$a"})", R"({"a":"2024"})", 16006, "string"},
      {R"({"$year":["$a","$b"]})", "", 40536, "1 argument"},
      {R"({"$hour":{"date":"$a","timezone":"Nowhere/Land"}})", leap_day, 40485, "unknown"},
      {R"({"$hour":{"date":"$a","timezone":5}})", leap_day, 40517, "int"},
      {R"({"$hour":{"timezone":"UTC"}})", "", 40539, "date"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"era","amount":1}})", leap_day, 9, "unit"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"day","amount":1.5}})", leap_day, 5166405, "whole"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"year","amount":9223372036854775807}})", leap_day,
       5976500, "beyond all"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"hour","amount":-5124095576040}})", leap_day,
       5976500, "beyond all"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"hour","amount":5124095576039}})", leap_day, 5166406,
       "64 bits"},
      {R"({"$dateAdd":{"startDate":"$a","unit":"month","amount":4000000000}})", leap_day, 5166406,
       "64 bits"},
      {R"({"$dateAdd":{"startDate":"$a","unit":5,"amount":1}})", leap_day, 5439013, "unit"},
      {R"({"$dateDiff":{"startDate":"$a","endDate":"$a","unit":5}})", leap_day, 5439013, "unit"},
      {R"({"$dateDiff":{"startDate":"$a","endDate":"$a","unit":"week","startOfWeek":"x"}})",
       leap_day, 5439016, "startOfWeek"},
      {R"({"$hour":{"date":"$a","timezone":""}})", leap_day, 40485, "unknown"},
      {R"({"$dateTrunc":{"date":"$a","unit":"day","binSize":0}})", "", 5439018, "positive"},
      {R"({"$dateFromParts":{"year":2024,"isoWeek":1}})", "", 40525, "mix"},
      {R"({"$dateFromParts":{"month":1}})", "", 40516, "year"},
      {R"({"$dateToString":{"date":"$a","format":"%q"}})", "", 18536, "specifier"},
      {R"({"$dateToString":{"date":"$a","format":"%"}})", "", 18535, "unmatched"},
      {R"({"$dateFromString":{"dateString":"$s"}})", R"({"s":"tomorrow"})", 241, "no date"},
      {R"({"$dateFromString":{"dateString":"$s"}})", R"({"s":"2024-03-10T24:00:00Z"})", 241,
       "no date"},
      {R"({"$dateFromString":{"dateString":"$s"}})", R"({"s":"2024-03-10T23:59:60Z"})", 241,
       "no date"},
      {R"({"$dateFromString":{"dateString":"$s","format":"%Y-%m-%d %H"}})",
       R"({"s":"2024-03-10 24"})", 241, "no date"},
      {R"({"$dateFromString":{"dateString":"$s","timezone":"UTC"}})",
       R"({"s":"2024-01-01T00:00Z"})", 241, "timezone"},
  });
}

}  // namespace dates_dates_test
