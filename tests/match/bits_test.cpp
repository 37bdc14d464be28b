#include "match/operators/bits.hpp"

#include "cases.hpp"

namespace match_bits_test {

using profilestore::Value;

namespace {

struct Bits {
  std::string description;
  std::string operand, element;
  bool all_set, all_clear, any_set, any_clear;
};

bool matches(const char* op, const Bits& row) {
  const Value filter{{"a", {{op, Value::parse(row.operand)}}}};
  return cases::filter_of(filter.dump()).matches(Value{{"a", Value::parse(row.element)}});
}

void check(const std::vector<Bits>& table) {
  for (const Bits& row : table) {
    INFO(row.description << ": " << row.operand << " of " << row.element);
    CHECK(matches("$bitsAllSet", row) == row.all_set);
    CHECK(matches("$bitsAllClear", row) == row.all_clear);
    CHECK(matches("$bitsAnySet", row) == row.any_set);
    CHECK(matches("$bitsAnyClear", row) == row.any_clear);
  }
}

constexpr bool yes = true, no = false;

}  // namespace

TEST_CASE("bits are named by a mask, positions or bytes", "[match][bits]") {
  check({
      {"all of a mask", "6", "7", yes, no, yes, no},
      {"some of a mask", "6", "2", no, no, yes, yes},
      {"none of a mask", "6", "1", no, yes, no, yes},
      {"positions", "[1, 2]", "7", yes, no, yes, no},
      {"a position twice", "[1, 1]", "2", yes, no, yes, no},
      {"no position", "[]", "7", yes, yes, no, no},
      {"an empty mask", "0", "7", yes, yes, no, no},
      {"a Double", "6.0", "7", yes, no, yes, no},
      {"an Int64", R"({"$numberLong": "6"})", "7", yes, no, yes, no},
      {"a Decimal", R"({"$numberDecimal": "6.0"})", "7", yes, no, yes, no},
      {"positions of any type", R"([1.0, {"$numberDecimal": "2"}])", "7", yes, no, yes, no},
      {"bytes", R"({"$binary": {"base64": "Bg==", "subType": "00"}})", "7", yes, no, yes, no},
      {"no bytes", R"({"$binary": {"base64": "", "subType": "00"}})", "7", yes, yes, no, no},
      {"the second byte", R"({"$binary": {"base64": "AAE=", "subType": "00"}})", "256", yes, no,
       yes, no},
      {"the old subtype with its length", R"({"$binary": {"base64": "Bg==", "subType": "02"}})",
       "25769803777", yes, no, yes, no},
  });
}

TEST_CASE("bits are those of whole numbers and of binary data", "[match][bits]") {
  check({
      {"a Double", "6", "7.0", yes, no, yes, no},
      {"a Decimal", "6", R"({"$numberDecimal": "7.0"})", yes, no, yes, no},
      {"any element of an array", "6", "[1, 7]", yes, yes, yes, yes},
      {"a negative number", "[0, 1, 63]", "-1", yes, no, yes, no},
      {"a sign goes on", "[63, 64, 200, 2147483647]", "-1", yes, no, yes, no},
      {"a plus goes on", "[63, 64, 200, 2147483647]", "1", no, yes, no, yes},
      {"an Int32 extends to 64 bits", "[40]", "-2", yes, no, yes, no},
      {"the least integer", "[63]", "-9223372036854775808", yes, no, yes, no},
      {"bytes", "[0, 9]", R"({"$binary": {"base64": "AQI=", "subType": "00"}})", yes, no, yes, no},
      {"bytes go on in zeros", "[7, 64]", R"({"$binary": {"base64": "/w==", "subType": "05"}})", no,
       no, yes, yes},
      {"a fraction has none", "1", "1.5", no, no, no, no},
      {"a fraction of a Decimal", "1", R"({"$numberDecimal": "1.5"})", no, no, no, no},
      {"NaN", "1", R"({"$numberDouble": "NaN"})", no, no, no, no},
      {"infinity", "1", R"({"$numberDecimal": "Infinity"})", no, no, no, no},
      {"too large", "1", "9223372036854775808.0", no, no, no, no},
      {"a bool", "1", "true", no, no, no, no},
      {"text", "1", R"("1")", no, no, no, no},
      {"null", "0", "null", no, no, no, no},
      {"a date", "1", R"({"$date": "2024-01-01T00:00:00Z"})", no, no, no, no},
  });
  CHECK_FALSE(cases::filter_of(R"({"a": {"$bitsAllClear": 0}})").matches(Value::parse("{}")));
}

TEST_CASE("a mask is a whole number, a position one of 32 bits", "[match][bits][refusal]") {
  for (const std::string op : {"$bitsAllSet", "$bitsAllClear", "$bitsAnySet", "$bitsAnyClear"}) {
    const auto with = [&](const char* operand) {
      return R"({"a": {")" + op + R"(": )" + operand + "}}";
    };
    const std::string integer = op + ": Expected an integer that a 64-bit integer can represent";
    cases::check_refused({
        {"negative", with("-1"), op + ": Expected a non-negative number", "a", op, 9},
        {"a fraction", with("1.5"), integer, "a", op, 9},
        {"NaN", with(R"({"$numberDouble": "NaN"})"), integer, "a", op, 9},
        {"infinity", with(R"({"$numberDecimal": "-Infinity"})"), integer, "a", op, 9},
        {"too large", with(R"({"$numberDecimal": "9223372036854775808"})"), integer, "a", op, 9},
        {"text", with(R"("1")"),
         op + " takes an Array, a number, or a BinData but received type string", "a", op},
        {"null", with("null"),
         op + " takes an Array, a number, or a BinData but received type null", "a", op},
        {"a bool", with("true"),
         op + " takes an Array, a number, or a BinData but received type bool", "a", op},
        {"a negative position", with("[0, -1]"), "bit positions must be >= 0", "a", op},
        {"a fraction of a position", with("[1.5]"), "bit positions must be an integer", "a", op},
        {"no position", with(R"(["1"])"), "bit positions must be an integer", "a", op},
        {"a position too large", with("[2147483648]"),
         "bit positions cannot be represented as a 32-bit signed integer", "a", op},
    });
  }
}

}  // namespace match_bits_test
