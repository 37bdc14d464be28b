// Documents as the shells print them: what each form becomes, and how what is none is refused.
#include "extjson/shell.hpp"

#include <fmt/format.h>

#include <random>

#include "catch.hpp"
#include "extjson/reader.hpp"
#include "store/seed.hpp"

namespace extjson_shell_test {

using namespace profilestore;
using namespace std::string_literals;
using extjson::Syntax;

namespace {

/// Through the Reader, and through parse(), which must agree.
std::string canonical(const std::string& text) {
  const Document document = extjson::parse(text, Syntax::exported);
  extjson::Reader reader({}, Syntax::exported);
  std::string padded = text;
  padded.resize(text.size() + extjson::Reader::padding());
  CHECK(reader.read(std::string_view(padded).substr(0, text.size())).normal == document.dump());
  CHECK_THROWS_AS(ejson::parse(text), MalformedJson);
  return ejson::canonical(document);
}

struct Row {
  std::string text, result;
};

}  // namespace

TEST_CASE("A constructor of a shell is the value that it makes", "[extjson][shell]") {
  const std::vector<Row> table{
      {R"(ObjectId("65a000000000000000000a01"))", R"({"$oid":"65a000000000000000000a01"})"},
      {R"(new ObjectId('65A000000000000000000A01'))", R"({"$oid":"65a000000000000000000a01"})"},
      {R"(ObjectID("65a000000000000000000a01"))", R"({"$oid":"65a000000000000000000a01"})"},
      {R"(ISODate("2019-02-03T04:05:06.789Z"))", R"({"$date":{"$numberLong":"1549166706789"}})"},
      {R"(ISODate("2019-02-03T04:05:06.789+0000"))",
       R"({"$date":{"$numberLong":"1549166706789"}})"},
      {R"(ISODate("2019-02-03T06:05:06+02:00"))", R"({"$date":{"$numberLong":"1549166706000"}})"},
      {R"(ISODate("2019-02-03T04:05:06"))", R"({"$date":{"$numberLong":"1549166706000"}})"},
      {R"(ISODate("2019-02-03 04:05:06Z"))", R"({"$date":{"$numberLong":"1549166706000"}})"},
      {R"(ISODate("2019-02-03"))", R"({"$date":{"$numberLong":"1549152000000"}})"},
      {R"(new ISODate("2019-02-03"))", R"({"$date":{"$numberLong":"1549152000000"}})"},
      {R"(ISODate("1969-12-31T23:59:59.999Z"))", R"({"$date":{"$numberLong":"-1"}})"},
      {"new Date(1549166706789)", R"({"$date":{"$numberLong":"1549166706789"}})"},
      {"new Date(-1)", R"({"$date":{"$numberLong":"-1"}})"},
      {R"(new Date("2019-02-03"))", R"({"$date":{"$numberLong":"1549152000000"}})"},
      {R"(new Date("2019-02-03T04:05:06Z"))", R"({"$date":{"$numberLong":"1549166706000"}})"},
      {"NumberInt(-7)", R"({"$numberInt":"-7"})"},
      {R"(NumberInt("7"))", R"({"$numberInt":"7"})"},
      {"Int32(7)", R"({"$numberInt":"7"})"},
      {"NumberLong(9007199254740993)", R"({"$numberLong":"9007199254740993"})"},
      {R"(NumberLong("-9223372036854775808"))", R"({"$numberLong":"-9223372036854775808"})"},
      {"Long('7')", R"({"$numberLong":"7"})"},
      {"Double(7)", R"({"$numberDouble":"7.0"})"},
      {"Double('1.5')", R"({"$numberDouble":"1.5"})"},
      {"Double(NaN)", R"({"$numberDouble":"NaN"})"},
      {"Double(-Infinity)", R"({"$numberDouble":"-Infinity"})"},
      {R"(NumberDecimal("1.50"))", R"({"$numberDecimal":"1.50"})"},
      {"NumberDecimal(1.50)", R"({"$numberDecimal":"1.50"})"},
      {"Decimal128('NaN')", R"({"$numberDecimal":"NaN"})"},
      {R"(BinData(0, "AQID"))", R"({"$binary":{"base64":"AQID","subType":"00"}})"},
      {R"(BinData(128,"AQID"))", R"({"$binary":{"base64":"AQID","subType":"80"}})"},
      {R"(HexData(5, "010203"))", R"({"$binary":{"base64":"AQID","subType":"05"}})"},
      {"Binary.createFromBase64('AQID', 0)", R"({"$binary":{"base64":"AQID","subType":"00"}})"},
      {"Binary.createFromBase64('AQID')", R"({"$binary":{"base64":"AQID","subType":"00"}})"},
      {"Binary.createFromHexString('010203', 2)",
       R"({"$binary":{"base64":"AQID","subType":"02"}})"},
      {"UUID('00112233-4455-6677-8899-aabbccddeeff')",
       R"({"$binary":{"base64":"ABEiM0RVZneImaq7zN3u/w==","subType":"04"}})"},
      {"PYUUID('00112233-4455-6677-8899-aabbccddeeff')",
       R"({"$binary":{"base64":"ABEiM0RVZneImaq7zN3u/w==","subType":"03"}})"},
      {"LUUID('00112233-4455-6677-8899-aabbccddeeff')",
       R"({"$binary":{"base64":"ABEiM0RVZneImaq7zN3u/w==","subType":"03"}})"},
      // 33221100 5544 7766 8899 aabbccddeeff
      {"NUUID('00112233-4455-6677-8899-aabbccddeeff')",
       R"({"$binary":{"base64":"MyIRAFVEd2aImaq7zN3u/w==","subType":"03"}})"},
      {"CSUUID('00112233-4455-6677-8899-aabbccddeeff')",
       R"({"$binary":{"base64":"MyIRAFVEd2aImaq7zN3u/w==","subType":"03"}})"},
      // 7766554433221100 ffeeddccbbaa9988
      {"JUUID('00112233-4455-6677-8899-aabbccddeeff')",
       R"({"$binary":{"base64":"d2ZVRDMiEQD/7t3Mu6qZiA==","subType":"03"}})"},
      {"Timestamp(1549166706, 3)", R"({"$timestamp":{"t":1549166706,"i":3}})"},
      {"Timestamp({ t: 1549166706, i: 3 })", R"({"$timestamp":{"t":1549166706,"i":3}})"},
      {R"(DBRef("users", ObjectId("65a000000000000000000a01")))",
       R"({"$ref":"users","$id":{"$oid":"65a000000000000000000a01"}})"},
      {R"(DBRef("users", 5, "app"))", R"({"$ref":"users","$id":{"$numberInt":"5"},"$db":"app"})"},
      {R"(DBPointer("users", ObjectId("65a000000000000000000a01")))",
       R"({"$dbPointer":{"$ref":"users","$id":{"$oid":"65a000000000000000000a01"}}})"},
      {"MinKey", R"({"$minKey":1})"},
      {"new MinKey()", R"({"$minKey":1})"},
      {"MaxKey()", R"({"$maxKey":1})"},
      {"undefined", R"({"$undefined":true})"},
      {"/^a[/'\"]\\/b/xi", R"({"$regularExpression":{"pattern":"^a[/'\"]\\/b","options":"ix"}})"},
      {"RegExp('^a', 'i')", R"({"$regularExpression":{"pattern":"^a","options":"i"}})"},
      {"new RegExp(\"a\")", R"({"$regularExpression":{"pattern":"a","options":""}})"},
      {"Code('return 1')", R"({"$code":"return 1"})"},
      {"Code('return x', { x: NumberLong(1) })",
       R"({"$code":"return x","$scope":{"x":{"$numberLong":"1"}}})"},
      {"Symbol('s')", R"({"$symbol":"s"})"},
      {"BSONSymbol('s')", R"({"$symbol":"s"})"},
      {"NumberLong( /* many */ \"7\" , )", R"({"$numberLong":"7"})"},
  };
  for (const Row& row : table) {
    INFO(row.text);
    CHECK(canonical("{\"v\":" + row.text + "}") == "{\"v\":" + row.result + "}");
    CHECK(canonical("{ w : [ " + row.text + " , ] }") == "{\"w\":[" + row.result + "]}");
  }
}

TEST_CASE("A shell's names, texts, comments and commas are those of JavaScript",
          "[extjson][shell]") {
  const std::vector<Row> table{
      {"{a: null, $b: true, _c1: false}", R"({"a":null,"$b":true,"_c1":false})"},
      {"{näme: null}", R"({"näme":null})"},
      {"{'a b': null, \"c\": null, 7: null, '8': null}",
       R"({"a b":null,"c":null,"7":null,"8":null})"},
      {"{a: 'it\\'s \"so\"', b: \"it's\", c: `'\"`}",
       R"({"a":"it's \"so\"","b":"it's","c":"'\""})"},
      {R"({a: '\b\f\n\r\t\v\0\\\/\x41\u0042\u{43}\u{1F600}'})",
       R"({"a":"\b\f\n\r\t\u000b\u0000\\/ABC😀"})"},
      {"{a: '\t'}", R"({"a":"\t"})"},
      {"{a: 'one\\n' +\n  'two'}", R"({"a":"one\ntwo"})"},
      {"{\"a\":null,}", R"({"a":null})"},
      {"{\"a\":[null,],}", R"({"a":[null]})"},
      {"{ // 'a'\n # \"b\" }\n a: /* } */ null }", R"({"a":null})"},
      {"{a: '// no comment', b: '# nor /* here */'}",
       R"({"a":"// no comment","b":"# nor /* here */"})"},
      {"{a: NaN, b: -Infinity, c: +Infinity}",
       R"({"a":{"$numberDouble":"NaN"},"b":{"$numberDouble":"-Infinity"},)"
       R"("c":{"$numberDouble":"Infinity"}})"},
      {"{a: 1, b: -1.5e3, c: {$oid: '65a000000000000000000a01'}}",
       R"({"a":{"$numberInt":"1"},"b":{"$numberDouble":"-1500.0"},)"
       R"("c":{"$oid":"65a000000000000000000a01"}})"},
      {"{a: '{\"u\":1}'}", R"({"a":"{\"u\":1}"})"},
      {"{a: {b: [{c: [[], {}]}]}}", R"({"a":{"b":[{"c":[[],{}]}]}})"},
      {" /* first */ {a: null} \n", R"({"a":null})"},
  };
  for (const Row& row : table) {
    INFO(row.text);
    CHECK(canonical(row.text) == row.result);
  }
}

TEST_CASE("A document in a shell's spelling says what it says as Extended JSON",
          "[extjson][shell][random]") {
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + 2000; ++seed) {
    std::mt19937_64 random(seed);
    const std::vector<Row> values{
        {"NumberInt(5)", R"({"$numberInt":"5"})"},
        {"'it\\'s }'", "\"it's }\""},
        {"\"[\"", "\"[\""},
        {"[ /* ] */ null, ]", "[null]"},
        {"{ x: /}/ }", R"({"x":{"$regularExpression":{"pattern":"}","options":""}}})"},
        {"new Date(0)", R"({"$date":{"$numberLong":"0"}})"}};
    std::string shell = "{", strict = "{";
    for (std::size_t i = 0, count = random() % 6; i < count; ++i) {
      const Row& one = values[random() % values.size()];
      shell += fmt::format("{}n{}{}: {},{}", random() % 2 == 0 ? "'" : "// {\n'", i, "'", one.text,
                           random() % 2 == 0 ? "\n" : "");
      strict += fmt::format("{}\"n{}\":{}", i == 0 ? "" : ",", i, one.result);
    }
    shell += "}";
    strict += "}";
    INFO("PROFILESTORE_SEED=" << seed << ": " << shell);
    REQUIRE(extjson::parse(shell, Syntax::exported) == ejson::parse(strict));
  }
}

}  // namespace extjson_shell_test
