// The encoding of key values: pinned byte for byte, and equal exactly for equal values.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "document/bytes.hpp"
#include "document/compare.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "keys/key.hpp"
#include "store/seed.hpp"

namespace keys_encode_test {

using namespace profilestore;
using namespace std::string_literals;

namespace {

/// As the sqlite3 shell shows the storage class: "INTEGER 5", "REAL 1.5", "TEXT a", "BLOB 05".
std::string show(const keys::Part& part) {
  if (const auto* integer = std::get_if<std::int64_t>(&part))
    return "INTEGER " + std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&part)) return "REAL " + document::real(*real).dump();
  if (const auto* text = std::get_if<std::string>(&part)) return "TEXT " + *text;
  if (const auto* blob = std::get_if<keys::Blob>(&part))
    return "BLOB " + document::hex_of(blob->bytes);
  return "NULL";
}

struct Encoded {
  std::vector<std::string> values;
  std::string expected;
};

void check(const std::vector<Encoded>& table) {
  for (const Encoded& row : table)
    for (const std::string& value : row.values) {
      INFO(value);
      CHECK(show(keys::encode(Value::parse(value))) == row.expected);
    }
}

// Leaves of every type; neighbours are equal, or nearly so.
const Value& leaves() {
  static const Value parsed = Value::parse(R"([
    0, -0.0, {"$numberLong":"0"}, {"$numberDecimal":"-0"}, {"$numberDecimal":"0E+3"},
    5e-324, {"$numberDecimal":"1E-400"}, false, null, "", {"$symbol":""}, "\u0000",
    {"$undefined":true}, true, 1, 1.0, {"$numberDecimal":"1.0"},
    {"$numberDecimal":"1.000000000000000000000000000000001"}, "1", {"$symbol":"1"},
    0.1, {"$numberDecimal":"0.1"}, {"$numberDecimal":"0.10"}, 0.5, {"$numberDecimal":"5E-1"},
    9007199254740992, 9007199254740992.0, 9007199254740993, {"$numberDecimal":"9007199254740993"},
    9223372036854775807, {"$numberDecimal":"9223372036854775807"}, 9223372036854775808.0,
    {"$numberDecimal":"9223372036854775808"}, 18446744073709551616.0,
    {"$numberDecimal":"18446744073709551616"}, -9223372036854775808, -9223372036854775808.0,
    1e300, {"$numberDecimal":"1E+300"}, {"$numberDecimal":"1E+400"}, {"$numberDecimal":"10E+399"},
    {"$numberDouble":"Infinity"}, {"$numberDecimal":"Infinity"},
    {"$numberDouble":"-Infinity"}, {"$numberDecimal":"-Infinity"},
    {"$numberDouble":"NaN"}, {"$numberDecimal":"NaN"}, "NaN", "ab", {"$symbol":"ab"}, "a\u0000b",
    "é", "e\u0301", {"$code":"ab"}, {"$code":"ab","$scope":{}}, {"$code":"ab","$scope":{"a":1}},
    {"$code":"ab","$scope":{"a":1.0}}, {"$date":{"$numberLong":"-1"}},
    {"$date":"1970-01-01T00:00:00Z"}, {"$date":{"$numberLong":"0"}},
    {"$timestamp":{"t":0,"i":1}}, {"$timestamp":{"t":1,"i":0}},
    {"$oid":"000000000000000000000001"}, {"$oid":"010000000000000000000000"},
    {"$dbPointer":{"$ref":"ab","$id":{"$oid":"000000000000000000000001"}}},
    {"$dbPointer":{"$ref":"a","$id":{"$oid":"000000000000000000000001"}}},
    {"$binary":{"base64":"","subType":"00"}}, {"$binary":{"base64":"AA==","subType":"00"}},
    {"$binary":{"base64":"AAA=","subType":"00"}}, {"$binary":{"base64":"AAA=","subType":"04"}},
    {"$regularExpression":{"pattern":"a","options":"i"}},
    {"$regularExpression":{"pattern":"ai","options":""}}, {"$minKey":1}, {"$maxKey":1}, [], {}])");
  return parsed;
}

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  Value value(int level = 0) {
    const std::size_t kind = below(level < 3 ? 8 : 5);
    if (kind == 0) return spelled(static_cast<std::int64_t>(random_()) >> below(64));
    if (kind < 5) return leaves()[below(leaves().size())];
    Value made = kind == 5 ? Value::array() : Value::object();
    for (std::size_t i = below(4); i > 0; --i)
      if (kind == 5)
        made.push_back(value(level + 1));
      else
        made[std::vector{"", "a", "b", "ab"}[below(4)]] = value(level + 1);
    return made;
  }

  /// A value with one leaf in another spelling, or changed a little.
  Value near(const Value& value) {
    if (const auto integer = document::integer_of(value)) return spelled(*integer);
    const auto found = std::find(leaves().begin(), leaves().end(), value);
    if (found != leaves().end()) {
      const auto at = static_cast<std::size_t>(found - leaves().begin());
      return leaves()[(at + below(3) + leaves().size() - 1) % leaves().size()];
    }
    if (!value.is_array() && !document::is_plain_object(value)) return value;
    Value copy = value;
    Value& child = *std::next(copy.begin(), static_cast<std::ptrdiff_t>(below(copy.size())));
    child = near(child);
    return copy;
  }

 private:
  // As any of the four types of number; the double may be another number near by.
  Value spelled(std::int64_t integer) {
    const std::size_t kind = below(4);
    if (kind == 0) return integer;
    if (kind == 1) return document::long_integer(integer);
    if (kind == 2) return static_cast<double>(integer);
    return bson::decimal(std::to_string(integer) + std::vector{"", ".0", "E0"}[below(3)]);
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("A string or symbol is TEXT", "[keys][encode][disk]") {
  check({{{R"("")", R"({"$symbol":""})"}, "TEXT "},
         {{R"("u1")", R"({"$symbol":"u1"})"}, "TEXT u1"},
         {{R"("1")"}, "TEXT 1"},
         {{R"("Ä😀")"}, "TEXT Ä😀"},
         {{R"("a\u0000b")"}, "TEXT a\0b"s}});
}

TEST_CASE("A number is INTEGER if it is one of 64 bits, whatever its type",
          "[keys][encode][disk]") {
  check({{{"1", "1.0", R"({"$numberLong":"1"})", R"({"$numberDecimal":"1"})",
           R"({"$numberDecimal":"1.00"})", R"({"$numberDecimal":"10E-1"})"},
          "INTEGER 1"},
         {{"0", "-0", "0.0", "-0.0", R"({"$numberDecimal":"-0.00"})",
           R"({"$numberDecimal":"0E+100"})"},
          "INTEGER 0"},
         {{"-5", "-5.0", R"({"$numberDecimal":"-5"})"}, "INTEGER -5"},
         {{"1000", "1e3", R"({"$numberDecimal":"1E+3"})"}, "INTEGER 1000"},
         {{"9223372036854775807", R"({"$numberDecimal":"9223372036854775807"})"},
          "INTEGER 9223372036854775807"},
         {{"-9223372036854775808", "-9223372036854775808.0"}, "INTEGER -9223372036854775808"}});
}

TEST_CASE("Another number is REAL if a double holds it exactly", "[keys][encode][disk]") {
  check({{{"1.5", R"({"$numberDecimal":"1.50"})"}, "REAL 1.5"},
         {{"0.1"}, "REAL 0.1"},
         {{"9223372036854775808.0", R"({"$numberDecimal":"9223372036854775808"})"},
          "REAL 9.223372036854776e+18"},
         {{"-1e300"}, "REAL -1e+300"},
         {{R"({"$numberDouble":"Infinity"})", R"({"$numberDecimal":"Infinity"})"},
          R"(REAL {"$numberDouble":"Infinity"})"},
         {{"5e-324"}, "REAL 5e-324"}});
}

TEST_CASE("A number that is neither is a BLOB of its digits", "[keys][encode][disk]") {
  // bracket 10, 'd', the length in 8 bytes, the text
  check({{{R"({"$numberDouble":"NaN"})", R"({"$numberDecimal":"NaN"})"},
          "BLOB 0a6400000000000000034e614e"},
         {{R"({"$numberDecimal":"0.1"})", R"({"$numberDecimal":"0.10"})"},
          "BLOB 0a64000000000000000431452d31"},  // 1E-1
         {{R"({"$numberDecimal":"1E+400"})", R"({"$numberDecimal":"10E+399"})"},
          "BLOB 0a6400000000000000053145343030"}});  // 1E400
}

TEST_CASE("Any other value is a BLOB of its bracket and its bytes", "[keys][encode][disk]") {
  check({
      {{R"({"$minKey":1})"}, "BLOB 01"},
      {{R"({"$undefined":true})"}, "BLOB 02"},
      {{"null"}, "BLOB 05"},
      {{R"({"$maxKey":1})"}, "BLOB 7f"},
      {{"false"}, "BLOB 2800"},
      {{"true"}, "BLOB 2801"},
      {{R"({"$oid":"57e193d7a9cc81b4027498b5"})"}, "BLOB 2357e193d7a9cc81b4027498b5"},
      {{R"({"$date":"1970-01-01T00:00:00.001Z"})", R"({"$date":{"$numberLong":"1"}})"},
       "BLOB 2d0000000000000001"},
      {{R"({"$date":{"$numberLong":"-1"}})"}, "BLOB 2dffffffffffffffff"},
      // length of the subtype's text, subtype, length, bytes
      {{R"({"$binary":{"base64":"AQID","subType":"04"}})"},
       "BLOB 1e000000000000000230340000000000000003010203"},
      // two numbers: bracket, 'i', 8 bytes each
      {{R"({"$timestamp":{"t":4294967295,"i":2}})"},
       "BLOB 2f0a6900000000ffffffff0a690000000000000002"},
      // two strings: bracket, length, bytes each
      {{R"({"$regularExpression":{"pattern":"ab","options":"i"}})"},
       "BLOB 320f000000000000000261620f000000000000000169"},
      {{R"({"$dbPointer":{"$ref":"c","$id":{"$oid":"57e193d7a9cc81b4027498b5"}}})"},
       "BLOB 370f0000000000000001632357e193d7a9cc81b4027498b5"},
      {{R"({"$code":"f"})"}, "BLOB 3c0f000000000000000166"},
      {{R"({"$code":"f","$scope":{}})"}, "BLOB 410f000000000000000166140000000000000000"},
  });
}

TEST_CASE("An array or object is a BLOB of its count and its members", "[keys][encode][disk]") {
  check({
      {{"[]"}, "BLOB 190000000000000000"},
      {{"{}"}, "BLOB 140000000000000000"},
      {{"[null,1,1.5]", R"([null,1.0,{"$numberDecimal":"1.5"}])"},
       "BLOB 190000000000000003050a6900000000000000010a723ff8000000000000"},
      {{R"(["a"])", R"([{"$symbol":"a"}])"}, "BLOB 1900000000000000010f000000000000000161"},
      {{R"({"ab":true,"":[]})"},
       "BLOB 1400000000000000020000000000000002616228010000000000000000190000000000000000"},
      {{R"([{"$numberDouble":"NaN"}])"}, "BLOB 1900000000000000010a6400000000000000034e614e"},
  });
}

TEST_CASE("Keys whose parts differ, or lie differently, have different bytes", "[keys][encode]") {
  using keys::Blob;
  const std::vector<keys::Key> different{
      {},
      {std::monostate{}},
      {std::monostate{}, std::monostate{}},
      {std::int64_t{0}},
      {std::int64_t{1}},
      {1.5},
      {std::int64_t{0x3FF8000000000000}},  // the bits of 1.5
      {""},
      {"a"},
      {Blob{""}},
      {Blob{"a"}},
      {"a", "bc"},
      {"ab", "c"},
      {"abc"},
      {"a", Blob{"bc"}},
      {"", std::int64_t{1}},
      {std::int64_t{1}, ""},
  };
  for (std::size_t i = 0; i < different.size(); ++i)
    for (std::size_t j = 0; j < different.size(); ++j) {
      INFO(i << " and " << j);
      CHECK((keys::bytes_of(different[i]) == keys::bytes_of(different[j])) == (i == j));
    }
}

TEST_CASE("Values that differ in type alone have different encodings", "[keys][encode]") {
  const Value different = Value::parse(R"([
    1, "1", true, 0, false, null, "", [], {}, [1], {"a":1}, "null", "true", "NaN",
    {"$numberDouble":"NaN"}, {"$oid":"57e193d7a9cc81b4027498b5"}, "57e193d7a9cc81b4027498b5",
    {"$date":{"$numberLong":"1"}}, {"$timestamp":{"t":0,"i":1}}, {"$undefined":true},
    {"$code":"1"}, {"$binary":{"base64":"MQ==","subType":"00"}}])");
  for (std::size_t i = 0; i < different.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      INFO(different[i] << " and " << different[j]);
      const auto a = keys::encode(different[i]);
      const auto b = keys::encode(different[j]);
      CHECK_FALSE(a == b);
      CHECK(keys::bytes_of({a}) != keys::bytes_of({b}));
    }
}

TEST_CASE("Two values have one encoding exactly if they compare equal", "[keys][encode][random]") {
  const std::uint64_t first = first_seed();
  std::size_t equal = 0, equal_of_two_types = 0;
  for (std::uint64_t seed = first; seed < first + 20'000; ++seed) {
    Generator generator(seed);
    const Value a = generator.value();
    const Value b = generator.below(2) == 0 ? generator.near(a) : generator.value();
    INFO("PROFILESTORE_SEED=" << seed << ": " << a.dump() << " and " << b.dump());
    const keys::Part left = keys::encode(a), right = keys::encode(b);
    const bool same = document::equal(a, b);
    equal += same;
    equal_of_two_types += same && !document::identical(a, b);
    REQUIRE((left == right) == same);
    REQUIRE((keys::bytes_of({left}) == keys::bytes_of({right})) == same);
    // So do keys of several parts, however their bytes could run together.
    const keys::Part third = keys::encode(generator.value());
    REQUIRE((keys::bytes_of({left, third}) == keys::bytes_of({right, third})) == same);
    REQUIRE((keys::bytes_of({third, left}) == keys::bytes_of({third, right})) == same);
    REQUIRE((keys::bytes_of({left, third}) == keys::bytes_of({third, left})) == (left == third));
    REQUIRE(keys::bytes_of({left, right}) != keys::bytes_of({left}));
  }
  CHECK(equal > 2000);
  CHECK(equal_of_two_types > 500);
}

}  // namespace keys_encode_test
