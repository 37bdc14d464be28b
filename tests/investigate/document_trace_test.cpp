// What an investigation remembers of one document.
#include "investigate/document_trace.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace investigate_document_trace_test {

using namespace profilestore;
using investigating::DocumentTrace;
using investigating::TraceReader;

namespace {

DocumentTrace copy_of(const std::string& text,
                      const std::vector<std::string>& identity = {"email"}) {
  const Document document = Document::parse(text);
  return TraceReader("updatedAt", identity).read(document.dump(), document);
}

}  // namespace

TEST_CASE("Content is all but _id and when a document was written", "[import][copy]") {
  const auto content = [](const char* text) { return copy_of(text).content; };
  const auto one = content(R"({"_id":1,"a":1,"b":{"c":2}})");
  for (const char* equal : {R"({"_id":2,"a":1,"b":{"c":2}})", R"({"b":{"c":2},"a":1})",
                            R"({"a":1,"b":{"c":2},"__v":3})",
                            R"({"a":1,"b":{"c":2},"updatedAt":{"$date":"2024-01-01T00:00:00Z"}})",
                            R"({"a":1,"b":{"c":2},"created_on":{"$date":"2024-01-01T00:00:00Z"}})",
                            R"({"a":1,"b":{"c":2},"seenAt":{"$date":"2024-01-01T00:00:00Z"}})",
                            R"({"a":1,"b":{"c":2},"seenAt":"2024-01-01T00:00:00Z"})",
                            R"({"a":1,"b":{"c":2},"updatedAt":5})"}) {
    CAPTURE(equal);
    CHECK(content(equal) == one);
  }
  for (const char* other : {R"({"a":2,"b":{"c":2}})", R"({"a":1,"b":{"c":3}})", R"({"a":1})",
                            R"({"a":1,"b":{"c":2},"birthDate":{"$date":"2024-01-01T00:00:00Z"}})",
                            R"({"a":1,"b":{"c":2},"seenAt":"at noon"})"}) {
    CAPTURE(other);
    CHECK(content(other) != one);
  }
}

TEST_CASE("An ObjectId tells second and process, and what is none tells nothing",
          "[import][copy]") {
  const DocumentTrace copy = copy_of(R"({"_id":{"$oid":"00000064aabbccddee000001"}})");
  CHECK(copy.created == 100);
  CHECK(copy.process ==
        investigating::DocumentTrace{.process = {0xaa, 0xbb, 0xcc, 0xdd, 0xee}}.process);
  CHECK_FALSE(copy_of(R"({"_id":"00000064aabbccddee000001"})").created);
  CHECK(copy_of("{}").id == 0);
}

TEST_CASE("An identity is the same in other letters' case, and none if it is empty",
          "[import][copy]") {
  const auto identity = [](const char* text) { return copy_of(text).identity; };
  CHECK(identity(R"({"email":"Ann@x.org "})") == identity(R"({"email":"ann@x.org"})"));
  CHECK(identity(R"({"email":"ann@x.org"})") != identity(R"({"email":"bob@x.org"})"));
  CHECK(identity(R"({"email":" "})") == 0);
  CHECK(identity(R"({"email":null})") == 0);
  CHECK(identity("{}") == 0);
  CHECK(copy_of(R"({"email":"a"})", {}).identity == 0);
  CHECK(copy_of(R"({"a":{"b":1}})", {"a.b"}).identity != 0);
  CHECK(copy_of(R"({"a":1})", {"a", "b"}).identity == 0);
  CHECK(copy_of(R"({"a":1,"b":2})", {"a", "b"}).identity !=
        copy_of(R"({"a":1,"b":3})", {"a", "b"}).identity);
}

TEST_CASE("A date is a moment of update, and so is its text", "[import][copy]") {
  CHECK(copy_of(R"({"updatedAt":{"$date":"1970-01-01T00:00:01.5Z"}})").updated == 1500);
  CHECK(copy_of(R"({"updatedAt":"1970-01-01T00:00:01Z"})").updated == 1000);
  CHECK_FALSE(copy_of(R"({"updatedAt":"yesterday"})").updated);
  CHECK_FALSE(copy_of("{}").updated);
}

}  // namespace investigate_document_trace_test
