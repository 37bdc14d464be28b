// Sources cut into documents. In the tables <…> marks a usable piece and (…) one that is none;
// these marks are no part of the source.
#include "import/splitter.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace profilestore;
using namespace std::string_literals;
using importing::Piece;
using importing::Splitter;

namespace {

bool is_document(std::string_view bytes) {
  try {
    parse(bytes);
    return true;
  } catch (const MalformedJson&) {
    return false;
  }
}

std::vector<Piece> pieces_of(std::string_view source, const Splitter::Test& test = is_document) {
  Splitter splitter(source, test);
  std::vector<Piece> pieces;
  while (const auto piece = splitter.next()) pieces.push_back(*piece);
  CHECK_FALSE(splitter.next());  // the end stays the end
  return pieces;
}

std::uint32_t line_of(std::string_view source, std::uint64_t offset) {
  const auto before = source.substr(0, offset);
  return static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
}

/// The source with its pieces marked, where they say that they are.
std::string marked(std::string_view source, const std::vector<Piece>& pieces) {
  std::string text;
  std::uint64_t at = 0;
  for (const Piece& piece : pieces) {
    if (piece.offset < at || piece.offset > source.size()) return "a piece out of place";
    text += source.substr(at, piece.offset - at);
    text += piece.usable ? '<' : '(';
    text += piece.bytes;
    text += piece.usable ? '>' : ')';
    at = piece.offset + piece.bytes.size();
  }
  return text += source.substr(std::min<std::uint64_t>(at, source.size()));
}

struct Row {
  std::string description, marked;
};

void check(const std::vector<Row>& table) {
  for (const Row& row : table) {
    INFO(row.description);
    std::string source = row.marked;
    std::erase_if(source, [](char c) { return "<>()"s.find(c) != std::string::npos; });
    const auto pieces = pieces_of(source);
    CHECK(marked(source, pieces) == row.marked);
    for (const Piece& piece : pieces) CHECK(piece.line == line_of(source, piece.offset));
  }
}

// To replay: PROFILESTORE_SEED=<the seed that was printed>.
std::uint64_t first_seed() {
  const char* given = std::getenv("PROFILESTORE_SEED");
  return given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
}

// Sources of every layout, and damage done to them.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::vector<Document> documents() {
    std::vector<Document> documents(below(6));
    for (Document& document : documents) document = object(0);
    return documents;
  }

  std::string laid_out(const std::vector<Document>& documents) {
    std::string source = below(4) == 0 ? "\xEF\xBB\xBF" : "";
    const std::size_t layout = below(9);
    if (layout == 0) return source + Value(documents).dump();
    if (layout == 1) return source + Value(documents).dump(2) + "\n";
    if (layout < 4) source += "[";
    for (const Document& document : documents) {
      source += document.dump(layout == 3 || layout == 4 ? 2 : -1);
      source += std::vector{",\n", ",\n", "\n", "\n", "\r\n", ",\n", ""}[layout - 2];
    }
    return layout < 4 ? source + "]" : source;
  }

  /// Cuts the text, or puts other bytes or a part of itself in place of a few.
  std::string damaged(std::string text, std::string_view bytes) {
    const std::size_t at = below(text.size() + 1);
    if (below(5) == 0) return text.substr(0, at);
    const std::string_view from = below(4) == 0 ? text : bytes;
    const std::string junk(from.substr(below(from.size() + 1), below(3)));
    return text.replace(at, below(4), junk);
  }

 private:
  std::string string() {
    std::string text;
    for (std::size_t i = below(5); i > 0; --i)
      text += std::vector{"a", "{", "}", "[", "]", "\"", "\\", ",", "\n", "é", " "}[below(11)];
    return text;
  }
  Value value(int level) {
    const std::size_t kind = below(level < 3 ? 6 : 4);
    if (kind == 0) return static_cast<int>(below(100));
    if (kind < 4) return string();
    if (kind == 4) return object(level + 1);
    Value array = Value::array();
    for (std::size_t i = below(3); i > 0; --i) array.push_back(value(level + 1));
    return array;
  }
  Document object(int level) {
    Document object = Document::object();
    for (std::size_t i = below(4); i > 0; --i) object["n" + string()] = value(level);
    return object;
  }

  std::mt19937_64 random_;
};

bool ends_soon(const std::string& source) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  Splitter splitter(source, is_document);
  while (splitter.next())
    if (std::chrono::steady_clock::now() > deadline) return false;
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
      {"its end missing", "[\n<{\"a\":1}>,\n<{\"a\":2}>\n"},
      {"its beginning missing", "<{\"a\":1}>,\n<{\"a\":2}>]\n"},
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
      {"a byte order mark in the middle", "<{\"a\":1}>\n(\xEF\xBB\xBF{\"a\":2})\n<{\"a\":3}>\n"},
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

TEST_CASE("Every document of a valid source is a piece, whatever its layout",
          "[import][splitter][random]") {
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + 3000; ++seed) {
    Generator generator(seed);
    const auto documents = generator.documents();
    const std::string source = generator.laid_out(documents);
    INFO("PROFILESTORE_SEED=" << seed << ": " << source);
    const auto pieces = pieces_of(source);
    REQUIRE(pieces.size() == documents.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      REQUIRE(pieces[i].usable);
      REQUIRE(parse(pieces[i].bytes) == documents[i]);
    }
  }
}

TEST_CASE("Between the pieces of any source lies nothing but separators",
          "[import][splitter][random]") {
  const std::uint64_t first = first_seed();
  std::size_t usable = 0, unusable = 0;
  for (std::uint64_t seed = first; seed < first + 6000; ++seed) {
    Generator generator(seed);
    std::string source = generator.laid_out(generator.documents());
    for (std::size_t i = 1 + generator.below(4); i > 0; --i)
      source = generator.damaged(source, "{}[]\",:\\\n\r \t\0x1\xFF\xEF"s);
    INFO("PROFILESTORE_SEED=" << seed << ": " << source);
    const auto only_separators = [&](std::uint64_t from, std::uint64_t to) {
      std::string_view between = std::string_view(source).substr(from, to - from);
      if (from == 0 && between.starts_with("\xEF\xBB\xBF")) between.remove_prefix(3);
      return between.find_first_not_of(" \t\r\n,[]") == std::string_view::npos;
    };
    std::uint64_t at = 0;
    for (const Piece& piece : pieces_of(source)) {
      REQUIRE(piece.offset >= at);
      REQUIRE_FALSE(piece.bytes.empty());
      REQUIRE(piece.bytes.data() == source.data() + piece.offset);
      REQUIRE(piece.offset + piece.bytes.size() <= source.size());
      REQUIRE(only_separators(at, piece.offset));
      REQUIRE(piece.line == line_of(source, piece.offset));
      REQUIRE((piece.usable ? is_document(piece.bytes) : !is_document(piece.bytes)));
      ++(piece.usable ? usable : unusable);
      at = piece.offset + piece.bytes.size();
    }
    REQUIRE(only_separators(at, source.size()));
  }
  CHECK(usable > 3000);
  CHECK(unusable > 3000);
}

TEST_CASE("A damaged line of JSON Lines takes no other with it", "[import][splitter][random]") {
  const std::uint64_t first = first_seed();
  std::size_t damaged = 0;
  for (std::uint64_t seed = first; seed < first + 6000; ++seed) {
    Generator generator(seed);
    std::vector<std::string> lines;
    for (const Document& document : generator.documents()) lines.push_back(document.dump());
    if (lines.empty()) continue;
    std::string& broken = lines[generator.below(lines.size())];
    for (std::size_t i = 1 + generator.below(3); i > 0; --i)
      broken = generator.damaged(broken, "{}[]\",:\\ x1\0\xFF"s);
    if (!is_document(broken)) ++damaged;
    std::string source;
    for (const std::string& line : lines) source += line + "\n";
    INFO("PROFILESTORE_SEED=" << seed << ": " << source);
    const auto pieces = pieces_of(source);
    std::uint64_t at = 0;
    for (const std::string& line : lines) {
      if (&line != &broken)
        REQUIRE(std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
          return piece.offset == at && piece.bytes == line && piece.usable;
        }));
      at += line.size() + 1;
    }
  }
  CHECK(damaged > 3000);
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
    CHECK(importing::format_of(row.source) == row.format);
  }
}
