#include "update/whole.hpp"

#include "catch.hpp"

using profilestore::Value;
using profilestore::update::whole;

TEST_CASE("a number of any type is whole if it equals an integer of 64 bits", "[update][whole]") {
  CHECK(whole(Value(-3)) == -3);
  CHECK(whole(Value::parse(R"({"$numberLong":"5"})")) == 5);
  CHECK(whole(Value(9223372036854775807)) == 9223372036854775807);
  CHECK(whole(Value(-0.0)) == 0);
  CHECK(whole(Value(1e18)) == 1000000000000000000);
  CHECK(whole(Value(-0x1p63)) == INT64_MIN);
  CHECK(whole(Value::parse(R"({"$numberDecimal":"7.00"})")) == 7);
}

TEST_CASE("a fraction, an excess and what is no number are not whole", "[update][whole]") {
  CHECK_FALSE(whole(Value(1.5)));
  CHECK_FALSE(whole(Value(0x1p63)));
  CHECK_FALSE(whole(Value::parse(R"({"$numberDouble":"NaN"})")));
  CHECK_FALSE(whole(Value::parse(R"({"$numberDouble":"-Infinity"})")));
  CHECK_FALSE(whole(Value::parse(R"({"$numberDecimal":"0.5"})")));
  CHECK_FALSE(whole(Value::parse(R"({"$numberDecimal":"1E+30"})")));
  CHECK_FALSE(whole(Value::parse(R"({"$numberDecimal":"NaN"})")));
  CHECK_FALSE(whole(Value("1")));
  CHECK_FALSE(whole(Value(true)));
  CHECK_FALSE(whole(Value(nullptr)));
  CHECK_FALSE(whole(Value::object()));
}
