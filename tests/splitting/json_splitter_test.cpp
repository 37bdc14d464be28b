// Sources cut into documents.
#include "splitting/json_splitter.hpp"

#include <algorithm>
#include <ctime>

#include "catch.hpp"
#include "splitting/pieces.hpp"

namespace splitting_json_splitter_test {

using namespace profilestore;
using namespace std::string_literals;
using pieces::check;
using pieces::is_document;
using pieces::JsonSplitter;
using pieces::marked;
using pieces::Piece;
using pieces::pieces_of;

namespace {

// By the processor's time: others may have the machine meanwhile.
bool ends_soon(const std::string& source) {
  const std::clock_t deadline = std::clock() + 5 * CLOCKS_PER_SEC;
  JsonSplitter splitter(source, is_document);
  while (splitter.next())
    if (std::clock() > deadline) return false;
  return true;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("Documents are found line by line", "[import][splitter]") {
  check({
      {"empty", ""},
      {"only white space", " \r\n\t\n "},
      {"only a byte order mark", "\xEF\xBB\xBF"},
      {"one line", "<{\"a\":1}>\n"},
      {"no final newline", "<{\"a\":1}>\n<{\"a\":2}>"},
      {"CRLF", "<{\"a\":1}>\r\n<{\"a\":2}>\r\n"},
      {"blank lines and indentation", "\n\n<{\"a\":1}>\n \t\n  <{\"a\":2}>  \n\n"},
      {"a byte order mark", "\xEF\xBB\xBF<{\"a\":1}>\n<{\"a\":2}>\n"},
      {"an empty document", "<{}>\n<{\"a\":2}>\n"},
      {"braces, brackets and quotes in strings", "<{\"a\":\"}{][\\\"\\\\\"}>\n<{\"b\":\"{\"}>\n"},
      {"sub-documents and arrays", "<{\"a\":{\"b\":[{\"c\":1},[]]}}>\n<{\"a\":{}}>\n"},
      {"a comma after each", "<{\"a\":1}>,\n<{\"a\":2}>,\n"},
      {"UTF-8", "<{\"näme\":\"日本\"}>\n<{\"a\":2}>\n"},
  });
}

TEST_CASE("Documents are found in an array, however it is laid out", "[import][splitter]") {
  check({
      {"empty", "[]"},
      {"empty over two lines", "[\n]\n"},
      {"on one line, as mongoexport has it", "[<{\"a\":1}>,<{\"b\":{\"c\":[2]}}>,<{\"d\":3}>]\n"},
      {"on one line with spaces", "[ <{\"a\":1}> , <{\"a\":2}> ]"},
      {"one a line", "[\n<{\"a\":1}>,\n<{\"a\":2}>\n]\n"},
      {"one a line, indented", "[\n  <{\"a\":1}>,\n  <{\"a\":2}>\n]\n"},
      {"one a line, the commas in front", "[<{\"a\":1}>\n,<{\"a\":2}>\n]"},
      {"pretty-printed",
       "[\n  <{\n    \"a\": 1,\n    \"b\": [\n      2\n    ]\n  }>,\n"
       "  <{\n    \"a\": 3\n  }>\n]\n"},
      {"pretty-printed, braces at the line's start", "[<{\n\t\"a\": 1\n}>,\n<{\n\t\"a\": 2\n}>]\n"},
      {"a byte order mark", "\xEF\xBB\xBF[<{\"a\":1}>]"},
      {"two arrays", "[<{\"a\":1}>]\n[<{\"a\":2}>]\n"},
  });
}

TEST_CASE("Documents are found one after the other", "[import][splitter]") {
  check({
      {"nothing between them", "<{\"a\":1}><{\"a\":2}><{\"a\":3}>"},
      {"commas", "<{\"a\":1}>,<{\"a\":2}>"},
      {"spaces", "<{\"a\":1}> <{\"a\":2}>\n<{\"a\":3}>"},
      {"pretty-printed", "<{\n  \"a\": {\n    \"b\": 1\n  }\n}>\n<{\n  \"a\": 2\n}>\n"},
      {"pretty-printed, nothing between them", "<{\n  \"a\": 1\n}><{\n  \"a\": 2\n}>"},
      {"pretty-printed with CRLF", "<{\r\n  \"a\": 1\r\n}>\r\n<{\r\n  \"a\": 2\r\n}>\r\n"},
      {"the sub-documents of a first one at the line's start",
       "<{\"a\":[\n{\"b\":1},\n{\"b\":2}\n]}>\n<{\"a\":2}>\n"},
      {"lines, then pretty-printed, then lines",
       "<{\"a\":1}>\n<{\n  \"a\": 2\n}>\n<{\"a\":3}>\n<{\"a\":4}>"},
  });
}

TEST_CASE("What is no document becomes a piece of its own, and the next document follows",
          "[import][splitter]") {
  check({
      {"a truncated last line", "<{\"a\":1}>\n({\"a\":2,\"b\":\"x)"},
      {"an unparsable line in the middle", "<{\"a\":1}>\n({\"a\":nope})\n<{\"a\":3}>\n"},
      {"an unparsable line at first", "({\"a\":nope})\n<{\"a\":2}>\n<{\"a\":3}>\n"},
      {"a brace not closed", "<{\"a\":1}>\n({\"a\":{\"b\":2})\n<{\"a\":3}>\n<{\"a\":4}>\n"},
      {"a brace not closed at first", "({\"a\":{\"b\":2})\n<{\"a\":3}>\n<{\"a\":4}>\n"},
      {"a brace not closed, with CRLF", "<{\"a\":1}>\r\n({\"a\":{)\r\n<{\"a\":3}>\r\n"},
      {"a brace too many", "<{\"a\":1}>\n<{\"a\":2}>(})\n<{\"a\":3}>\n"},
      {"a bracket instead of a brace", "<{\"a\":1}>\n({\"a\":2]})\n<{\"a\":3}>\n"},
      {"a string not closed", "<{\"a\":1}>\n({\"a\":\"x})\n<{\"a\":3}>\n<{\"a\":4}>\n"},
      {"a string not closed at first", "({\"a\":\"x)\n<{\"a\":2}>\n<{\"a\":3}>\n"},
      {"a line cut behind a backslash", "<{\"a\":1}>\n({\"a\":\"x\\)\n<{\"a\":3}>\n<{\"a\":4}>\n"},
      {"a file cut behind a backslash", "<{\"a\":1}>\n({\"a\":\"x\\)"},
      {"lines of garbage", "(hello)\n<{\"a\":1}>\n(}, what?)\n(5)\n(\"{}\")\n<{\"a\":2}>\n(end)"},
      {"garbage behind a document", "<{\"a\":1}> (x)\n<{\"a\":2}>\n"},
      {"garbage before a document takes its line", "(x {\"a\":1})\n<{\"a\":2}>\n"},
      {"values that are no objects", "[\n(1),\n(null),\n<{\"a\":1}>,\n(\"x\")\n]"},
      {"a NUL between documents", "<{\"a\":1}>\n(\0)\n<{\"a\":2}>"s},
      {"a NUL in a document", "<{\"a\":1}>\n({\"a\":\0})\n<{\"a\":3}>\n"s},
      {"a NUL behind a document", "<{\"a\":1}>(\0{\"evil\":2})\n<{\"a\":3}>\n"s},
      {"a NUL in a name", "({\"a\\u0000\":1})\n<{\"a\":2}>\n"},
      {"a name that stands twice", "<{\"a\":1}>\n({\"a\":1,\"a\":2})\n<{\"a\":3}>\n"},
      {"invalid UTF-8", "<{\"a\":1}>\n({\"a\":\"\xFF\"})\n<{\"a\":3}>\n"},
      {"a comment that is not closed", "<{\"a\":1}>\n(/* {\"a\":2})\n<{\"a\":3}>\n"},
      {"only an open brace", "({)"},
      {"only a closing brace", "(})"},
      {"in an array, one a line", "[\n<{\"a\":1}>,\n({\"a\":}),\n<{\"a\":3}>\n]\n"},
      {"in an array on one line", "[<{\"a\":1}>,({\"a\":}),<{\"a\":3}>]"},
      {"in an array on one line, a brace not closed: the rest",
       "[<{\"a\":1}>,({\"a\":{,{\"b\":3}])"},
      {"pretty-printed, the value missing",
       "<{\n  \"a\": 1\n}>\n({\n  \"a\":\n})\n<{\n  \"a\": 3\n}>\n"},
      {"pretty-printed, a brace not closed",
       "<{\n  \"a\": 1\n}>\n({\n  \"a\": {\n    \"b\": 2\n})\n<{\n  \"a\": 3\n}>\n"},
      {"in a pretty-printed array, a string not closed",
       "[\n  ({\n    \"a\": \"x\n  }),\n  <{\n    \"a\": 2\n  }>\n]\n"},
      {"pretty-printed, the last one cut", "<{\n  \"a\": 1\n}>\n({\n  \"a\": 2,\n  \"b)"},
  });
}

TEST_CASE("An offset counts bytes from the source's start, a line from one", "[import][splitter]") {
  const auto found = pieces_of("\xEF\xBB\xBF\n[{\"é\":1},\r\n{\n\"a\":2},nope\n{\"a\":3}]");
  REQUIRE(found.size() == 4);
  const auto place = [&](std::size_t i) { return std::pair(found[i].offset, found[i].line); };
  CHECK((place(0) == std::pair{std::uint64_t{5}, 2U}));
  CHECK((place(1) == std::pair{std::uint64_t{16}, 3U}));
  CHECK((place(2) == std::pair{std::uint64_t{25}, 4U}));
  CHECK((place(3) == std::pair{std::uint64_t{30}, 5U}));
  CHECK(found[2].bytes == "nope");
}

TEST_CASE("A piece is usable if the test says so of just its bytes", "[import][splitter]") {
  const auto short_object = [](std::string_view bytes) {
    return bytes.starts_with('{') && bytes.ends_with('}') && bytes.size() < 6;
  };
  const std::string_view source = "{not}\n{json at all}\n{ok},{1}\n{}}\nx\n";
  CHECK(marked(source, pieces_of(source, short_object)) ==
        "<{not}>\n({json at all})\n<{ok}>,<{1}>\n<{}}>\n(x)\n");
}

TEST_CASE("The time goes with the length of the source, whatever is wrong with it",
          "[import][splitter][time]") {
  constexpr int many = 100'000;
  const std::string whole = "{\"a\":1}\n", open = "{\"a\":{\"b\":1,\n", text = "{\"a\":\"x\n";
  CHECK(ends_soon(repeated(open, many)));
  CHECK(ends_soon(repeated(text, many)));
  CHECK(ends_soon(whole + repeated(open, many)));
  CHECK(ends_soon(whole + repeated(" " + open, many)));
  CHECK(ends_soon("[\n" + repeated("  " + open, many) + "]"));
  CHECK(ends_soon(repeated(whole + open, many)));
  CHECK(ends_soon(repeated("{\n  \"a\": {\n}\n", many)));
  CHECK(ends_soon(repeated("x\n", many)));
  CHECK(ends_soon(repeated("}", many)));
  CHECK(ends_soon(repeated("{\"a\":\n", many)));
  // As mongoexport writes an array: all of it on one line.
  CHECK(ends_soon("[" + repeated("{\"a\":1},", many) + "{}]\n"));
  CHECK(ends_soon(repeated("{\"a\":1}", many)));
  CHECK(ends_soon(whole + repeated("{\"a\":1} ", many)));
  CHECK(ends_soon("[" + repeated("{\"a\":},", many) + "{}]\n"));
}

TEST_CASE("The time goes with the length of the source, whatever a shell may have printed",
          "[import][splitter][time]") {
  constexpr int many = 10'000;
  for (const std::string& odd : {"{a: '}',\n"s, "{a: http://x},"s, "{a: http://x},\n"s,
                                 "{a: /* },\n"s, "/* {}\n"s, "{a: 'x},"s, "[\n"s, "[[\n"s, "[{},"s,
                                 "\"x,"s, "'a,\\'"s, "]"s, "],\n"s, "x {,"s, "{}\n["s, "[{}]{"s}) {
    INFO(odd);
    CHECK(ends_soon(repeated(odd, many)));
    CHECK(ends_soon("{\"a\":1}\n" + repeated(odd, many)));
    CHECK(ends_soon("[" + repeated(odd, many)));
    CHECK(ends_soon("[\n" + repeated(odd, many) + "\n{}"));
  }
}

TEST_CASE("The format of a source is told by how it begins", "[import][splitter]") {
  struct Format {
    std::string source, format;
  };
  const std::vector<Format> table{
      {"", "empty"},
      {" \r\n\t", "empty"},
      {"\xEF\xBB\xBF", "empty"},
      {"[]", "json-array"},
      {"\xEF\xBB\xBF\n [{\"a\":1}]", "json-array"},
      {"[\n  {\n", "json-array"},
      {"{\"a\":1}", "json-lines"},
      {"\xEF\xBB\xBF{\"a\":1}\r\n{\"a\":2}\r\n", "json-lines"},
      {"\n{} \n", "json-lines"},
      {"{\n  \"a\": 1\n}\n", "json-objects"},
      {"{\"a\":1,\n\"b\":2}\n", "json-objects"},
      {"hello", "json-objects"},
  };
  for (const Format& row : table) {
    INFO(row.source);
    CHECK(splitting::json_format_of(row.source) == row.format);
  }
}

}  // namespace splitting_json_splitter_test
