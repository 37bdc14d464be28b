#include "match/multiple.hpp"

#include "catch.hpp"

namespace match_multiple_test {

using profilestore::Value;
using profilestore::match::Divisor;

namespace {

Value decimal(const char* text) { return {{"$numberDecimal", text}}; }
Value real(const char* text) { return {{"$numberDouble", text}}; }

}  // namespace

TEST_CASE("multiples are told in decimal", "[match][schema]") {
  CHECK(Divisor(3).divides(9));
  CHECK(Divisor(3).divides(-9));
  CHECK(Divisor(3).divides(0));
  CHECK_FALSE(Divisor(3).divides(10));
  CHECK(Divisor(0.1).divides(0.3));
  CHECK(Divisor(0.01).divides(4.35));
  CHECK_FALSE(Divisor(0.1).divides(0.35));
  CHECK(Divisor(decimal("0.5")).divides(decimal("1E+20")));
  CHECK(Divisor(Value{{"$numberLong", "3"}}).divides(9007199254740993));
  CHECK_FALSE(Divisor(2).divides(9007199254740993));
  for (const Value& none : {real("NaN"), real("Infinity"), decimal("NaN"), decimal("-Infinity")})
    CHECK_FALSE(Divisor(1).divides(none));
}

TEST_CASE("a divisor is positive", "[match][schema]") {
  CHECK(Divisor(0.5).is_positive());
  for (const Value& none : {Value(0), Value(-0.0), Value(-1), decimal("0"), real("NaN")})
    CHECK_FALSE(Divisor(none).is_positive());
}

}  // namespace match_multiple_test
