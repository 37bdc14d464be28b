// Text that an import may meet: its layout and its encoding.
#include "import/input_corpus.hpp"

namespace import_input_corpus_test {

using namespace std::string_literals;
using namespace input_corpus;
namespace {
const std::string cut = "the text ends inside the document";
const std::string no_object = "not an object";
const std::string make_object = ": remove it or make it an object";
const std::string not_closed =
    "the array that began at line 1, column 1 is not closed: the file seems cut off, so export it "
    "again";
const std::string no_key = "'u' is missing or null, and the unique index u_1 requires it";

}  // namespace

TEST_CASE("Input corpus: each layout has its exact ledger", "[import][corpus]") {
  const auto one = live("{\"u\":1}"), two = live("{\"u\":2}"), three = live("{\"u\":3}"),
             four = live("{\"u\":4}");
  check({
      {"nothing", {}},
      {"white space alone", {gap(" \r\n\t\n ")}},
      {"a byte order mark alone", {gap("\xEF\xBB\xBF")}},
      {"an empty array", {gap("[ ]\n")}},
      {"lines, and arrays between them",
       {one, gap("\n["), two, gap(","), three, gap("]\n"), four, gap("\n")}},
      {"lines, and documents laid out over several",
       {one, gap("\n"), live("{\n  \"u\": 2\n}"), gap("\n"), three, gap("\n"),
        live("{\n\"u\":\n4}"), gap("\n")}},
      {"an array laid out over lines",
       {gap("[\n  "),
        live("{\n    \"u\": 1,\n    \"in\": [\n      {\n        \"a\": 1\n      }\n    ]\n  }"),
        gap(",\n  "), live("{\n    \"u\": 2\n  }"), gap("\n]\n")}},
      {"the same with CRLF",
       {gap("[\r\n  "), live("{\r\n    \"u\": 1,\r\n    \"in\": [\r\n      2\r\n    ]\r\n  }"),
        gap(",\r\n  "), live("{\r\n    \"u\": 2\r\n  }"), gap("\r\n]\r\n")}},
      {"documents within at the start of a line",
       {live("{\"u\":1,\"in\":[\n{\"a\":1},\n{\"a\":2}\n]}"), gap("\n"),
        live("{\"u\":3,\"in\":\n{\"a\":1}}"), gap("\n"), two, gap("\n"), four}},
      {"the same in an array, where lines are guessed to be documents",
       {gap("[\n"), live("{\n\"u\":1\n}"), gap(",\n"), live("{\"u\":2,\n\"in\":\n{\"a\":1}}"),
        gap(",\n"), three, gap("]")}},
      {"once lines have been documents, one that goes on with a brace at a line's start is cut "
       "there",
       {two, gap("\n"), bad("{\"u\":3,\"in\":", cut), gap("\n"), bad("{\"a\":1}", no_key),
        bad("}", no_object), gap("\n"), four}},
      {"a document within that could be one, once lines have been documents",
       {one, gap("\n"), two, gap("\n"), live("{\"u\":3,\n\"in\":[{\"u\":4}]}"), gap("\n"), four,
        gap("\n")}},
      {"documents cut before the end of their first line, as the first of all",
       {bad("{\"u\":{\"in\":[", cut), gap("\n"), one, gap("\n"), bad("{\"u\":[", cut), gap("\n"),
        two, gap("\n"), three, gap("\n")}},
      line("a line cut in a text", "{\"u\":\"a", cut),
      {"a line cut behind a backslash",
       {one, gap("\n"), bad("{\"u\":\"a\\", cut), gap("\n"), two, gap("\n"), three, gap("\n"),
        four}},
      line("a line cut within", "{\"u\":{\"in\":{\"a\":1}", cut),
      {"an array without its end", {bad("[", not_closed), one, gap(",\n"), two}},
      {"an array without its end, behind a comma",
       {gap("["), one, gap(",\n"), two, bad(",", not_closed), gap("\n")}},
      {"an array without its end, its last document cut",
       {gap("["), one, gap(",\n"), bad("{\"u\":2", cut)}},
      {"a comma behind the last", {gap("["), one, gap(","), two, gap(",]\n")}},
      {"a comma behind the last, on lines", {gap("[\n"), one, gap(",\n"), two, gap(",\n]\n")}},
      {"something behind the array",
       {gap("["), one, gap(","), two, gap("]"), bad("rubbish", no_object), gap("\n"), three}},
      {"something on the line behind the array",
       {gap("[\n"), one, gap("\n]\n"), bad("rubbish ]", no_object), gap("\n"), three, gap("\n")}},
      {"arrays in an array",
       {gap("["), bad("[{\"u\":1}]", "not an object: an array (line 1, column 2)" + make_object),
        gap(","), bad("[{\"u\":2}]", "not an object: an array (line 1, column 12)" + make_object),
        gap("]\n")}},
      {"what is no object in an array",
       {gap("[\n"), one, gap(",\n  "),
        bad("null", "not an object: null (line 3, column 3)" + make_object), gap(", "), two,
        gap("]")}},
      {"brackets that close nothing",
       {one, gap("\n"), bad("]]", "']' closes no array (line 2, column 1): remove it"), gap("\n"),
        two}},
      {"comments between documents",
       {gap("/* 1 */\n"), one, gap(" // {\n# 2\n"), two, gap("/* {\"u\":5} */")}},
      {"as the shells print it",
       {gap("[\n  "),
        live("{\n    u: NumberLong(1),\n    b: '}, {\"u\":9}'\n  }",
             R"({"u":{"$numberLong":"1"},"b":"}, {\"u\":9}"})"),
        gap(",\n  "),
        bad("{\n    u: 2,\n    b: Foo('}, {\"u\":9}')\n  }",
            "'Foo(…)' is not known (line 8, column 8): write the value as Extended JSON"),
        gap("\n]\n")}},
      {"the last line is cut in a string", {one, gap("\n"), bad("{\"u\":\"tw", cut)}},
      {"the last line is cut in an escape", {one, gap("\n"), bad("{\"u\":\"tw\\", cut)}},
      {"the last line is cut behind a name", {one, gap("\n"), bad("{\"u\"", cut)}},
      {"the last line is one brace", {one, gap("\n"), bad("{", cut)}},
      {"no line feed at the end", {one, gap("\n"), two}},
      {"CRLF", {one, gap("\r\n"), two, gap("\r\n\r\n"), three, gap("\r\n")}},
      {"CRLF, a line between broken",
       {one, gap("\r\n"), bad("{\"u\":2", cut), gap("\r\n"), three, gap("\r\n")}},
      {"carriage returns alone", {one, gap("\r"), two, gap("\r"), three, gap("\r")}},
      {"carriage returns alone, one document broken: it takes the rest of what is one line",
       {one, gap("\r"), bad("{\"u\":\r{\"u\":3}", cut), gap("\r")}},
      {"nothing between documents", {one, two, three}},
      {"commas between documents", {one, gap(", "), two, gap(",\n"), three, gap(",")}},
      {"a byte order mark at first", {gap("\xEF\xBB\xBF"), one, gap("\n"), two}},
      {"a byte order mark before an array", {gap("\xEF\xBB\xBF["), one, gap("]")}},
      {"two byte order marks", {gap("\xEF\xBB\xBF\xEF\xBB\xBF"), one}},
      {"a byte order mark in the middle", {one, gap("\n\xEF\xBB\xBF"), two, gap("\n"), three}},
      line("a byte order mark in the name of the key", "{\"\xEF\xBB\xBFu\":1}", no_key),
      kept("a byte order mark in another name", "{\"u\":1,\"\xEF\xBB\xBFv\":true}",
           "{\"u\":{\"$numberInt\":\"1\"},\"\xEF\xBB\xBFv\":true}"),
      line("a number", "1", no_object),
      line("a text", "\"{}\"", no_object),
      line("a word", "null", no_object),
      line("no JSON", "u,v", no_object),
      line("a brace too many", "}", no_object),
      {"a brace too many behind a document", {one, bad("}", no_object), gap("\n"), two}},
      {"an array of no documents",
       {gap("["), bad("1", "not an object: a number (line 1, column 2)" + make_object), gap(","),
        bad("2", "not an object: a number (line 1, column 4)" + make_object), gap("]\n"), one}},
  });
}

TEST_CASE("Input corpus: each document of a key but one is merged, one without is set aside",
          "[import][corpus]") {
  const auto best = live("{\"u\":1,\"a\":1}"), less = merged("{\"u\":1}");
  check({
      {"the best first", {best, gap("\n"), less, gap("\n")}},
      {"the best last", {gap("["), less, gap(","), best, gap("]")}},
      {"the same document twice", {best, gap("\n"), merged("{\"u\":1,\"a\":1}"), gap("\n")}},
      {"the same in another layout", {best, gap("\n"), merged("{ \"u\": 1, \"a\": 1 }")}},
      {"equal numbers of two types are one key",
       {best, gap("\n"), merged("{\"u\":1.0}"), gap("\n"),
        merged("{\"u\":{\"$numberLong\":\"1\"}}"), gap("\n"),
        merged("{\"u\":{\"$numberDecimal\":\"1.0\"}}")}},
      line("no key", "{\"a\":1}", no_key),
      line("a key that is null", "{\"u\":null}", no_key),
      line("an empty document", "{}", no_key),
      line("an array at the key with nobody in it", "{\"u\":[1,\"\"]}",
           "an element of the array at 'u' is empty, which names nobody, and the unique index u_1 "
           "covers it"),
  });
}

TEST_CASE("Input corpus: each encoding has its exact ledger", "[import][corpus]") {
  const std::string hint =
      "; if the file is in another encoding, tell which: --encoding windows-1252, or another";
  const std::string invalid = "not valid UTF-8" + hint, half = "an unpaired surrogate";
  const std::string control = "a control character in a string must be escaped";
  const std::string lines = "{\"u\":1}\n{\"u\":2}\n";
  check({
      {"a NUL behind a document",
       {live("{\"u\":1}"), bad("\0{\"u\":2} rubbish"s, no_object), gap("\n"), live("{\"u\":3}")}},
      {"a NUL at the end", {live("{\"u\":1}"), gap("\n"), bad("\0"s, no_object)}},
      {"NULs alone", {bad(std::string(500, '\0'), no_object)}},
      line("a NUL before a value", "{\"u\":\0001}"s, "a value is expected"),
      line("a NUL in a text", "{\"u\":\"a\0b\"}"s, control),
      line("a NUL in a name", "{\"u\0\":1}"s, control),
      line("an escaped NUL in a name", "{\"u\":1,\"a\\u0000\":1}", "a NUL in a field name"),
      kept("an escaped NUL in a text", "{\"u\":\"a\\u0000b\"}", "{\"u\":\"a\\u0000b\"}"),
      line("a tab in a text", "{\"u\":\"a\tb\"}", control),
      line("an overlong slash", "{\"u\":\"\xC0\xAF\"}", invalid),
      line("an overlong NUL", "{\"u\":\"\xC0\x80\"}", invalid),
      line("an overlong of three bytes", "{\"u\":\"\xE0\x80\xAF\"}", invalid),
      line("an overlong of four bytes", "{\"u\":\"\xF0\x80\x80\xAF\"}", invalid),
      line("the byte FF", "{\"u\":\"\xFF\"}", invalid),
      line("the byte FE in a name", "{\"u\":1,\"\xFE\":1}", invalid),
      line("a continuation alone", "{\"u\":\"\x80\"}", invalid),
      line("a sequence cut by the quote", "{\"u\":\"\xE2\x82\"}", invalid),
      line("a sequence cut by another character", "{\"u\":\"\xC3(\"}", invalid),
      {"a sequence cut by the end",
       {live("{\"u\":1}"), gap("\n"), bad("{\"u\":\"\xE2\x82", invalid)}},
      line("beyond the last character", "{\"u\":\"\xF4\x90\x80\x80\"}", invalid),
      line("a surrogate in bytes", "{\"u\":\"\xED\xA0\x80\"}", invalid),
      line("a pair of surrogates in bytes", "{\"u\":\"\xED\xA0\xBD\xED\xB8\x80\"}", invalid),
      line("invalid outside of texts", "{\"u\":1,\xFF}",
           "a name in double quotes is expected" + hint),
      line("half of a pair", "{\"u\":\"\\uD83D\"}", half),
      line("half of a pair, then a character", "{\"u\":\"\\uD83Dx\"}", half),
      line("half of a pair, then an escape", "{\"u\":\"\\uD83D\\u0041\"}", half),
      line("the second half alone", "{\"u\":\"\\uDE00\"}", half),
      line("the halves swapped", "{\"u\":\"\\uDE00\\uD83D\"}", half),
      line("half of a pair in a name", "{\"u\":1,\"\\uD83D\":1}", half),
      kept("a pair", "{\"u\":\"\\uD83D\\uDE00\"}", "{\"u\":\"\xF0\x9F\x98\x80\"}"),
      kept("characters of each length", "{\"u\":\"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"}",
           "{\"u\":\"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"}"),
      kept("a line separator of Unicode", "{\"u\":\"a\xE2\x80\xA8z\"}",
           "{\"u\":\"a\xE2\x80\xA8z\"}"),
      kept("what is no character, but valid", "{\"u\":\"\xEF\xBF\xBF\"}",
           "{\"u\":\"\xEF\xBF\xBF\"}"),
      {"an escape and its character are one key",
       {live("{\"u\":\"\\u00e9\",\"a\":1}"), gap("\n"), merged("{\"u\":\"\xC3\xA9\"}")}},
  });
}

}  // namespace import_input_corpus_test
