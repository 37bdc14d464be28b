#include "extjson/reader.hpp"

#include "catch.hpp"
#include "extjson/reading.hpp"
#include "store/caught.hpp"

namespace extjson_reader_test {

using namespace profilestore;
using reading::normal;
using reading::read;
using reading::reason;
using reading::refusal;

namespace {

std::string nested(int levels, const std::string& open, const std::string& close,
                   const std::string& leaf) {
  std::string text;
  for (int i = 0; i < levels; ++i) text += open;
  text += leaf;
  for (int i = 0; i < levels; ++i) text += close;
  return text;
}

// The document itself is the first level.
std::string objects(int levels, const std::string& leaf = "1") {
  return nested(levels, "{\"a\":", "}", leaf);
}
std::string arrays(int levels) { return "{\"a\":" + nested(levels - 1, "[", "]", "") + "}"; }

}  // namespace

TEST_CASE("A document is read into one line without white space", "[extjson][reader]") {
  CHECK(normal(" \r\n{ \"a\" :\t[ 1 , { \"b\" : null } ] , \"c\" : { } }\n") ==
        R"({"a":[1,{"b":null}],"c":{}})");
  CHECK(normal("{}") == "{}");
  CHECK(normal(R"({"\u0061\/": "\u00e9\ud83d\ude00\u0001\n\"\\\u007f"})") ==
        "{\"a/\":\"é😀\\u0001\\n\\\"\\\\\x7f\"}");
}

TEST_CASE("A Reader gives the top-level fields that it was asked for, as values",
          "[extjson][reader]") {
  const std::string text = R"({"b": {"$numberLong": "5"}, "a": {"x": 1}, "c": 3})";
  CHECK(read(text, {"a", "b", "missing"}).fields.dump() ==
        R"({"b":{"$numberLong":"5"},"a":{"x":1}})");
  CHECK(read(text).fields.dump() == "{}");
  CHECK(read(text, {"x"}).fields.dump() == "{}");
}

TEST_CASE("A Reader reads one document after the other, faults between them", "[extjson][reader]") {
  std::string good = R"({"a": [{"b": 1}], "c": "x"})", bad = R"({"a": [{"b": {"$oid": 1}}]})";
  for (std::string* text : {&good, &bad}) text->reserve(100 + extjson::Reader::padding());
  extjson::Reader reader({"a"});
  for (int i = 0; i < 3; ++i) {
    const auto found = reader.read(good);
    CHECK(found.normal == R"({"a":[{"b":1}],"c":"x"})");
    CHECK(found.fields.dump() == R"({"a":[{"b":1}]})");
    CHECK(found.filled == 2);
    CHECK_THROWS_AS(reader.read(bad), MalformedJson);
  }
  extjson::Reader moved = std::move(reader);
  CHECK(moved.read(good).filled == 2);
}

TEST_CASE("Filled leaves are counted through plain objects, and an array is one",
          "[extjson][reader]") {
  const std::vector<std::pair<std::string, std::size_t>> cases{
      {"{}", 0},
      {R"({"a":null,"b":"","c":[],"d":{},"e":{"$undefined":true}})", 0},
      {R"({"a":0,"b":false,"c":0.0,"d":" "})", 4},
      {R"({"a":{"b":{"c":1,"d":null},"e":""}})", 1},
      {R"({"a":[1,2,{"b":3,"c":4}]})", 1},
      {R"({"a":[[]],"b":[null]})", 2},
      {R"({"a":{"$oid":"57e193d7a9cc81b4027498b5"},"b":{"$minKey":1},"c":{"$numberInt":"0"}})", 3},
      {R"({"a":{"$symbol":""},"b":{"$binary":"","$type":"0"},"c":{"$numberLong":"0"}})", 3},
      {R"({"a":{"$code":"","$scope":{"b":1,"c":2}},"d":1})", 2},
      {R"({"a":{"$ref":"c","$id":1}})", 2},
  };
  for (const auto& [text, filled] : cases) {
    INFO(text);
    CHECK(read(text).filled == filled);
  }
}

TEST_CASE("100 levels are read and 101 are refused", "[extjson][bounds]") {
  for (int levels : {99, 100}) {
    CHECK(normal(objects(levels)) == objects(levels));
    CHECK(normal(arrays(levels)) == arrays(levels));
    CHECK(ejson::parse(objects(levels)).dump() == objects(levels));
  }
  CHECK(refusal(objects(101)) == reading::Refusal{"nested more than 100 levels deep", 500, 1});
  CHECK(refusal(arrays(101)) == reading::Refusal{"nested more than 100 levels deep", 104, 1});
  CHECK(refusal(arrays(102)).offset == 104);
  CHECK(refusal(objects(1000)).offset == 500);
  CHECK(refusal(objects(100'000)) == reading::Refusal{"nested more than 100 levels deep", 500, 1});
  CHECK(refusal("{\"a\":" + std::string(100'000, '[')).offset == 104);
  CHECK(reason(nested(100'000, "{\"a\":[", "", "")) == "nested more than 100 levels deep");
}

TEST_CASE("A wrapper is a leaf, not a level, and a scope is one level", "[extjson][bounds]") {
  const std::string pointer =
      R"({"$dbPointer":{"$ref":"c","$id":{"$oid":"57e193d7a9cc81b4027498b5"}}})";
  CHECK(normal(objects(100, pointer)) == objects(100, pointer));
  const auto scopes = [](int levels) {
    return R"({"a":)" + nested(levels - 1, R"({"$code":"","$scope":{"a":)", "}}", "1") + "}";
  };
  CHECK(normal(scopes(100)) == scopes(100));
  CHECK(reason(scopes(101)) == "nested more than 100 levels deep");
}

TEST_CASE("16 MiB of normal form are read and a byte more is refused", "[extjson][bounds]") {
  const std::string frame = R"({"a":""})";
  for (const std::string unit : {"x", "\\n"}) {
    std::string text = R"({"a":")";
    while (text.size() + unit.size() + 2 <= max_document_bytes) text += unit;
    text += std::string(max_document_bytes - text.size() - 2, 'x') + "\"}";
    REQUIRE(text.size() == max_document_bytes);
    CHECK(normal(text) == text);
    CHECK(ejson::parse(text)["a"].get_ref<const std::string&>().size() > 1000);
    CHECK(normal("   " + text).size() == max_document_bytes);
    text.insert(6, "y");
    CHECK(refusal(text) == reading::Refusal{"larger than 16 MiB", 0, 1});
  }
}

TEST_CASE("A command may hold documents as deep and as large as one can be", "[extjson][bounds]") {
  const auto within = [](const std::string& document) {
    return R"({"a":{"b":[{"c":{"d":)" + document + "}}]}}";
  };
  const std::string deep = objects(100, "1");
  CHECK(ejson::parse_command(within(deep)).dump() == within(deep));
  CHECK_THROWS_AS(ejson::parse(within(deep)), MalformedJson);
  CHECK_NOTHROW(ejson::parse_command(objects(108, "1")));
  CHECK_THROWS_AS(ejson::parse_command(objects(109, "1")), MalformedJson);
  const std::string large = R"({"a":")" + std::string(max_document_bytes - 8, 'x') + "\"}";
  CHECK_NOTHROW(ejson::parse_command("{\"a\":[" + large + "," + large + "," + large + "]}"));
  const std::string four = large + "," + large + "," + large + "," + large;
  CHECK_THROWS_AS(ejson::parse_command("{\"a\":[" + four + "]}"), MalformedJson);
}

TEST_CASE("The size that counts is that of normal form, not of the text", "[extjson][bounds]") {
  std::string canonical = R"({"a":[)";
  for (int i = 0; i < 1'000'000; ++i) canonical += R"({"$numberInt":"1"},)";
  canonical += "1]}";
  REQUIRE(canonical.size() > max_document_bytes);
  CHECK(normal(canonical).size() == 2 * 1'000'000 + 9);
  std::string numbers = R"({"a":[)";
  for (int i = 0; i < 3'000'000; ++i) numbers += "1E9,";  // 1000000000.0
  numbers += "1]}";
  REQUIRE(numbers.size() < max_document_bytes);
  CHECK(reason(numbers) == "larger than 16 MiB");
}

TEST_CASE("A name that stands twice is refused at its second place, at every level",
          "[extjson][names]") {
  const std::vector<std::pair<std::string, std::size_t>> cases{
      {R"({"a":1,"a":1})", 7},
      {R"({"a":1,"b":2,"a":null})", 13},
      {R"({"a":1,"\u0061":2})", 7},
      {R"({"é":1,"\u00E9":2})", 8},
      {R"({"":1,"":2})", 6},
      {R"({"x":{"a":1, "a":2}})", 13},
      {R"({"x":[0,{"a":1,"a":2}]})", 15},
      {R"({"x":{"$code":"","$scope":{"a":1,"a":2}}})", 33},
  };
  for (const auto& [text, offset] : cases) {
    INFO(text);
    CHECK(refusal(text) == reading::Refusal{"duplicate field name in one object", offset, 1});
  }
  CHECK(normal(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}],"A":1})") ==
        R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}],"A":1})");
}

TEST_CASE("Names that stand twice are found in large objects too", "[extjson][names]") {
  for (const int count : {60, 64, 65, 66, 1000}) {
    for (const int twice : {0, 40, count - 1}) {
      std::string text = "{";
      for (int i = 0; i < count; ++i) text += "\"k" + std::to_string(i) + "\":1,";
      const std::size_t at = text.size();
      INFO(count << " names, number " << twice << " twice");
      CHECK(refusal(text + "\"k" + std::to_string(twice) + "\":2}").offset == at);
      CHECK(read(text + "\"k\":2}").filled == static_cast<std::size_t>(count) + 1);
    }
  }
}

TEST_CASE("A million names are read, and a million equal ones refused", "[extjson][names]") {
  std::string different = "{", equal = "{";
  for (int i = 0; i < 1'000'000; ++i) {
    different += "\"" + std::to_string(i) + "\":1,";
    equal += "\"k\":1,";
  }
  CHECK(read(different + "\"x\":1}").filled == 1'000'001);
  CHECK(ejson::parse(different + "\"x\":1}").size() == 1'000'001);
  CHECK(refusal(equal + "\"k\":1}").offset == 7);
}

TEST_CASE("A NUL in a name is refused, in a string it is kept", "[extjson][names]") {
  CHECK(refusal(R"({"x":1,"a\u0000b":1})") == reading::Refusal{"a NUL in a field name", 7, 1});
  CHECK(reason(R"({"x":[{"\u0000":1}]})") == "a NUL in a field name");
  CHECK(normal(R"({"x":"a\u0000b"})") == R"({"x":"a\u0000b"})");
}

TEST_CASE("Names that others give a meaning to are names like any other", "[extjson][names]") {
  const std::string text =
      R"({"":1,"\"":2,"'":3,"a.b":4,"$":5,"[0]":6,"__proto__":7,"x; DROP TABLE y":8,"a\tb":9})";
  CHECK(normal(text) == text);
  CHECK(ejson::parse(text).dump() == text);
}

TEST_CASE("An integer beyond 64 bits is a Double", "[extjson][numbers]") {
  CHECK(normal(R"({"a":9223372036854775807,"b":9223372036854775808,"c":18446744073709551615})") ==
        R"({"a":9223372036854775807,"b":9.223372036854776e+18,"c":1.8446744073709552e+19})");
  CHECK(normal(R"({"a":18446744073709551616,"b":[-9223372036854775808,-9223372036854775809]})") ==
        R"({"a":1.8446744073709552e+19,"b":[-9223372036854775808,-9.223372036854776e+18]})");
  CHECK(normal(R"({"a":-9999999999999999999,"b":-18446744073709551616})") ==
        R"({"a":-1e+19,"b":-1.8446744073709552e+19})");
  CHECK(normal("{\"a\":1" + std::string(40, '0') + ",\"b\":1}") == R"({"a":1e+40,"b":1})");
  CHECK(ejson::parse(R"({"a":18446744073709551616})")["a"].is_number_float());
}

TEST_CASE("A number too large for a Double is refused, one too small is 0", "[extjson][numbers]") {
  CHECK(refusal("{\"b\":1,\n\"a\":-1e400}") ==
        reading::Refusal{"a number too large for a Double", 12, 2});
  CHECK(reason("{\"a\":1" + std::string(400, '0') + "}") == "a number too large for a Double");
  CHECK(normal(R"({"a":1e-400,"b":-1e-400})") == R"({"a":0.0,"b":-0.0})");
}

TEST_CASE("The fault is told where it stands, in a text with numbers that were respelled",
          "[extjson][place]") {
  CHECK(refusal("{\"a\":NaN,\n\"b\":18446744073709551616,\"c\":[{\"$oid\":1}]}") ==
        reading::Refusal{"$oid: a string of 24 hexadecimal digits is expected", 40, 2});
}

TEST_CASE("A message never holds what the document holds", "[extjson][place]") {
  for (const char* text :
       {R"({"x":"secret)", R"({"x":"secret" "y"})", R"({"x":{"$oid":"secret"}})", R"({"x":secret})",
        R"({"secret":1,"secret":2})", R"({"x":{"$date":"secret"}})"}) {
    INFO(text);
    const auto error = caught<MalformedJson>([&] { ejson::parse(text); });
    REQUIRE(error);
    CHECK(std::string_view(error->what()).find("secret") == std::string_view::npos);
  }
}

}  // namespace extjson_reader_test
