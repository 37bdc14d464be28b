// The order of values: each ladder is a list of rungs from the least to the greatest, and the
// values of one rung are equal.
#include "document/compare.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace document_compare_test {

using namespace profilestore;

namespace {

using Ladder = std::vector<std::vector<std::string>>;

struct Rung {
  std::size_t height;
  Value value;
};

// All pairs, in both directions: so the order is total, and equality is the same both ways.
void check(const Ladder& ladder) {
  std::vector<Rung> rungs;
  for (std::size_t i = 0; i < ladder.size(); ++i)
    for (const std::string& text : ladder[i]) rungs.push_back({i, Value::parse(text)});
  for (const Rung& a : rungs)
    for (const Rung& b : rungs) {
      const std::weak_ordering expected = a.height <=> b.height;
      INFO(a.value.dump() << " and " << b.value.dump());
      CHECK((document::compare(a.value, b.value) == expected));
      CHECK(document::equal(a.value, b.value) == (expected == 0));
    }
}

}  // namespace

TEST_CASE("Values of different types stand in MongoDB's order of the types",
          "[document][compare]") {
  // MongoDB: MinKey < null < numbers < string/symbol < object < array < binary < ObjectId < bool <
  // date < timestamp < regex < code < MaxKey. The greatest of each type stands before the least of
  // the next.
  check({{R"({"$minKey":1})"},
         {R"({"$undefined":true})"},
         {"null"},
         {R"({"$numberDouble":"NaN"})", R"({"$numberDecimal":"NaN"})"},
         {R"({"$numberDouble":"Infinity"})", R"({"$numberDecimal":"Infinity"})"},
         {R"("")", R"({"$symbol":""})"},
         {R"("￿")", R"({"$symbol":"￿"})"},
         {"{}"},
         {R"({"z":{"$maxKey":1}})"},
         {"[]"},
         {R"([{"$maxKey":1}])"},
         {R"({"$binary":{"base64":"","subType":"00"}})"},
         {R"({"$binary":{"base64":"////","subType":"ff"}})"},
         {R"({"$oid":"000000000000000000000000"})"},
         {R"({"$oid":"ffffffffffffffffffffffff"})"},
         {"false"},
         {"true"},
         {R"({"$date":{"$numberLong":"-9223372036854775808"}})"},
         {R"({"$date":{"$numberLong":"9223372036854775807"}})"},
         {R"({"$timestamp":{"t":0,"i":0}})"},
         {R"({"$timestamp":{"t":4294967295,"i":4294967295}})"},
         {R"({"$regularExpression":{"pattern":"","options":""}})"},
         {R"({"$regularExpression":{"pattern":"z","options":"x"}})"},
         {R"({"$dbPointer":{"$ref":"a","$id":{"$oid":"000000000000000000000000"}}})"},
         {R"({"$code":""})"},
         {R"({"$code":"z"})"},
         {R"({"$code":"","$scope":{}})"},
         {R"({"$maxKey":1})"}});
}

TEST_CASE("Numbers compare by value across their four types, NaN least", "[document][compare]") {
  check({{R"({"$numberDouble":"NaN"})", R"({"$numberDecimal":"NaN"})"},
         {R"({"$numberDouble":"-Infinity"})", R"({"$numberDecimal":"-Infinity"})"},
         {"-1e308"},
         {"-9223372036854775808", "-9223372036854775808.0",
          R"({"$numberDecimal":"-9223372036854775808"})"},
         {"-1", "-1.0", R"({"$numberLong":"-1"})", R"({"$numberDecimal":"-1.00"})"},
         {"-5e-324"},
         {"0", "-0", "0.0", "-0.0", R"({"$numberLong":"0"})", R"({"$numberDecimal":"0"})",
          R"({"$numberDecimal":"-0"})", R"({"$numberDecimal":"0E+10"})"},
         {"5e-324"},
         {R"({"$numberDecimal":"0.1"})"},
         {"0.1"},  // the double is a little more than a tenth
         {"1", "1.0", R"({"$numberLong":"1"})", R"({"$numberDecimal":"1"})",
          R"({"$numberDecimal":"1.0"})", R"({"$numberDecimal":"10E-1"})"},
         {"1.5", R"({"$numberDecimal":"1.5"})", R"({"$numberDecimal":"1.50"})"},
         {"2", "2.0"},
         {R"({"$numberDouble":"Infinity"})", R"({"$numberDecimal":"Infinity"})"}});
}

TEST_CASE("Strings compare by their bytes, a symbol like a string", "[document][compare]") {
  // UTF-8 bytes: the supplementary 😀 (F0…) after U+FFFF (EF…), where UTF-16 has it before.
  check({{R"("")", R"({"$symbol":""})"},
         {R"("\u0000")"},
         {R"("1")"},
         {R"("A")"},
         {R"("Z")"},
         {R"("a")", R"("\u0061")", R"({"$symbol":"a"})"},
         {R"("a\u0000")"},
         {R"("aa")"},
         {R"("b")"},
         {R"("e\u0301")"},  // not normalised: two code points
         {R"("é")"},
         {R"("\uffff")"},
         {R"("😀")"}});
}

TEST_CASE("Objects compare field by field: type, then name, then value, and the shorter first",
          "[document][compare]") {
  check({{"{}"},
         {R"({"b":null})"},               // the type of the first field weighs more than its name
         {R"({"a":1})", R"({"a":1.0})"},  // equal although of other types
         {R"({"a":1,"b":1})"},
         {R"({"a":1,"b":2})"},
         {R"({"a":1,"c":1})"},
         {R"({"a":1,"b":"x"})"},  // a string in the second place, after any number there
         {R"({"a":2})"},
         {R"({"b":1})"},
         {R"({"b":1,"a":1})"},  // the order of fields counts: not {"a":1,"b":1}
         {R"({"a":"1"})", R"({"a":{"$symbol":"1"}})"},
         {R"({"a":{}})"},
         {R"({"a":{"b":1}})"},
         {R"({"a":[]})"}});
}

TEST_CASE("Arrays compare element by element, then the shorter first", "[document][compare]") {
  check({{"[]"},
         {"[null]"},
         {R"([{"$numberDouble":"NaN"}])"},
         {"[1]", "[1.0]"},
         {"[1,1]"},
         {"[1,2]"},
         {"[2]"},
         {R"(["1"])"},
         {"[[]]"},
         {"[[1]]"},
         {"[true]"}});
}

TEST_CASE("Binaries compare by length, then subtype, then bytes", "[document][compare]") {
  check({{R"({"$binary":{"base64":"","subType":"00"}})"},
         {R"({"$binary":{"base64":"","subType":"80"}})"},
         {R"({"$binary":{"base64":"/w==","subType":"00"}})"},
         {R"({"$binary":{"base64":"AA==","subType":"04"}})"},
         {R"({"$binary":{"base64":"AAA=","subType":"00"}})"},
         {R"({"$binary":{"base64":"AAE=","subType":"00"}})"},
         {R"({"$binary":{"base64":"/wA=","subType":"00"}})"}});  // bytes are unsigned
}

TEST_CASE("The other types compare by what they hold", "[document][compare]") {
  check({{R"({"$oid":"57e193d7a9cc81b4027498b5"})"},
         {R"({"$oid":"57e193d7a9cc81b4027498b6"})"},
         {R"({"$oid":"a7e193d7a9cc81b402749800"})"}});
  // Text and number of one moment are one date.
  check({{R"({"$date":{"$numberLong":"-1"}})"},
         {R"({"$date":"1970-01-01T00:00:00Z"})", R"({"$date":{"$numberLong":"0"}})"},
         {R"({"$date":"1970-01-01T00:00:00.001Z"})"},
         {R"({"$date":"9999-12-31T23:59:59.999Z"})"},
         {R"({"$date":{"$numberLong":"253402300800000"}})"}});
  check({{R"({"$timestamp":{"t":1,"i":2}})"},
         {R"({"$timestamp":{"t":1,"i":10}})"},
         {R"({"$timestamp":{"t":2,"i":1}})"},
         {R"({"$timestamp":{"t":4294967295,"i":0}})"}});
  check({{R"({"$regularExpression":{"pattern":"a","options":""}})"},
         {R"({"$regularExpression":{"pattern":"a","options":"i"}})"},
         {R"({"$regularExpression":{"pattern":"b","options":""}})"}});
  check({{R"({"$dbPointer":{"$ref":"a","$id":{"$oid":"000000000000000000000001"}}})"},
         {R"({"$dbPointer":{"$ref":"a","$id":{"$oid":"000000000000000000000002"}}})"},
         {R"({"$dbPointer":{"$ref":"b","$id":{"$oid":"000000000000000000000000"}}})"}});
  check({{R"({"$code":"a"})"}, {R"({"$code":"b"})"}});
  check({{R"({"$code":"a","$scope":{}})"},
         {R"({"$code":"a","$scope":{"x":1}})"},
         {R"({"$code":"b","$scope":{}})"}});
}

TEST_CASE("Equal values of different types are not identical", "[document][compare]") {
  const auto identical = [](const char* a, const char* b) {
    return document::identical(Value::parse(a), Value::parse(b));
  };
  CHECK(identical(R"({"a":[1,"x"]})", R"({"a":[1,"x"]})"));
  CHECK_FALSE(identical("1", "1.0"));
  CHECK_FALSE(identical("1", R"({"$numberLong":"1"})"));
  CHECK_FALSE(identical("0.0", "-0.0"));
  CHECK_FALSE(identical(R"({"$numberDecimal":"1.0"})", R"({"$numberDecimal":"1.00"})"));
  CHECK_FALSE(identical(R"("a")", R"({"$symbol":"a"})"));
  CHECK_FALSE(identical(R"({"a":1,"b":2})", R"({"b":2,"a":1})"));
}

}  // namespace document_compare_test
