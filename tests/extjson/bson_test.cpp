// BSON becomes the Extended JSON that says the same.
#include "extjson/bson.hpp"

#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>

#include "bson_bytes.hpp"
#include "catch.hpp"

namespace extjson_bson_test {

using namespace profilestore;
using namespace std::string_literals;

namespace {

std::string json_of(const std::string& bytes) {
  std::string text;
  extjson::append_json_of_bson(bytes, text);
  return text;
}

std::string refusal_of(const std::string& bytes) {
  try {
    return "read as " + json_of(bytes);
  } catch (const InvalidInput& error) {
    return error.what();
  }
}

std::string nested(int levels) {
  std::string bytes = bson_bytes::around("");
  for (int i = 1; i < levels; ++i) bytes = bson_bytes::around("\x03"s + "a" + '\0' + bytes);
  return bytes;
}

}  // namespace

TEST_CASE("A document of BSON is read as its Extended JSON is", "[extjson][bson]") {
  const std::string json = GENERATE(values<std::string>({
      R"({})",
      R"({"a": {"$numberInt": "1"}, "b": {"$numberLong": "9007199254740993"}})",
      R"({"a": {"$numberDouble": "0.1"}, "b": {"$numberDouble": "-0.0"}})",
      R"({"a": {"$numberDouble": "1e300"}, "b": {"$numberDouble": "5e-324"}})",
      R"({"a": {"$numberDouble": "NaN"}, "b": {"$numberDouble": "-Infinity"}})",
      R"({"a": {"$numberDecimal": "1.50"}, "b": {"$numberDecimal": "NaN"}})",
      R"({"_id": {"$oid": "65000002aaaaaaaaaa000000"}})",
      R"({"a": {"$date": {"$numberLong": "-1"}}, "b": {"$date": "2024-01-02T03:04:05.678Z"}})",
      R"({"a": "text \u0000 \"quoted\" é 🙂"})",
      R"({"a": {"$binary": {"base64": "AAEC", "subType": "00"}}})",
      R"({"a": {"$binary": {"base64": "AAECAwQFBgcICQoLDA0ODw==", "subType": "04"}}})",
      R"({"a": {"$regularExpression": {"pattern": "^a/b", "options": "im"}}})",
      R"({"a": {"$timestamp": {"t": 4294967295, "i": 1}}})",
      R"({"a": {"$code": "f"}, "b": {"$code": "g", "$scope": {"x": {"y": [1]}}}})",
      R"({"a": {"$symbol": "s"}, "b": {"$undefined": true}, "c": null, "d": true})",
      R"({"a": {"$minKey": 1}, "b": {"$maxKey": 1}})",
      R"({"a": {"$dbPointer": {"$ref": "c", "$id": {"$oid": "65000002aaaaaaaaaa000000"}}}})",
      R"({"a": {"$ref": "c", "$id": 1}, "": {"": []}, "a.b": [[], {}, [1, [2]]]})",
  }));
  CAPTURE(json);
  CHECK(ejson::parse(json_of(bson_bytes::of(json))) == ejson::parse(json));
}

TEST_CASE("What is no sound BSON is refused with its place", "[extjson][bson]") {
  struct Case {
    const char* name;
    std::string bytes;
    const char* refusal;
  };
  const std::string good = bson_bytes::of(R"({"a": 1})");
  const Case c = GENERATE_COPY(values<Case>({
      {"nothing", "", "a wrong length or end at byte 0"},
      {"longer than it says", good + '\0', "a wrong length or end at byte 0"},
      {"cut off", good.substr(0, good.size() - 1), "a wrong length or end at byte 0"},
      {"an unknown type", bson_bytes::around("\x1F"s + "a\0"s), "an unreadable element at byte"},
      {"a text longer than its document", bson_bytes::around("\x02"s + "a\0\x7F\0\0\0x\0"s),
       "an unreadable element at byte"},
      {"a document that ends too late", bson_bytes::around("\x03"s + "a\0\x7F\0\0\0\0"s),
       "an unreadable element at byte"},
      {"invalid UTF-8 in a text", bson_bytes::around("\x02"s + "a\0\x03\0\0\0\xC3\x28\0"s),
       "text that is not valid UTF-8 at byte 11"},
      {"invalid UTF-8 in a name", bson_bytes::around("\x0A"s + "\xFF\0"s),
       "text that is not valid UTF-8 at byte 5"},
  }));
  CAPTURE(c.name);
  CHECK_THAT(refusal_of(c.bytes), has_part(c.refusal));
}

TEST_CASE("A field within a document that is named as a wrapper is refused, not misread",
          "[extjson][bson]") {
  const std::string inner = bson_bytes::around("\x02"s + "$oid\0\x02\0\0\0x\0"s);
  const std::string refused = refusal_of(bson_bytes::around("\x03"s + "a\0"s + inner));
  CHECK_THAT(refused, has_part("is named $oid"));
  CHECK_THAT(refusal_of(bson_bytes::around("\x04"s + "a\0"s +
                                           bson_bytes::around("\x03"s + "0\0"s + inner))),
             has_part("is named $oid"));
  const std::string regex = "\x02$regex\0\x02\0\0\0a\0"s, options = "\x02$options\0\x01\0\0\0\0"s;
  for (const std::string& fields : {regex + options, options + regex})
    CHECK_THAT(refusal_of(bson_bytes::around("\x03"s + "a\0"s + bson_bytes::around(fields))),
               has_part("is named $regex"));
  const std::string later =
      bson_bytes::around("\x10"s + "n\0\x01\0\0\0"s + "\x02$oid\0\x02\0\0\0x\0"s);
  CHECK_THROWS_AS(ejson::parse(json_of(bson_bytes::around("\x03"s + "a\0"s + later))),
                  MalformedJson);
}

TEST_CASE("A field named $regex is data unless it reads as v1's regular expression",
          "[extjson][bson]") {
  const auto text = [](const std::string& name, char length, const std::string& value) {
    return "\x02" + name + '\0' + length + "\0\0\0"s + value + '\0';
  };
  struct Case {
    std::string fields, json;
  };
  for (const Case& c : std::vector<Case>{
           {text("$regex", 4, "abc"), R"({"a":{"$regex":"abc"}})"},
           {text("$regex", 2, "a") + "\x10$options\0\x01\0\0\0"s,
            R"({"a":{"$regex":"a","$options":1}})"},
           {text("$options", 2, "i") + text("$regex", 2, "a") + text("x", 2, "y"),
            R"({"a":{"$options":"i","$regex":"a","x":"y"}})"},
           {"\x0B$regex\0a\0\0"s,
            R"({"a":{"$regex":{"$regularExpression":{"pattern":"a","options":""}}}})"}}) {
    CAPTURE(c.json);
    const std::string document =
        bson_bytes::around("\x03"s + "a\0"s + bson_bytes::around(c.fields));
    CHECK(ejson::parse(json_of(document)).dump() == c.json);
    CHECK(ejson::parse(ejson::canonical(ejson::parse(c.json))).dump().find("$regex") !=
          std::string::npos);
  }
}

TEST_CASE("A document of BSON has up to a hundred levels, and any more are no danger",
          "[extjson][bson]") {
  CHECK_NOTHROW(ejson::parse(json_of(nested(100))));
  CHECK(refusal_of(nested(101)) == "nested more than 100 levels deep");
  CHECK(refusal_of(nested(20'000)) == "nested more than 100 levels deep");
}

}  // namespace extjson_bson_test
