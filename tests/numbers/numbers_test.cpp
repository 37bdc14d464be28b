// Arithmetic, rounding, powers, trigonometry and bits.
#include "expression/cases.hpp"

namespace numbers_numbers_test {

using expression_cases::check;
using expression_cases::check_refused;

TEST_CASE("Arithmetic is done in the wider of the types", "[expression][numbers]") {
  check({
      {R"({"$add":["$a",2]})", R"({"a":3})", "5"},
      {R"({"$add":["$a",{"$numberLong":"2"}]})", R"({"a":3})", R"({"$numberLong":"5"})"},
      {R"({"$add":["$a",2.5]})", R"({"a":3})", "5.5"},
      {R"({"$add":["$a",2,{"$numberDecimal":"0.10"}]})", R"({"a":3})",
       R"({"$numberDecimal":"5.10"})"},
      {R"({"$add":["$a",1]})", R"({"a":2147483647})", "2147483648"},
      {R"({"$add":["$a",1]})", R"({"a":9223372036854775807})", "9223372036854775808.0"},
      {R"({"$add":["$a","$a",{"$numberDecimal":"0"}]})", R"({"a":9223372036854775807})",
       R"({"$numberDecimal":"18446744073709600000"})"},
      {R"({"$add":["$a",{"$numberDecimal":"0"},"$a"]})", R"({"a":9223372036854775807})",
       R"({"$numberDecimal":"18446744073709551614"})"},
      {R"({"$add":["$a","$b"]})", R"({"a":3})", "null"},
      {R"({"$add":[]})", "{}", "0"},
      {R"({"$add":[0.1,0.2,0.3]})", "{}", "0.6"},
      {R"({"$add":["$a",1500.5]})", R"({"a":{"$date":"2024-01-01T00:00:00Z"}})",
       R"({"$date":"2024-01-01T00:00:01.501Z"})"},
      {R"({"$subtract":["$a",5]})", R"({"a":3})", "-2"},
      {R"({"$subtract":["$a","$b"]})",
       R"({"a":{"$date":"2024-01-02T00:00:00Z"},"b":{"$date":"2024-01-01T00:00:00Z"}})",
       R"({"$numberLong":"86400000"})"},
      {R"({"$subtract":["$a",1000]})", R"({"a":{"$date":"2024-01-02T00:00:01Z"}})",
       R"({"$date":"2024-01-02T00:00:00Z"})"},
      {R"({"$multiply":["$a",3]})", R"({"a":1073741824})", "3221225472"},
      {R"({"$multiply":["$a",2]})", R"({"a":9223372036854775807})", "18446744073709551616.0"},
      {R"({"$multiply":["$a",{"$numberDecimal":"2"}]})", R"({"a":0.5})",
       R"({"$numberDecimal":"1.000000000000000"})"},
      {R"({"$divide":["$a",2]})", R"({"a":4})", "2.0"},
      {R"({"$mod":["$a",3]})", R"({"a":-7})", "-1"},
      {R"({"$mod":["$a",3.0]})", R"({"a":7})", "1"},
      {R"({"$mod":["$a",2.5]})", R"({"a":7})", "2.0"},
      {R"({"$mod":["$a",-1]})", R"({"a":-9223372036854775808})", R"({"$numberLong":"0"})"},
  });
}

TEST_CASE("Beside a decimal a double counts with 15 digits", "[expression][numbers]") {
  check({
      {R"({"$add":["$a",0.1]})", R"({"a":{"$numberDecimal":"2.5"}})",
       R"({"$numberDecimal":"2.600000000000000"})"},
      {R"({"$add":[0.1,"$a",0.2]})", R"({"a":{"$numberDecimal":"1"}})",
       R"({"$numberDecimal":"1.300000000000000"})"},
      {R"({"$add":["$a",3]})", R"({"a":{"$numberDecimal":"1.50"}})",
       R"({"$numberDecimal":"4.50"})"},
      {R"({"$add":[0.0,"$a"]})", R"({"a":{"$numberDecimal":"1.50"}})",
       R"({"$numberDecimal":"1.50"})"},
      {R"({"$multiply":[-0.0,"$a"]})", R"({"a":{"$numberDecimal":"1.5"}})",
       R"({"$numberDecimal":"-0.0"})"},
      {R"({"$sum":["$a",0.1]})", R"({"a":{"$numberDecimal":"2.5"}})",
       R"({"$numberDecimal":"2.600000000000000005551115123125783"})"},
  });
}

TEST_CASE("A date is moved by whole milliseconds, each number rounded", "[expression][numbers]") {
  const auto date = [](int millis) {
    return R"({"$date":{"$numberLong":")" + std::to_string(millis) + R"("}})";
  };
  const auto result = [&](int millis) {
    return profilestore::ejson::parse(R"({"a":)" + date(millis) + "}").at("a").dump();
  };
  const std::string of = profilestore::ejson::parse(R"({"a":)" + date(0) + "}").dump();
  check({
      {R"({"$add":["$a",0.5]})", of, result(1)},
      {R"({"$add":["$a",-0.5]})", of, result(-1)},
      {R"({"$add":["$a",{"$numberDecimal":"0.5"}]})", of, result(0)},
      {R"({"$add":["$a",{"$numberDecimal":"1.5"}]})", of, result(2)},
      {R"({"$add":[0.3,0.3,"$a"]})", of, result(1)},
      {R"({"$add":["$a",0.3,0.3]})", of, result(0)},
      {R"({"$subtract":["$a",1.7]})", of, result(-2)},
      {R"({"$subtract":["$a",0.5]})", of, result(-1)},
      {R"({"$subtract":["$a",{"$numberDecimal":"2.5"}]})", of, result(-2)},
  });
}

TEST_CASE("Arithmetic refuses what is no number, and to divide by zero", "[expression][numbers]") {
  check_refused({
      {R"({"$add":["$a",1]})", R"({"a":"x"})", 14, "string"},
      {R"({"$add":["$a","$a"]})", R"({"a":{"$date":"2024-01-01T00:00:00Z"}})", 16612, "one date"},
      {R"({"$subtract":["$a"]})", "", 16020, "2 arguments"},
      {R"({"$subtract":[1,"$a"]})", R"({"a":{"$date":"2024-01-01T00:00:00Z"}})", 14, "date"},
      {R"({"$multiply":["$a",2]})", R"({"a":true})", 14, "bool"},
      {R"({"$divide":["$a",0]})", R"({"a":1})", 2, "by zero"},
      {R"({"$divide":[1,0]})", "", 2, "by zero"},
      {R"({"$mod":["$a",0]})", R"({"a":1})", 16610, "by zero"},
      {R"({"$mod":["$a",{"$numberDecimal":"0"}]})", R"({"a":1})", 5733415, "by zero"},
      {R"({"$log":["$a","x"]})", R"({"a":1})", 28757, "string"},
      {R"({"$sigmoid":["$a"]})", R"({"a":1})", 14, "array"},
      {R"({"$add":["$a",{"$numberDouble":"NaN"}]})", R"({"a":{"$date":"2024-01-01T00:00:00Z"}})",
       15, "64 bits"},
      {R"({"$subtract":["$a",1e300]})", R"({"a":{"$date":"2024-01-01T00:00:00Z"}})", 15, "64 bits"},
      {R"({"$mod":["$a",2]})", R"({"a":[]})", 16611, "array"},
      {R"({"$abs":"$a"})", R"({"a":-9223372036854775808})", 28680, "Int64"},
      {R"({"$sqrt":"$a"})", R"({"a":-1})", 28714, "negative"},
      {R"({"$ln":"$a"})", R"({"a":0})", 28766, "positive"},
      {R"({"$log":["$a",1]})", R"({"a":2})", 28759, "base"},
      {R"({"$pow":["$a",-1]})", R"({"a":0})", 28764, "negative exponent"},
      {R"({"$round":["$a",101]})", R"({"a":1})", 51083, "places"},
      {R"({"$acos":"$a"})", R"({"a":2})", 50989, "range"},
      {R"({"$bitAnd":["$a",1]})", R"({"a":1.0})", 14, "double"},
  });
}

TEST_CASE("Rounding keeps the type, and rounds halves to even", "[expression][numbers]") {
  check({
      {R"({"$abs":"$a"})", R"({"a":-2147483648})", "2147483648"},
      {R"({"$abs":"$a"})", R"({"a":{"$numberDecimal":"-1.5"}})", R"({"$numberDecimal":"1.5"})"},
      {R"({"$ceil":"$a"})", R"({"a":1.2})", "2.0"},
      {R"({"$floor":"$a"})", R"({"a":-1.2})", "-2.0"},
      {R"({"$floor":"$a"})", R"({"a":{"$numberLong":"7"}})", R"({"$numberLong":"7"})"},
      {R"({"$round":"$a"})", R"({"a":2.5})", "2.0"},
      {R"({"$round":["$a",1]})", R"({"a":1.25})", "1.2"},
      {R"({"$round":["$a",-2]})", R"({"a":1250})", "1200"},
      {R"({"$round":["$a",-1]})", R"({"a":2147483646})", "2147483650"},
      {R"({"$round":["$a",1]})", R"({"a":{"$numberDecimal":"1.25"}})",
       R"({"$numberDecimal":"1.2"})"},
      {R"({"$round":["$a",3]})", R"({"a":5})", "5"},
      {R"({"$round":["$a","$b"]})", R"({"a":5})", "null"},
      {R"({"$trunc":["$a",1]})", R"({"a":-1.29})", "-1.2"},
      {R"({"$trunc":"$a"})", R"({"a":{"$numberDouble":"Infinity"}})",
       R"({"$numberDouble":"Infinity"})"},
  });
}

TEST_CASE("Powers stay integers as long as they fit", "[expression][numbers]") {
  check({
      {R"({"$pow":["$a",3]})", R"({"a":5})", "125"},
      {R"({"$pow":["$a",-1]})", R"({"a":4})", "0.25"},
      {R"({"$pow":["$a",-3]})", R"({"a":-1})", "-1"},
      {R"({"$pow":["$a",-2]})", R"({"a":-1})", "1"},
      {R"({"$pow":["$a",62]})", R"({"a":2})", "4611686018427387904"},
      {R"({"$pow":["$a",63]})", R"({"a":2})", "9223372036854775808.0"},
      {R"({"$sqrt":"$a"})", R"({"a":16})", "4.0"},
      {R"({"$exp":"$a"})", R"({"a":0})", "1.0"},
      {R"({"$ln":"$a"})", R"({"a":1})", "0.0"},
      {R"({"$log":["$a",2]})", R"({"a":8})", "3.0"},
      {R"({"$log10":"$a"})", R"({"a":1000})", "3.0"},
      {R"({"$sin":"$a"})", R"({"a":0})", "0.0"},
      {R"({"$cos":"$a"})", R"({"a":{"$numberDecimal":"0"}})",
       R"({"$numberDecimal":"1.000000000000000000000000000000000"})"},
      {R"({"$atan2":["$a",1]})", R"({"a":0})", "0.0"},
      {R"({"$degreesToRadians":"$a"})", R"({"a":180})", "3.141592653589793"},
      {R"({"$sqrt":"$a"})", R"({"a":null})", "null"},
  });
}

TEST_CASE("$sigmoid is 1 / (1 + e^-x), and $log of null is null whatever the other is",
          "[expression][numbers]") {
  check({
      {R"({"$sigmoid":"$a"})", R"({"a":0})", "0.5"},
      {R"({"$sigmoid":"$a"})", R"({"a":1})", "0.7310585786300049"},
      {R"({"$sigmoid":"$a"})", R"({"a":-1000.0})", "0.0"},
      {R"({"$sigmoid":"$a"})", "{}", "null"},
      {R"({"$sigmoid":"$a"})", R"({"a":{"$numberDecimal":"1"}})",
       R"({"$numberDecimal":"0.7310585786300048792511592418218362"})"},
      {R"({"$log":["$a","x"]})", R"({"a":null})", "null"},
      {R"({"$log":["x","$a"]})", "{}", "null"},
      {R"({"$round":["$a",100]})", R"({"a":1.5})", "1.5"},
  });
}

TEST_CASE("Bits of Int32 and Int64 are joined", "[expression][numbers]") {
  check({
      {R"({"$bitAnd":["$a",6]})", R"({"a":3})", "2"},
      {R"({"$bitOr":["$a",{"$numberLong":"4"}]})", R"({"a":3})", R"({"$numberLong":"7"})"},
      {R"({"$bitXor":["$a",1]})", R"({"a":3})", "2"},
      {R"({"$bitNot":"$a"})", R"({"a":0})", "-1"},
      {R"({"$bitAnd":[]})", "{}", "-1"},
      {R"({"$bitOr":["$a",1]})", R"({"a":null})", "null"},
  });
}

TEST_CASE("Sums, means and extremes leave out what does not count", "[expression][numbers]") {
  check({
      {R"({"$sum":"$a"})", R"({"a":[1,"x",2.5,null]})", "3.5"},
      {R"({"$sum":["$a",1]})", R"({"a":[1,2]})", "1"},
      {R"({"$sum":"$none"})", "{}", "0"},
      {R"({"$avg":"$a"})", R"({"a":[1,2]})", "1.5"},
      {R"({"$avg":"$a"})", R"({"a":["x"]})", "null"},
      {R"({"$min":"$a"})", R"({"a":[3,null,1]})", "1"},
      {R"({"$max":["$a","$b",2]})", R"({"a":1,"b":"x"})", R"("x")"},
      {R"({"$max":"$none"})", "{}", "null"},
      {R"({"$stdDevPop":"$a"})", R"({"a":[1,3]})", "1.0"},
      {R"({"$stdDevSamp":"$a"})", R"({"a":[1]})", "null"},
      {R"({"$median":{"input":"$a","method":"approximate"}})", R"({"a":[5,1,3]})", "3.0"},
      {R"({"$percentile":{"input":"$a","p":[0,1],"method":"approximate"}})", R"({"a":[5,1,3]})",
       "[1.0,5.0]"},
  });
}

}  // namespace numbers_numbers_test
