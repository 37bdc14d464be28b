#include "cases.hpp"

namespace update_current_date_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Unreadable;

TEST_CASE("$currentDate writes the moment of the update", "[update][current_date]") {
  const std::string date = R"({"a":{"$date":"2024-05-06T07:08:09.123Z"}})";
  const std::string timestamp = R"({"a":{"$timestamp":{"t":1714979289,"i":1}}})";
  check({Applied{"true", R"({})", R"({"$currentDate":{"a":true}})", date},
         {"false too", R"({"a":1})", R"({"$currentDate":{"a":false}})", date},
         {"date", R"({"a":"x"})", R"({"$currentDate":{"a":{"$type":"date"}}})", date},
         {"timestamp", R"({})", R"({"$currentDate":{"a":{"$type":"timestamp"}}})", timestamp},
         {"the same moment", date, R"({"$currentDate":{"a":true}})", date},
         {"below", R"({})", R"({"$currentDate":{"b.a":true}})", R"({"b":)" + date + "}"}});
}

TEST_CASE("$currentDate refuses any other operand", "[update][current_date]") {
  const std::string type =
      "The '$type' string field is required to be 'date' or 'timestamp': "
      "{$currentDate: {field : {$type: 'date'}}}";
  const std::string boolean =
      " is not valid type for $currentDate. Please use a boolean ('true') or a $type expression "
      "({$type: 'timestamp/date'}).";
  check({Unreadable{"a number", R"({"$currentDate":{"a":1}})", 2, "int" + boolean},
         {"a date", R"({"$currentDate":{"a":{"$date":"2020-01-01T00:00:00Z"}}})", 2,
          "date" + boolean},
         {"another case", R"({"$currentDate":{"a":{"$type":"Timestamp"}}})", 2, type},
         {"no string", R"({"$currentDate":{"a":{"$type":9}}})", 2, type},
         {"no type", R"({"$currentDate":{"a":{}}})", 2, type},
         {"another option", R"({"$currentDate":{"a":{"$type":"date","x":1}}})", 2,
          "Unrecognized $currentDate option: x"}});
}

}  // namespace update_current_date_test
