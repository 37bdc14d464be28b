// The encoding of key values: pinned byte for byte, and equal exactly for equal values.
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "document/bytes.hpp"
#include "document/compare.hpp"
#include "document/number.hpp"
#include "keys/key.hpp"

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

// Values of every type, of few enough members that many turn out equal.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  Value value(int level = 0) {
    switch (below(level < 2 ? 12 : 9)) {
      case 0:
      case 1:
      case 2: return number();
      case 3: return string();
      case 4: return {{"$symbol", string()}};
      case 5: return moment();
      case 6: return bytes();
      case 7:
      case 8: return rare();
      case 9: return array(level + 1);
      default: return object(level + 1);
    }
  }

  // Another spelling of the same value where there is one, else a value near to it.
  Value near(const Value& value) {
    if (value.is_array() && !value.empty()) {
      Value copy = value;
      Value& child = copy[below(copy.size())];
      child = near(child);
      return copy;
    }
    if (value.is_object() && !value.empty() && !value.begin().key().starts_with('$')) {
      Value copy = value;
      Value& child = std::next(copy.begin(), static_cast<std::ptrdiff_t>(below(copy.size()))).value();
      child = near(child);
      return copy;
    }
    if (value.is_string()) return {{"$symbol", value}};
    if (value.is_object() && value.contains("$symbol")) return value["$symbol"];
    if (value.is_number() || value.contains("$numberLong")) return respelled(value);
    return below(3) == 0 ? this->value() : value;
  }

 private:
  template <class T>
  const T& pick(const std::vector<T>& of) {
    return of[below(of.size())];
  }
  Value wrapped(const char* name, Value inside) { return {{name, std::move(inside)}}; }

  Value number() {
    switch (below(4)) {
      case 0: return pick<std::int64_t>({0, 1, -1, 2, 255, 256, 2147483647, -2147483648});
      case 1:
        return document::long_integer(pick<std::int64_t>(
            {0, 1, -1, 2, 256, 2147483648, 9007199254740992, 9007199254740993, INT64_MAX,
             INT64_MIN}));
      case 2:
        return document::real(pick<double>({0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 256.0, 0x1p53, 0x1p63,
                                            -0x1p63, 0x1p64, 1e300, 5e-324, HUGE_VAL, -HUGE_VAL,
                                            std::nan("")}));
      default:
        return wrapped("$numberDecimal",
                       pick<std::string>({"0", "-0", "0.00", "0E+3", "1", "1.0", "1E0", "10E-1",
                                          "-1", "0.1", "0.10", "0.5", "256", "2.56E+2",
                                          "9007199254740993", "9223372036854775807",
                                          "9223372036854775808", "18446744073709551616", "1E+300",
                                          "1E-400", "1E+400", "10E+399", "NaN", "Infinity",
                                          "-Infinity", "1.000000000000000000000000000000001"}));
    }
  }
  Value respelled(const Value& number) {
    const auto integer = document::integer_of(number);
    if (!integer) return this->number();
    switch (below(4)) {
      case 0: return document::long_integer(*integer);
      case 1: return static_cast<double>(*integer);  // at times rounded: not the same then
      case 2: return wrapped("$numberDecimal", std::to_string(*integer) + pick<std::string>({"", ".0", "E0"}));
      default: return *integer;
    }
  }
  std::string string() {
    return pick<std::string>({"", "a", "b", "ab", "a\0b"s, "\0"s, "1", "true", "null", "é", "e\xCC\x81", "😀"});
  }
  Value moment() {
    const auto millis = pick<std::string>({"0", "1", "-1", "253402300800000"});
    if (below(3) == 0) return wrapped("$timestamp", {{"t", below(3)}, {"i", below(3)}});
    if (millis == "0") return wrapped("$date", "1970-01-01T00:00:00Z");
    if (millis == "1") return wrapped("$date", "1970-01-01T00:00:00.001Z");
    return wrapped("$date", {{"$numberLong", millis}});
  }
  Value bytes() {
    if (below(2) == 0)
      return wrapped("$oid", pick<std::string>({"000000000000000000000000",
                                                "000000000000000000000001",
                                                "010000000000000000000000"}));
    return binary(pick<std::string>({"", "\0"s, "\0\0"s, "a", "ab"}),
                  pick<std::uint8_t>({0, 4, 0x80}));
  }
  Value rare() {
    switch (below(9)) {
      case 0: return nullptr;
      case 1: return below(2) == 0;
      case 2: return wrapped("$minKey", 1);
      case 3: return wrapped("$maxKey", 1);
      case 4: return wrapped("$undefined", true);
      case 5:
        return wrapped("$regularExpression", {{"pattern", pick<std::string>({"", "a", "ai"})},
                                              {"options", pick<std::string>({"", "i"})}});
      case 6: return wrapped("$code", string());
      case 7: return {{"$code", string()}, {"$scope", object(3)}};
      default:
        return wrapped("$dbPointer", {{"$ref", string()}, {"$id", {{"$oid", "000000000000000000000001"}}}});
    }
  }
  Value array(int level) {
    Value array = Value::array();
    for (std::size_t i = below(4); i > 0; --i) array.push_back(value(level));
    return array;
  }
  Value object(int level) {
    Value object = Value::object();
    for (std::size_t i = below(4); i > 0; --i)
      object[pick<std::string>({"", "a", "b", "ab", "é"})] = value(level);
    return object;
  }

  std::mt19937_64 random_;
};

// To replay: PROFILESTORE_SEED=<the seed that was printed>.
std::uint64_t first_seed() {
  const char* given = std::getenv("PROFILESTORE_SEED");
  return given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
}

}  // namespace

TEST_CASE("A string or symbol is TEXT", "[keys][encode][disk]") {
  check({{{R"("")", R"({"$symbol":""})"}, "TEXT "},
         {{R"("u1")", R"({"$symbol":"u1"})"}, "TEXT u1"},
         {{R"("1")"}, "TEXT 1"},
         {{R"("Ä😀")"}, "TEXT Ä😀"},
         {{R"("a\u0000b")"}, "TEXT a\0b"s}});
}

TEST_CASE("A number is INTEGER if it is one of 64 bits, whatever its type", "[keys][encode][disk]") {
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
          "BLOB 0a6400000000000000043145" "2d31"},  // 1E-1
         {{R"({"$numberDecimal":"1E+400"})", R"({"$numberDecimal":"10E+399"})"},
          "BLOB 0a64000000000000000531453430" "30"}});  // 1E400
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
       "BLOB 1e0000000000000002" "3034" "0000000000000003" "010203"},
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
       "BLOB 190000000000000003" "05" "0a690000000000000001" "0a723ff8000000000000"},
      {{R"(["a"])", R"([{"$symbol":"a"}])"},
       "BLOB 190000000000000001" "0f000000000000000161"},
      {{R"({"ab":true,"":[]})"},
       "BLOB 140000000000000002" "00000000000000026162" "2801"
       "0000000000000000" "190000000000000000"},
      {{R"([{"$numberDouble":"NaN"}])"},
       "BLOB 190000000000000001" "0a6400000000000000034e614e"},
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
  const std::vector<std::string> different{
      "1", R"("1")", "true", "0", "false", "null", R"("")", "[]", "{}", "[1]", R"({"a":1})", R"("null")",
      R"("true")", R"({"$oid":"57e193d7a9cc81b4027498b5"})", R"("57e193d7a9cc81b4027498b5")",
      R"({"$date":{"$numberLong":"1"}})", R"({"$timestamp":{"t":0,"i":1}})", R"({"$undefined":true})",
      R"({"$code":"1"})", R"({"$binary":{"base64":"MQ==","subType":"00"}})",
      R"({"$numberDouble":"NaN"})", R"("NaN")"};
  for (std::size_t i = 0; i < different.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      INFO(different[i] << " and " << different[j]);
      const auto a = keys::encode(Value::parse(different[i]));
      const auto b = keys::encode(Value::parse(different[j]));
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
