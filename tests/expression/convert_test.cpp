// $convert and its kin.
#include "cases.hpp"

namespace expression_convert_test {

using expression_cases::check;
using expression_cases::check_refused;

TEST_CASE("Values are converted to other types", "[expression][convert]") {
  check({
      {R"({"$toInt":"$a"})", R"({"a":"-42"})", "-42"},
      {R"({"$toInt":"$a"})", R"({"a":2.9})", "2"},
      {R"({"$toInt":"$a"})", R"({"a":true})", "1"},
      {R"({"$toLong":"$a"})", R"({"a":{"$numberDecimal":"5.5"}})", R"({"$numberLong":"5"})"},
      {R"({"$toLong":"$a"})", R"({"a":{"$date":"1970-01-01T00:00:01Z"}})",
       R"({"$numberLong":"1000"})"},
      {R"({"$toDouble":"$a"})", R"({"a":"1e3"})", "1000.0"},
      {R"({"$toDecimal":"$a"})", R"({"a":"0.10"})", R"({"$numberDecimal":"0.10"})"},
      {R"({"$toDecimal":"$a"})", R"({"a":0.1})", R"({"$numberDecimal":"0.100000000000000"})"},
      {R"({"$toString":"$a"})", R"({"a":1.5})", R"("1.5")"},
      {R"({"$toString":"$a"})", R"({"a":{"$oid":"65f000000000000000000001"}})",
       R"("65f000000000000000000001")"},
      {R"({"$toBool":"$a"})", R"({"a":"false"})", "true"},
      {R"({"$toBool":"$a"})", R"({"a":0.0})", "false"},
      {R"({"$toObjectId":"$a"})", R"({"a":"65F000000000000000000001"})",
       R"({"$oid":"65f000000000000000000001"})"},
      {R"({"$toDate":"$a"})", R"({"a":{"$oid":"000000010000000000000000"}})",
       R"({"$date":"1970-01-01T00:00:01Z"})"},
      {R"({"$toInt":"$a"})", "{}", "null"},
      {R"({"$convert":{"input":"$a","to":"int","onError":"bad","onNull":"none"}})", R"({"a":"x"})",
       R"("bad")"},
      {R"({"$convert":{"input":"$a","to":"int","onError":"bad","onNull":"none"}})", "{}",
       R"("none")"},
      {R"({"$convert":{"input":"$a","to":16}})", R"({"a":"7"})", "7"},
      {R"({"$convert":{"input":"$a","to":"$t"}})", R"({"a":"7"})", "null"},
      {R"({"$convert":{"input":"$a","to":{"type":"binData","subtype":0},"format":"hex"}})",
       R"({"a":"0102"})", R"({"$binary":{"base64":"AQI=","subType":"00"}})"},
      {R"({"$convert":{"input":{"$toUUID":"$a"},"to":"string","format":"uuid"}})",
       R"({"a":"867dee52-c331-484e-92d1-c56479b8e67e"})",
       R"("867dee52-c331-484e-92d1-c56479b8e67e")"},
  });
}

TEST_CASE("What cannot be converted is refused", "[expression][convert]") {
  check_refused({
      {R"({"$toInt":"$a"})", R"({"a":"1.5"})", 241, "string"},
      {R"({"$toInt":"$a"})", R"({"a":2147483648})", 241, "fit"},
      {R"({"$toLong":"$a"})", R"({"a":{"$numberDouble":"NaN"}})", 241, "fit"},
      {R"({"$toInt":"$a"})", R"({"a":[]})", 241, "array"},
      {R"({"$toDate":"$a"})", R"({"a":5})", 241, "int"},
      {R"({"$toObjectId":"$a"})", R"({"a":"xyz"})", 241, "24"},
      {R"({"$toDouble":"$a"})", R"({"a":"0x10"})", 241, "double"},
      {R"({"$toDouble":"$a"})", R"({"a":{"$numberDecimal":"1E-400"}})", 241, "fit"},
      {R"({"$toDouble":"$a"})", R"({"a":{"$numberDecimal":"-1E-310"}})", 241, "fit"},
      {R"({"$convert":{"input":"$a","to":"nope"}})", R"({"a":1})", 2, "name of a type"},
      {R"({"$convert":{"input":"$a"}})", "", 9, "to"},
      {R"({"$convert":{"input":"$a","to":"int","what":1}})", "", 9, "what"},
  });
}

}  // namespace expression_convert_test
