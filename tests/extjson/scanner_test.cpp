// Text that is no JSON: what is said of it, and of which place.
#include "extjson/scanner.hpp"

#include "catch.hpp"
#include "extjson/reading.hpp"

namespace extjson_scanner_test {

using namespace profilestore;
using namespace std::string_literals;
using reading::Refusal;
using reading::refusal;

namespace {

struct Case {
  std::string text;
  std::size_t offset;
  std::string reason;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [text, offset, reason] : cases) {
    INFO(text);
    CHECK(refusal(text) == Refusal{reason, offset, 1});
    // Nothing depends on whether a Scanner comes first.
    CHECK(reading::refusal_of([&] { extjson::Scanner(text).document(); }) ==
          Refusal{reason, offset, 1});
  }
}

}  // namespace

TEST_CASE("Text that ends too soon is refused at its end", "[extjson][place]") {
  const std::string whole = R"({"a": [1, "x\n\u00e9", true, {"b": -1.5e+10}], "c": null})";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    INFO(whole.substr(0, size));
    const Refusal found = refusal(whole.substr(0, size));
    // A word or a number that was cut is seen where it begins.
    if (found.reason != "a value is expected") {
      CHECK(found == Refusal{"the text ends inside the document", size, 1});
    }
  }
  check({{R"({"a": tr)", 6, "a value is expected"},
         {"", 0, "no document: the text is empty"},
         {" \t ", 3, "no document: the text is empty"}});
}

TEST_CASE("A line is counted by its newlines", "[extjson][place]") {
  CHECK(refusal("{\r\n\"a\": 1,\r\n\"b\" 2}") == Refusal{"':' is expected after a name", 16, 3});
  CHECK(refusal("\n\n{\"a\": {\n\"$oid\": 1}}") ==
        Refusal{"$oid: a string of 24 hexadecimal digits is expected", 8, 3});
  CHECK(refusal("{\"a\":1,\n\n") == Refusal{"the text ends inside the document", 9, 3});
}

TEST_CASE("Structure that is not JSON's is refused", "[extjson][scanner]") {
  check({
      {R"({"a" 1})", 5, "':' is expected after a name"},
      {R"({"a":1 "b":2})", 7, "',' or '}' is expected"},
      {R"({"a":1]})", 6, "',' or '}' is expected"},
      {R"({"a":[1 2]})", 8, "',' or ']' is expected"},
      {R"({"a":[1,]})", 8, "a value is expected"},
      {R"({"a":[,1]})", 6, "a value is expected"},
      {R"({"a":1,})", 7, "a name in double quotes is expected"},
      {R"({,})", 1, "a name in double quotes is expected"},
      {R"({a:1})", 1, "a name in double quotes is expected"},
      {R"({'a':1})", 1, "a name in double quotes is expected"},
      {R"({"a":})", 5, "a value is expected"},
      {R"({"a":'x'})", 5, "a value is expected"},
      {R"({"a":undefined})", 5, "a value is expected"},
      {R"({"a":ObjectId("57e193d7a9cc81b4027498b5")})", 5, "a value is expected"},
      {R"({"a":True})", 5, "a value is expected"},
      {R"({"a":1} // x)", 8, "text follows the document"},
      {R"(/* x */ {"a":1})", 0, "a document must be a JSON object"},
  });
}

TEST_CASE("What follows the document is refused, a second document and a NUL included",
          "[extjson][scanner]") {
  check({
      {R"({"a":1} x)", 8, "text follows the document"},
      {R"({"a":1}{"b":2})", 7, "text follows the document"},
      {R"({"a":1},)", 7, "text follows the document"},
      {R"({"a":1}})", 7, "text follows the document"},
      {"{\"a\":1}\0"s, 7, "text follows the document"},
      {"{\"a\":1}\0{\"evil\":2} garbage"s, 7, "text follows the document"},
      {"{\"a\":1\0}"s, 6, "not a JSON number"},
      {"{\0\"a\":1}"s, 1, "a name in double quotes is expected"},
      {"{\"a\0\":1}"s, 3, "a control character in a string must be escaped"},
      {"\0"s, 0, "a document must be a JSON object"},
  });
}

TEST_CASE("A byte order mark is refused", "[extjson][scanner]") {
  check({{"\xEF\xBB\xBF{\"a\":1}", 0, "a byte order mark before the document"},
         {"\xEF\xBB\xBF", 0, "a byte order mark before the document"},
         {"{\"a\":1}\xEF\xBB\xBF", 7, "text follows the document"}});
  CHECK(reading::normal("{\"\xEF\xBB\xBF\":1}") == "{\"\xEF\xBB\xBF\":1}");
}

TEST_CASE("Only an object is a document", "[extjson][scanner]") {
  for (const char* text : {"[]", "[{\"a\":1}]", "1", "-2.5", "\"a\"", "true", "null"}) {
    INFO(text);
    CHECK(refusal(text) == Refusal{"a document must be a JSON object", 0, 1});
  }
  CHECK(refusal("  []").offset == 2);
  CHECK(refusal("[1, 2").reason == "a document must be a JSON object");
}

TEST_CASE("Numbers that are not JSON's are refused", "[extjson][scanner]") {
  check({
      {R"({"a":01})", 6, "not a JSON number"},
      {R"({"a":+1})", 5, "a value is expected"},
      {R"({"a":.5})", 5, "a value is expected"},
      {R"({"a":1.})", 7, "a digit is expected"},
      {R"({"a":-})", 6, "a digit is expected"},
      {R"({"a":1e})", 7, "a digit is expected"},
      {R"({"a":1e+-1})", 8, "a digit is expected"},
      {R"({"a":0x10})", 6, "not a JSON number"},
      {R"({"a":1_000})", 6, "not a JSON number"},
      {R"({"a":--1})", 6, "a digit is expected"},
      {R"({"a":12"b":1})", 7, "not a JSON number"},
  });
}

TEST_CASE("Strings that are not JSON's are refused", "[extjson][scanner]") {
  check({
      {"{\"a\":\"x\ny\"}", 7, "a control character in a string must be escaped"},
      {"{\"a\":\"x\ty\"}", 7, "a control character in a string must be escaped"},
      {R"({"a":"\x41"})", 6, "an escape that is not valid in JSON"},
      {R"({"a":"\'"})", 6, "an escape that is not valid in JSON"},
      {R"({"a":"\u12g4"})", 10, "four hexadecimal digits are expected after \\u"},
      {R"({"\u":1})", 4, "four hexadecimal digits are expected after \\u"},
  });
}

TEST_CASE("Lone and swapped surrogates are refused", "[extjson][scanner]") {
  check({
      {R"({"a":"\ud800"})", 6, "an unpaired surrogate"},
      {R"({"a":"x\udc00"})", 7, "an unpaired surrogate"},
      {R"({"a":"\ud800x"})", 6, "an unpaired surrogate"},
      {R"({"a":"\ud800\n"})", 6, "an unpaired surrogate"},
      {R"({"a":"\ud800\ud800"})", 6, "an unpaired surrogate"},
      {R"({"a":"\udc00\ud800"})", 6, "an unpaired surrogate"},
      {R"({"\ud800":1})", 2, "an unpaired surrogate"},
  });
  CHECK(reading::normal(R"({"a":"\ud83d\ude00"})") == "{\"a\":\"😀\"}");
}

TEST_CASE("Bytes that are not UTF-8 are refused where they stand", "[extjson][scanner]") {
  const std::vector<std::string> wrong{
      "\xFF",              // never a byte of UTF-8
      "\x80",              // goes on without a beginning
      "\xC3",              // cut short
      "\xE2\x82",          // cut short
      "\xF0\x9F\x98",      // cut short
      "\xC0\x80",          // an overlong NUL
      "\xE0\x80\xAF",      // an overlong slash
      "\xED\xA0\x80",      // a surrogate
      "\xF4\x90\x80\x80",  // beyond U+10FFFF
  };
  for (const std::string& bytes : wrong) {
    check({{"{\"a\":\"é€😀" + bytes + "x\"}", 15, "not valid UTF-8"},
           {"{\"" + bytes + "\":1}", 2, "not valid UTF-8"}});
  }
  CHECK(refusal("{\"a\":\xFF}") == Refusal{"a value is expected", 5, 1});
}

}  // namespace extjson_scanner_test
