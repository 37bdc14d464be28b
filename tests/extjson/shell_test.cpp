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
using extjson::ShellFault;
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

/// "what (line:column): advice" of a text in a shell's syntax; else what Extended JSON lacks.
std::string refusal(const std::string& text) {
  try {
    (void)extjson::parse(text, Syntax::exported);
  } catch (const ShellFault& fault) {
    const std::size_t line_end = std::string_view(text).substr(0, fault.offset()).rfind('\n');
    const std::size_t begin = line_end == std::string::npos ? 0 : line_end + 1;
    return fmt::format("{} ({}:{}): {}", fault.reason(), fault.line(), fault.offset() - begin + 1,
                       fault.advice());
  } catch (const MalformedJson& fault) {
    return "strict: " + fault.reason();
  }
  return "none";
}

struct Row {
  std::string text, result;
};

const std::string by_hand = ": write the value as Extended JSON";
const std::string correct = ": correct the document";
const std::string value = ": correct the value, or write it as Extended JSON";

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
      // 33221100 5544 7766 8899 aabbccddeeff
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

TEST_CASE("What a shell's text says that is not known is refused by its name and place",
          "[extjson][shell]") {
  const std::vector<Row> table{
      {"{a: nope}", "'nope' is no value that is known (1:5)" + by_hand},
      {"{\"a\":True}", "'True' is no value that is known (1:6)" + by_hand},
      {"{a: 1,\n  b: Foo('x')}", "'Foo(…)' is not known (2:6)" + by_hand},
      {"{a: new Foo}", "'Foo' is no value that is known (1:5)" + by_hand},
      {"{a: ObjectId}", "'ObjectId' is no value that is known (1:5)" + by_hand},
      {"{a: LUUID('00112233-4455-6677-8899-aabbccddeeff')}",
       "'LUUID(…)' is not known (1:5)" + by_hand},
      {"{a: ünbekannt}", "'a word' is no value that is known (1:5)" + by_hand},
      {"{a: function () { return 1 }}", "'function(…)' is not known (1:5)" + by_hand},
      {"{a: ObjectId()}", "ObjectId(…) takes one text (1:5)" + by_hand},
      {"{a: ObjectId('5f')}", "$oid: a string of 24 hexadecimal digits is expected (1:5)" + value},
      {"{a: NumberInt(2147483648)}",
       "$numberInt: a string with a 32-bit integer is expected (1:5)" + value},
      {"{a: NumberInt(1.5)}",
       "$numberInt: a string with a 32-bit integer is expected (1:5)" + value},
      {"{a: NumberLong(NaN)}",
       "NumberLong(…) takes one number, or a text with one (1:5)" + by_hand},
      {"{a: NumberLong()}", "NumberLong(…) takes one number, or a text with one (1:5)" + by_hand},
      {"{a: Date()}",
       "Date(…) takes nothing: without 'new' it is the present time as text (1:5)" + by_hand},
      {"{a: new Date()}",
       "Date(…) takes one date as ISO 8601 text, or its milliseconds (1:5)" + by_hand},
      {"{a: new Date(2019, 1, 3)}",
       "Date(…) takes one date as ISO 8601 text, or its milliseconds (1:5)" + by_hand},
      {"{a: new Date('2019-02-03T04:05:06')}",
       "$date: an ISO 8601 date and time with an offset is expected (1:5)" + value},
      {"{a: ISODate('2019-02-30')}",
       "$date: an ISO 8601 date and time with an offset is expected (1:5)" + value},
      {"{a: BinData(256, '')}",
       "BinData(…) takes a subtype from 0 to 255 and a text of base64 (1:5)" + by_hand},
      {"{a: BinData(0, 'A')}", "$binary: base64 with padding is expected (1:5)" + value},
      {"{a: HexData(0, '012')}",
       "HexData(…) takes a subtype from 0 to 255 and a text of hexadecimal digits (1:5)" + by_hand},
      {"{a: CSUUID('00112233445566778899aabbccddeeff')}",
       "CSUUID(…) takes one text of the form 8-4-4-4-12 (1:5)" + by_hand},
      {"{a: UUID('00112233445566778899aabbccddeeff')}",
       "$uuid: a string of the form 8-4-4-4-12 is expected (1:5)" + value},
      {"{a: Timestamp(1)}", "Timestamp(…) takes two numbers, or {t: …, i: …} (1:5)" + by_hand},
      {"{a: Timestamp(-1, 0)}",
       "$timestamp: two unsigned 32-bit integers, t and i, are expected (1:5)" + value},
      {"{a: MinKey(1)}", "MinKey(…) takes nothing (1:5)" + by_hand},
      {"{a: /a/g}", "an option of a regular expression that is not known (1:8)" + by_hand},
      {"{a: /a\n/}", "a regular expression has no end (1:5): close it with /"},
      {"{a: [1, ... 5 more items]}",
       "'...': the shell left something out (1:9): export the collection with mongoexport"},
      {"{a: [Object]}",
       "'Object': the shell left something out (1:6): export the collection with mongoexport"},
      {"{a: 'x\n'}", "a text has no end (1:5): close it in its line"},
      {"{a: 'x", "the text ends inside the document (1:7): look whether the file is whole"},
      {"{a: 'x' + 5}", "a text is expected (1:11)" + correct},
      {"{a: `${b}`}", "'${' in a text (1:6)" + by_hand},
      {"{a: '\\q'}", "an escape that is not known (1:6): double the backslash if it is one"},
      {"{a: '\\01'}", "an escape that is not known (1:6): double the backslash if it is one"},
      {"{a: '\\x4'}", "an escape lacks a hexadecimal digit (1:9)" + correct},
      {"{a: '\\u{110000}'}", "no character has that number (1:9)" + correct},
      {"{a: '\x01'}", "a control character in a text must be escaped (1:6)" + correct},
      {"{a: '\xFF'}", "not valid UTF-8 (1:5)" + value},
      {"{a: '\\ud83d'}", "an unpaired surrogate (1:5)" + value},
      {"{a: 1, a: 2}", "duplicate field name in one object (1:8)" + value},
      {"{a: 01}", "not a JSON number (1:5)" + value},
      {"{a: 0x10}", "not a JSON number (1:5)" + value},
      {"{a: 1e999}", "a number too large for a Double (1:5)" + value},
      {"{a: 1 b: 2}", "',' or '}' is expected (1:7)" + correct},
      {"{a: [1, , 2]}", "a value is expected, not ',' (1:9)" + correct},
      {"{a: 1, , b: 2}", "a name is expected, not ',' (1:8)" + correct},
      {"{a: 1, ['b']: 2}", "a name is expected, not '[' (1:8)" + correct},
      {"{a.b: 1}", "a name with a dot (1:2): quote the name"},
      {"{a: 1, 007: 2}", "a number as a name (1:8): quote the name"},
      {"{a: 1, b\xC2\xA0: 2}", "a name with a space beyond ASCII (1:8): quote the name"},
      {"{a: 1 /* }", "a comment has no end (1:7): close it with */"},
      {"{a: 1} {b: 2}", "text follows the document (1:8)" + correct},
      {"{a: 1} // more", "text follows the document (1:8)" + correct},
      {"{a: it's}", "'it' is no value that is known (1:5)" + by_hand},
  };
  for (const Row& row : table) {
    INFO(row.text);
    CHECK(refusal(row.text) == row.result);
  }
}

TEST_CASE("A text without anything that only a shell prints is refused as Extended JSON",
          "[extjson][shell]") {
  const std::vector<Row> table{
      {"", "no document: the text is empty"},
      {"[]", "a document must be a JSON object"},
      {R"({"a":1 "b":2})", "',' or '}' is expected"},
      {R"({"a":})", "a value is expected"},
      {R"({"a":1,)", "the text ends inside the document"},
      {R"({"a":"\x41"})", "an escape that is not valid in JSON"},
      {R"({"a":"it\'s"})", "an escape that is not valid in JSON"},
      {R"({"a":01})", "not a JSON number"},
      {R"({"a":+1})", "a value is expected"},
      {R"({"a":1}{"b":2})", "text follows the document"},
      {R"({"a":1,"a":2})", "duplicate field name in one object"},
      {"{\"a\":\"\t\"}", "a control character in a string must be escaped"},
  };
  for (const Row& row : table) {
    INFO(row.text);
    CHECK(refusal(row.text) == "strict: " + row.result);
  }
}

TEST_CASE("A shell's text is nested as deep as Extended JSON may be", "[extjson][shell]") {
  const auto nested = [](int levels) {
    std::string text;
    for (int i = 0; i < levels; ++i) text += "{a:";
    return text + "1" + std::string(static_cast<std::size_t>(levels), '}');
  };
  CHECK_NOTHROW(extjson::parse(nested(100), Syntax::exported));
  CHECK(refusal(nested(101)).starts_with("nested more than 100 levels deep"));
  CHECK(refusal(nested(100'000)).starts_with("nested more than 100 levels deep"));
  CHECK(refusal(std::string(100'000, '{')) != "none");
  std::string calls = "{a: ";
  for (int i = 0; i < 100'000; ++i) calls += "DBRef('c', ";
  CHECK(refusal(calls).starts_with("nested more than 100 levels deep"));
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
