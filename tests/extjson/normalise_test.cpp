// Documents that an application built.
#include "catch.hpp"
#include "document/number.hpp"
#include "extjson/reader.hpp"
#include "extjson/reading.hpp"

namespace extjson_normalise_test {

using namespace profilestore;
using namespace std::string_literals;
using extjson::normalise;
using extjson::normalise_value;

namespace {

struct Refused {
  int code;
  std::string what;
  bool operator==(const Refused&) const = default;
};

Refused refused(const Document& document) {
  try {
    normalise(document);
  } catch (const InvalidInput& error) {
    return {error.code(), error.what()};
  }
  return {};
}

// Levels of objects around a number, the outermost included.
Value nested(int levels) {
  Value value = 1;
  for (int i = 0; i < levels; ++i) {
    Value outer = Value::object();
    outer["a"] = std::move(value);
    value = std::move(outer);
  }
  return value;
}

}  // namespace

TEST_CASE("A document in normal form stays as it is", "[extjson][normalise]") {
  const Document document = ejson::parse(
      R"({"z":1,"a":{"$numberLong":"5"},"b":[1.5,"é",null,true,{"$oid":"57e193d7a9cc81b4027498b5"}],
          "c":{"d":{"$date":"2012-12-24T12:15:30Z"}},"e":{},"f":[],"g":2147483648})");
  CHECK(normalise(document).dump() == document.dump());
}

TEST_CASE("The text of a normal form is written without making it", "[extjson][normalise]") {
  for (const char* text :
       {R"({"z":1,"a":{"$numberLong":"5"},"b":[1.5,"é\"\n",null,true,-0.0,1e300],"e":{},"f":[]})",
        R"({"n":{"$numberInt":"1"},"d":{"$date":0},"g":2147483648,"":{"x":{"y":[[]]}}})"}) {
    const Document document = Document::parse(text);
    CHECK(extjson::normal_text(document) == normalise(document).dump());
  }
  CHECK_THROWS_AS(extjson::normal_text({{"a", "\xFF"}}), InvalidInput);
  CHECK_THROWS_AS(extjson::normal_text({{"a", std::string(max_document_bytes, 'x')}}),
                  InvalidInput);
}

TEST_CASE("Other spellings in a document, a filter or an update become normal form",
          "[extjson][normalise]") {
  CHECK(normalise({{"n", {{"$numberInt", "1"}}}, {"d", {{"$date", 0}}}}).dump() ==
        R"({"n":1,"d":{"$date":"1970-01-01T00:00:00Z"}})");
  CHECK(normalise(Document::parse(R"({"age":{"$gt":{"$numberInt":"5"}},"t":{"$type":"string"}})"))
            .dump() == R"({"age":{"$gt":5},"t":{"$type":"string"}})");
  CHECK(normalise(Document::parse(R"({"$set":{"b":{"$binary":"AA==","$type":"0"}}})")).dump() ==
        R"({"$set":{"b":{"$binary":{"base64":"AA==","subType":"00"}}}})");
  CHECK(normalise(Document::parse(R"({"$or":[{"a":{"$in":[{"$numberLong":"1"}]}}]})")).dump() ==
        R"({"$or":[{"a":{"$in":[{"$numberLong":"1"}]}}]})");
}

TEST_CASE("A lone value is brought to normal form, wrapper or not", "[extjson][normalise]") {
  CHECK(normalise_value(5).dump() == "5");
  CHECK(normalise_value("x").dump() == R"("x")");
  CHECK(normalise_value(nullptr).is_null());
  CHECK(normalise_value(Value::parse(R"({"$numberInt":"5"})")).dump() == "5");
  CHECK(normalise_value(Value::parse(R"([{"$date":0}])")).dump() ==
        R"([{"$date":"1970-01-01T00:00:00Z"}])");
  CHECK(normalise_value(nested(99)).dump() == nested(99).dump());
  CHECK_THROWS_AS(normalise_value(nested(100)), InvalidInput);
}

TEST_CASE("Unsigned integers fit an Int64 or are refused", "[extjson][normalise]") {
  CHECK(normalise({{"a", std::uint64_t{5}}, {"b", std::uint64_t{9223372036854775807u}}}).dump() ==
        R"({"a":5,"b":9223372036854775807})");
  CHECK(refused({{"a", {{"b", std::uint64_t{9223372036854775808u}}}}}) ==
        Refused{2, "a.b: an integer too large for an Int64"});
}

TEST_CASE("What is no document is refused", "[extjson][normalise]") {
  for (const Value& value : {Value(), Value(1), Value("x"), Value::array()})
    CHECK(refused(value) == Refused{2, "a document must be a JSON object"});
  CHECK(refused({{"a", Value::binary({1, 2})}}).code == 2);
  CHECK(refused({{"a", {1, Value(Value::value_t::discarded)}}}).what.starts_with("a.1: "));
}

TEST_CASE("Strings and names that are not UTF-8 are refused by their path",
          "[extjson][normalise]") {
  CHECK(refused({{"a", {1, {{"b", "\xED\xA0\x80"}}}}}) == Refused{2, "a.1.b: not valid UTF-8"});
  CHECK(refused({{"a", {{"\xFF", 1}}}}) == Refused{2, "a.?: not valid UTF-8"});
  CHECK(refused({{"a", {{"$symbol", "\xFF"}}}}) == Refused{2, "a: not valid UTF-8"});
  CHECK(normalise({{"é", "€😀"}}).dump() == R"({"é":"€😀"})");
}

TEST_CASE("A NUL in a name is refused by its path", "[extjson][normalise]") {
  CHECK(refused({{"x", {{"a\0b"s, 1}}}}) == Refused{2, "x.?: a NUL in a field name"});
  CHECK(normalise({{"x", "a\0b"s}})["x"] == "a\0b"s);
}

TEST_CASE("Deep documents are refused before their depth can do harm", "[extjson][normalise]") {
  CHECK(normalise(nested(100)).dump() == nested(100).dump());
  const Refused deep = refused(nested(101));
  CHECK(deep.code == 15);
  CHECK(deep.what.ends_with("a.a: nested more than 100 levels deep"));
  const Value very_deep = nested(100'000);
  CHECK(refused(very_deep) == deep);
}

TEST_CASE("A document of more than 16 MiB is refused", "[extjson][normalise]") {
  const std::string text(max_document_bytes - std::string_view(R"({"a":""})").size(), 'x');
  CHECK(normalise({{"a", text}})["a"].get_ref<const std::string&>().size() == text.size());
  CHECK(refused({{"a", text + "x"}}) == Refused{10334, "larger than 16 MiB"});
  CHECK(refused({{"a", std::string(max_document_bytes / 2, '\n')}}).code == 10334);
}

TEST_CASE("Relaxed text unwraps what normal form keeps of an Int64", "[extjson][writer]") {
  const Document document = ejson::parse(
      R"({"a":{"$numberLong":"5"},"b":2147483648,"c":1.0,"d":{"$numberDouble":"NaN"},
          "e":{"$date":{"$numberLong":"-1"}},"f":[{"$numberLong":"-6"}],"g":{"$date":0},
          "h":{"$code":"","$scope":{"n":{"$numberLong":"7"}}},"i":{"$numberDecimal":"1"}})");
  CHECK(ejson::relaxed(document) ==
        R"({"a":5,"b":2147483648,"c":1.0,"d":{"$numberDouble":"NaN"},)"
        R"("e":{"$date":{"$numberLong":"-1"}},"f":[-6],"g":{"$date":"1970-01-01T00:00:00Z"},)"
        R"("h":{"$code":"","$scope":{"n":7}},"i":{"$numberDecimal":"1"}})");
}

TEST_CASE("Canonical text names the type of every number and date", "[extjson][writer]") {
  const Document document = ejson::parse(
      R"({"a":1,"b":{"$numberLong":"5"},"c":2147483648,"d":1.0,"e":-0.0,"f":1.5e300,
          "g":{"$numberDouble":"-Infinity"},"h":[1,{"i":2}],
          "j":{"$date":"2012-12-24T12:15:30.501Z"},
          "k":{"$date":{"$numberLong":"-1"}},"l":{"$timestamp":{"t":1,"i":2}},"m":{"$minKey":1},
          "n":{"$code":"","$scope":{"o":1}},"p":{"$numberDecimal":"0.10"}})");
  CHECK(ejson::canonical(document) ==
        R"({"a":{"$numberInt":"1"},"b":{"$numberLong":"5"},"c":{"$numberLong":"2147483648"},)"
        R"("d":{"$numberDouble":"1.0"},"e":{"$numberDouble":"-0.0"},)"
        R"("f":{"$numberDouble":"1.5E+300"},"g":{"$numberDouble":"-Infinity"},)"
        R"("h":[{"$numberInt":"1"},{"i":{"$numberInt":"2"}}],)"
        R"("j":{"$date":{"$numberLong":"1356351330501"}},"k":{"$date":{"$numberLong":"-1"}},)"
        R"("l":{"$timestamp":{"t":1,"i":2}},"m":{"$minKey":1},)"
        R"("n":{"$code":"","$scope":{"o":{"$numberInt":"1"}}},"p":{"$numberDecimal":"0.10"}})");
  CHECK(ejson::parse(ejson::canonical(document)).dump() == document.dump());
}

TEST_CASE("Text of a document that is not one is refused", "[extjson][writer]") {
  CHECK_THROWS_AS(ejson::relaxed(Value(1)), InvalidInput);
  CHECK_THROWS_WITH(ejson::canonical({{"a", {{"$oid", 1}}}}),
                    Catch::Matchers::StartsWith("a: $oid: "));
}

}  // namespace extjson_normalise_test
