// Arithmetic on the four types of number, whose every value has one spelling in normal form.
#include "document/number.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"

namespace document_number_test {

using namespace profilestore;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

struct Combination {
  std::string a, b, expected;
};

using Combine = std::optional<Value> (*)(const Value& a, const Value& b);

/// In either order.
void check(Combine combine, const std::vector<Combination>& table) {
  for (const Combination& row : table) {
    INFO(row.a << " and " << row.b);
    const Value a = Value::parse(row.a), b = Value::parse(row.b);
    for (const auto& combined : {combine(a, b), combine(b, a)}) {
      REQUIRE(combined);
      CHECK(combined->dump() == row.expected);
    }
  }
}

}  // namespace

TEST_CASE("An Int32 and an Int64 have an integer, other values have none", "[document][number]") {
  const auto integer_of = [](const char* text) { return document::integer_of(Value::parse(text)); };
  CHECK(integer_of("0") == 0);
  CHECK(integer_of("-5") == -5);
  CHECK(integer_of("9223372036854775807") == greatest);
  CHECK(integer_of("-9223372036854775808") == least);
  CHECK(integer_of(R"({"$numberLong":"-5"})") == -5);
  CHECK(document::integer_of(Value(5U)) == 5);
  for (const char* text : {"1.0", R"({"$numberDecimal":"1"})", R"({"$numberDouble":"NaN"})", "null",
                           "true", R"("1")", "[1]", R"({"a":1})", R"({"$oid":"1"})"}) {
    INFO(text);
    CHECK(integer_of(text) == std::nullopt);
  }
}

TEST_CASE("A Double has a double, the non-finite ones too, other values have none",
          "[document][number]") {
  const auto real_of = [](const char* text) { return document::real_of(Value::parse(text)); };
  CHECK(real_of("1.5") == 1.5);
  CHECK(std::signbit(real_of("-0.0").value()));
  CHECK(real_of(R"({"$numberDouble":"Infinity"})") == infinity);
  CHECK(real_of(R"({"$numberDouble":"-Infinity"})") == -infinity);
  CHECK(std::isnan(real_of(R"({"$numberDouble":"NaN"})").value()));
  for (const char* text : {"1", R"({"$numberLong":"1"})", R"({"$numberDecimal":"1.5"})", "null",
                           "true", R"("1.5")", R"({"a":1.5})"}) {
    INFO(text);
    CHECK(real_of(text) == std::nullopt);
  }
}

TEST_CASE("A double becomes a Double in normal form", "[document][number]") {
  CHECK(document::real(1.5).dump() == "1.5");
  CHECK(document::real(1).dump() == "1.0");  // not an integer
  CHECK(document::real(-0.0).dump() == "-0.0");
  CHECK(document::real(not_a_number).dump() == R"({"$numberDouble":"NaN"})");
  CHECK(document::real(-not_a_number).dump() == R"({"$numberDouble":"NaN"})");
  CHECK(document::real(infinity).dump() == R"({"$numberDouble":"Infinity"})");
  CHECK(document::real(-infinity).dump() == R"({"$numberDouble":"-Infinity"})");
}

TEST_CASE("An Int64 has its wrapper only where 32 bits would hold it", "[document][number]") {
  CHECK(document::long_integer(0).dump() == R"({"$numberLong":"0"})");
  CHECK(document::long_integer(2147483647).dump() == R"({"$numberLong":"2147483647"})");
  CHECK(document::long_integer(2147483648).dump() == "2147483648");
  CHECK(document::long_integer(-2147483648).dump() == R"({"$numberLong":"-2147483648"})");
  CHECK(document::long_integer(-2147483649).dump() == "-2147483649");
  CHECK(document::long_integer(least).dump() == "-9223372036854775808");
}

TEST_CASE("A sum has the wider of the two types", "[document][number]") {
  const std::vector<Combination> table{
      {"1", "2", "3"},
      {"-2147483648", "2147483647", "-1"},
      {"2147483647", "1", "2147483648"},  // an Int32 that overflows is an Int64
      {"1", R"({"$numberLong":"2"})", R"({"$numberLong":"3"})"},
      {"2147483648", "-1", R"({"$numberLong":"2147483647"})"},
      {"9223372036854775806", "1", "9223372036854775807"},
      {"1", "0.5", "1.5"},
      {R"({"$numberLong":"1"})", "1.0", "2.0"},
      {"1e308", "1e308", R"({"$numberDouble":"Infinity"})"},
      {R"({"$numberDouble":"Infinity"})", R"({"$numberDouble":"-Infinity"})",
       R"({"$numberDouble":"NaN"})"},
      {R"({"$numberDouble":"NaN"})", "1", R"({"$numberDouble":"NaN"})"},
      {R"({"$numberDecimal":"0.10"})", "1", R"({"$numberDecimal":"1.10"})"},
      {R"({"$numberDecimal":"1"})", "9223372036854775807",
       R"({"$numberDecimal":"9223372036854775808"})"},
      {R"({"$numberDecimal":"0.1"})", R"({"$numberDecimal":"0.2"})", R"({"$numberDecimal":"0.3"})"},
      // MongoDB: a Double is rounded to 15 digits before it meets a Decimal128.
      {R"({"$numberDecimal":"1"})", "0.1", R"({"$numberDecimal":"1.100000000000000"})"},
      {R"({"$numberDecimal":"1"})", R"({"$numberDouble":"-Infinity"})",
       R"({"$numberDecimal":"-Infinity"})"},
  };
  check(document::add, table);
}

TEST_CASE("An Int64 sum that overflows is none", "[document][number]") {
  CHECK_FALSE(document::add(greatest, 1));
  CHECK_FALSE(document::add(least, -1));
  CHECK_FALSE(document::add(greatest, document::long_integer(1)));
}

TEST_CASE("A product has the wider of the two types", "[document][number]") {
  const std::vector<Combination> table{
      {"6", "-7", "-42"},
      {"2147483647", "2147483647", "4611686014132420609"},
      {"-2147483648", "-1", "2147483648"},
      {"6", R"({"$numberLong":"7"})", R"({"$numberLong":"42"})"},
      {"4294967296", "0", R"({"$numberLong":"0"})"},
      {"3", "0.5", "1.5"},
      {"0", "-1.0", "-0.0"},
      {R"({"$numberDouble":"Infinity"})", "0", R"({"$numberDouble":"NaN"})"},
      {R"({"$numberDecimal":"1.10"})", "3", R"({"$numberDecimal":"3.30"})"},
      {R"({"$numberDecimal":"2"})", "2.5", R"({"$numberDecimal":"5.00000000000000"})"},
      {R"({"$numberDecimal":"9E+6144"})", "-10", R"({"$numberDecimal":"-Infinity"})"},
  };
  check(document::multiply, table);
}

TEST_CASE("An Int64 product that overflows is none", "[document][number]") {
  CHECK_FALSE(document::multiply(greatest, 2));
  CHECK_FALSE(document::multiply(least, -1));
}

TEST_CASE("An integer and a double compare exactly where doubles are coarser than integers",
          "[document][number]") {
  struct Pair {
    std::int64_t integer;
    double real;
    std::weak_ordering expected;
  };
  const std::vector<Pair> table{
      {9007199254740992, 0x1p53, std::weak_ordering::equivalent},
      {9007199254740993, 0x1p53, std::weak_ordering::greater},  // rounds to 2^53 as a double
      {-9007199254740993, -0x1p53, std::weak_ordering::less},
      {greatest, 0x1p63, std::weak_ordering::less},  // likewise to 2^63
      {least, -0x1p63, std::weak_ordering::equivalent},
      {least, std::nextafter(-0x1p63, -infinity), std::weak_ordering::greater},
      {0, 0.5, std::weak_ordering::less},
      {0, -0.5, std::weak_ordering::greater},
      {-1, -1.5, std::weak_ordering::greater},
      {0, -0.0, std::weak_ordering::equivalent},
      {greatest, infinity, std::weak_ordering::less},
      {least, -infinity, std::weak_ordering::greater},
      {least, not_a_number, std::weak_ordering::greater},
  };
  for (const Pair& row : table) {
    INFO(row.integer << " and " << row.real);
    const Value integer = document::long_integer(row.integer), real = document::real(row.real);
    CHECK((document::compare_numbers(integer, real) == row.expected));
    CHECK((document::compare_numbers(real, integer) == (0 <=> row.expected)));
  }
}

TEST_CASE("Integers and doubles compare as their exact values do", "[document][number]") {
  // A long double with 64 bits of mantissa holds both without loss.
  if (std::numeric_limits<long double>::digits < 64) return;
  std::mt19937_64 random(1);
  std::size_t equal = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto integer = static_cast<std::int64_t>(random()) >> (random() % 64);
    const auto near = static_cast<double>(integer);
    const double real = std::vector{near, near + 1, near - 0.5, std::nextafter(near, infinity),
                                    std::nextafter(near, -infinity)}[random() % 5];
    const auto a = static_cast<long double>(integer), b = static_cast<long double>(real);
    const auto order = document::compare_numbers(document::long_integer(integer), real);
    equal += order == 0;
    INFO(integer << " and " << real);
    REQUIRE((order == (a < b   ? std::weak_ordering::less
                       : a > b ? std::weak_ordering::greater
                               : std::weak_ordering::equivalent)));
  }
  CHECK(equal > 1000);
}

}  // namespace document_number_test
