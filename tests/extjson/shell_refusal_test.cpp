// How what the shells do not print, and this library does not know, is refused.
#include "extjson/shell.hpp"

#include <fmt/format.h>

#include "catch.hpp"
#include "extjson/reader.hpp"

namespace extjson_shell_refusal_test {

using namespace profilestore;
using namespace std::string_literals;
using extjson::ShellFault;
using extjson::Syntax;

namespace {

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

TEST_CASE("What a shell's text says that is not known is refused by its name and place",
          "[extjson][shell]") {
  const std::vector<Row> table{
      {"{a: nope}", "'nope' is no value that is known (1:5)" + by_hand},
      {"{\"a\":True}", "'True' is no value that is known (1:6)" + by_hand},
      {"{a: 1,\n  b: Foo('x')}", "'Foo(…)' is not known (2:6)" + by_hand},
      {"{a: new Foo}", "'Foo' is no value that is known (1:5)" + by_hand},
      {"{a: ObjectId}", "'ObjectId' is no value that is known (1:5)" + by_hand},
      {"{a: GUUID('00112233-4455-6677-8899-aabbccddeeff')}",
       "'GUUID(…)' is not known (1:5)" + by_hand},
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
      {"{a: UUID('00112233445566778899aabbccddeef')}",
       "$uuid: a string of the form 8-4-4-4-12, or of 32 hexadecimal digits, is expected (1:5)" +
           value},
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

}  // namespace extjson_shell_refusal_test
