#include "match/integers.hpp"

#include <limits>
#include <string>

#include "catch.hpp"
#include "document/number.hpp"

namespace match_integers_test {

using profilestore::Value;
using profilestore::document::integral_of;
using profilestore::match::truncated;

namespace {

Value decimal(const char* text) { return {{"$numberDecimal", text}}; }
Value real(const char* text) { return {{"$numberDouble", text}}; }

constexpr auto least = std::numeric_limits<std::int64_t>::min();
constexpr auto greatest = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("a number is integral if it equals a 64-bit integer", "[match][integers]") {
  CHECK(integral_of(Value(5)) == 5);
  CHECK(integral_of(Value(greatest)) == greatest);
  CHECK(integral_of(Value{{"$numberLong", "5"}}) == 5);
  CHECK(integral_of(Value(5.0)) == 5);
  CHECK(integral_of(Value(-0.0)) == 0);
  CHECK(integral_of(Value(-9223372036854775808.0)) == least);
  CHECK(integral_of(decimal("5.00")) == 5);
  CHECK(integral_of(decimal("5E+2")) == 500);
  for (const Value& none : {Value(5.5), Value(9223372036854775808.0), decimal("5.5"),
                            decimal("9223372036854775808"), decimal("NaN"), real("NaN"),
                            real("Infinity"), Value("5"), Value(true), Value(), Value::object()}) {
    INFO(none.dump());
    CHECK_FALSE(integral_of(none));
  }
}

TEST_CASE("truncation cuts what stands behind the point", "[match][integers]") {
  CHECK(truncated(Value(5.9)) == 5);
  CHECK(truncated(Value(-5.9)) == -5);
  CHECK(truncated(Value(-0.5)) == 0);
  CHECK(truncated(decimal("5.9")) == 5);
  CHECK(truncated(decimal("-5.9")) == -5);
  CHECK(truncated(decimal("0.000009")) == 0);
  CHECK(truncated(decimal("1E-30")) == 0);
  CHECK(truncated(decimal("0.0512E+3")) == 51);
  CHECK(truncated(decimal("123.456E+1")) == 1234);
  CHECK(truncated(decimal("12E+3")) == 12000);
  CHECK(truncated(decimal("0E+6000")) == 0);
  CHECK(truncated(decimal("9223372036854775807.9")) == greatest);
  CHECK(truncated(decimal("-9223372036854775808.9")) == least);
  for (const Value& none :
       {decimal("9223372036854775808"), decimal("1E+6000"), decimal("-Infinity"), decimal("NaN"),
        real("-Infinity"), Value(1e19), Value("5")}) {
    INFO(none.dump());
    CHECK_FALSE(truncated(none));
  }
}

}  // namespace match_integers_test
