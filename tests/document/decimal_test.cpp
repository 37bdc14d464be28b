// Decimal128: what it reads and writes, and that it compares exactly.
#include "document/decimal.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"

namespace document_decimal_test {

using profilestore::document::Decimal;

namespace {

Decimal decimal(const std::string& text) { return Decimal::from_text(text).value(); }

const std::string nines(34, '9');

}  // namespace

TEST_CASE("A decimal is written as the Decimal128 specification has it", "[document][decimal]") {
  struct Text {
    std::string given, written;
  };
  const std::vector<Text> table{
      {"0", "0"},
      {"-0", "-0"},
      {"0.00", "0.00"},  // trailing zeros are part of a decimal
      {"0E+3", "0E+3"},
      {"0E-6176", "0E-6176"},
      {"0E-6300", "0E-6176"},  // the exponent of a zero is clamped
      {"-0.000E-6175", "-0E-6176"},
      {"0E+6300", "0E+6111"},
      {"00.0e99999999999999999999", "0E+6111"},
      {"+0E-99999999999999999999", "0E-6176"},
      {"10E-6177", "1E-6176"},
      {"1", "1"},
      {"+1", "1"},
      {"007", "7"},
      {"0.10", "0.10"},
      {".5", "0.5"},
      {"5.", "5"},
      {"1e3", "1E+3"},
      {"12E+3", "1.2E+4"},
      {"1E-6", "0.000001"},
      {"1E-7", "1E-7"},
      {"0.000001234", "0.000001234"},
      {"0.0000001234", "1.234E-7"},
      {"-123.456", "-123.456"},
      {nines, nines},
      {"1E+6144", "1.000000000000000000000000000000000E+6144"},  // exponents end at 6111
      {"1E-6176", "1E-6176"},
      {"NaN", "NaN"},
      {"-nan", "NaN"},
      {"inf", "Infinity"},
      {"+Infinity", "Infinity"},
      {"-INFINITY", "-Infinity"},
  };
  for (const Text& row : table) {
    INFO(row.given);
    const auto read = Decimal::from_text(row.given);
    REQUIRE(read);
    CHECK(read->to_text() == row.written);
    CHECK(decimal(row.written).to_text() == row.written);
  }
}

TEST_CASE("Text that is no number, or does not fit exactly, is no decimal", "[document][decimal]") {
  for (const std::string& text : std::vector<std::string>{"",
                                                          " ",
                                                          "1 ",
                                                          " 1",
                                                          "+",
                                                          "-",
                                                          ".",
                                                          "e1",
                                                          "1e",
                                                          "1e+",
                                                          "1.2.3",
                                                          "1,5",
                                                          "0x1F",
                                                          "--1",
                                                          "1_000",
                                                          "one",
                                                          "NaN1",
                                                          "nanx",
                                                          "infinit",
                                                          "1E5x",
                                                          "\xEF\xBC\x91",
                                                          std::string("1\0", 2),
                                                          nines + "1",  // 35 digits
                                                          "1E+6145",
                                                          "1E-6177",     // beyond the exponents
                                                          "1." + nines,  // 35 digits too
                                                          "9E+99999999999"}) {
    INFO(text);
    CHECK_FALSE(Decimal::from_text(text));
  }
}

TEST_CASE("A decimal has the integer and the double that equal it, if there are such",
          "[document][decimal]") {
  struct Row {
    std::string text;
    std::optional<std::int64_t> integer;
    std::optional<double> real;
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Row> table{
      {"0", 0, 0.0},
      {"-0.00", 0, 0.0},
      {"1.00", 1, 1.0},
      {"1E+3", 1000, 1000.0},
      {"-5", -5, -5.0},
      {"1.5", {}, 1.5},
      {"0.1", {}, {}},  // no double is a tenth
      {"9007199254740993", 9007199254740993, {}},
      {"9223372036854775807", 9223372036854775807, {}},
      {"9223372036854775808", {}, 0x1p63},
      {"-9223372036854775808", std::numeric_limits<std::int64_t>::min(), -0x1p63},
      {"-9223372036854775809", {}, {}},
      {"1E+400", {}, {}},
      {"1E-400", {}, {}},
      {"Infinity", {}, infinity},
      {"-Infinity", {}, -infinity},
      {"NaN", {}, {}},
  };
  for (const Row& row : table) {
    INFO(row.text);
    CHECK(decimal(row.text).to_integer() == row.integer);
    CHECK(decimal(row.text).to_real() == row.real);
  }
}

TEST_CASE("Decimals compare by value, NaN least, and equal ones alone share their canonical text",
          "[document][decimal]") {
  const std::vector<std::vector<std::string>> ladder{
      {"NaN", "-NaN"},
      {"-Infinity"},
      {"-" + nines + "E+6111"},
      {"-1E+400"},
      {"-2", "-2.0"},
      {"-1E-6176"},
      {"0", "-0", "0.0", "0E+100", "-0E-100"},
      {"1E-6176"},
      {"0.1", "0.10", "1E-1"},
      {"1", "1.0", "10E-1", "0.001E+3"},
      {"9999999999999999999999999999999998"},
      {nines},
      {"1E+34", "10E+33", "1.000000000000000000000000000000000E+34"},
      {"1E+6144"},
      {nines + "E+6111"},
      {"Infinity"},
  };
  for (std::size_t i = 0; i < ladder.size(); ++i)
    for (std::size_t j = 0; j < ladder.size(); ++j)
      for (const std::string& a : ladder[i])
        for (const std::string& b : ladder[j]) {
          INFO(a << " and " << b);
          CHECK((decimal(a).compare(decimal(b)) == (i <=> j)));
          CHECK((decimal(a).canonical_text() == decimal(b).canonical_text()) == (i == j));
        }
}

TEST_CASE("A decimal and a double compare exactly", "[document][decimal]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
  constexpr double most = std::numeric_limits<double>::max();
  constexpr double tiniest = std::numeric_limits<double>::denorm_min();
  struct Pair {
    std::string decimal;
    double real;
    std::weak_ordering expected;
  };
  const std::vector<Pair> table{
      {"1.5", 1.5, std::weak_ordering::equivalent},
      {"0.1", 0.1, std::weak_ordering::less},  // the double is a little more than a tenth
      {"0.3", 0.3, std::weak_ordering::greater},
      {"-0", 0.0, std::weak_ordering::equivalent},
      {"1E-400", 0.0, std::weak_ordering::greater},
      {"-1E-400", 0.0, std::weak_ordering::less},
      {"1E-400", tiniest, std::weak_ordering::less},
      {"-1E-400", -tiniest, std::weak_ordering::greater},
      {"1E+400", most, std::weak_ordering::greater},
      {"1E+400", infinity, std::weak_ordering::less},
      {"-1E+400", -infinity, std::weak_ordering::greater},
      {"Infinity", infinity, std::weak_ordering::equivalent},
      {"Infinity", most, std::weak_ordering::greater},
      {"NaN", not_a_number, std::weak_ordering::equivalent},
      {"NaN", -infinity, std::weak_ordering::less},
      {"-Infinity", not_a_number, std::weak_ordering::greater},
  };
  for (const Pair& row : table) {
    INFO(row.decimal << " and " << row.real);
    CHECK((decimal(row.decimal).compare(row.real) == row.expected));
  }
}

TEST_CASE("A double's own digits equal it, and the neighbouring decimals do not",
          "[document][decimal]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 5'000; ++i) {
    // At most 13 digits before the point and 20 behind it: the text is exact.
    const double real = std::ldexp(static_cast<double>(random() % (1ULL << 42)) - 0x1p41,
                                   -static_cast<int>(random() % 21));
    const Decimal exact = decimal(fmt::format("{:.20f}", real));
    INFO(fmt::format("{:.20f}", real));
    REQUIRE((exact.compare(real) == 0));
    REQUIRE(exact.to_real() == real);
    REQUIRE(((exact + decimal("1E-20")).compare(real) > 0));
    REQUIRE(((exact + decimal("-1E-20")).compare(real) < 0));
    REQUIRE_FALSE((exact + decimal("1E-20")).to_real() == real);
  }
}

TEST_CASE("Decimals add exactly where 34 digits hold the sum", "[document][decimal]") {
  const auto sum = [](const char* a, const char* b) { return (decimal(a) + decimal(b)).to_text(); };
  CHECK(sum("0.1", "0.2") == "0.3");
  CHECK(sum("1.10", "2") == "3.10");
  CHECK(sum("1E+33", "1") == "1000000000000000000000000000000001");
  CHECK(sum("1E+34", "1") == "1.000000000000000000000000000000000E+34");
  CHECK(sum("9E+6144", "9E+6144") == "Infinity");
  CHECK(sum("Infinity", "-Infinity") == "NaN");
  CHECK(sum("NaN", "1") == "NaN");
}

TEST_CASE("Decimals multiply exactly where 34 digits hold the product", "[document][decimal]") {
  const auto product = [](const char* a, const char* b) {
    return (decimal(a) * decimal(b)).to_text();
  };
  CHECK(product("1.10", "2.0") == "2.200");
  CHECK(product("-3", "0") == "-0");
  CHECK(product("1000000000000000003", "1000000000000000003") ==
        "1.000000000000000006000000000000000E+36");
  CHECK(product("9E+6144", "10") == "Infinity");
  CHECK(product("Infinity", "0") == "NaN");
}

TEST_CASE("A decimal made of a number has its value, a double's to 15 digits",
          "[document][decimal]") {
  CHECK(Decimal::from_integer(-5).to_text() == "-5");
  CHECK(Decimal::from_integer(std::numeric_limits<std::int64_t>::min()).to_text() ==
        "-9223372036854775808");
  CHECK(Decimal::from_real(0.1).to_text() == "0.100000000000000");
  CHECK(Decimal::from_real(1e300).to_text() == "1.00000000000000E+300");
  CHECK(Decimal::from_real(std::numeric_limits<double>::quiet_NaN()).is_nan());
  CHECK(Decimal::from_real(-std::numeric_limits<double>::infinity()).to_text() == "-Infinity");
  CHECK_FALSE(Decimal::from_integer(0).is_nan());
}

}  // namespace document_decimal_test
