// A map of documents, cut into its members, and each as a document that has its key.
#include "splitting/map_splitter.hpp"

#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>

#include "catch.hpp"
#include "splitting/map_member.hpp"

namespace splitting_map_splitter_test {

using namespace profilestore;

namespace {

std::string member(const std::string& piece, const std::string& field = "_id") {
  try {
    std::string json;
    (void)splitting::append_member(piece, field, json);
    return json;
  } catch (const Error& error) {
    return error.what();
  }
}

bool is_member(std::string_view piece) { return Value::accept(member(std::string(piece))); }

/// "piece|piece"; one that is none ends with "!" and its fault.
std::string pieces_of(const std::string& source) {
  splitting::MapSplitter splitter(source, source.find('{'), source.rfind('}') + 1, is_member,
                                  {source.find('{'), 1, {}});
  std::string text;
  while (const auto piece = splitter.next(std::string::npos)) {
    CHECK(source.substr(piece->offset, piece->bytes.size()) == piece->bytes);
    if (!text.empty()) text += '|';
    text += piece->bytes;
    if (!piece->usable) text += "!" + piece->fault.what;
  }
  CHECK(splitter.place().at == source.rfind('}') + 1);
  return text;
}

}  // namespace

TEST_CASE("Each member of a map is a piece", "[sources][at]") {
  struct Case {
    const char *source, *pieces;
  };
  const Case c = GENERATE(values<Case>({
      {R"(x{"a":{"n":1},"b" : {}}y)", R"("a":{"n":1}|"b" : {})"},
      {"{\n \"a\": {\n},\n}", "\"a\": {\n}"},
      {"{}", ""},
      {"{ }", ""},
      {R"({"a":5,"b":{"n":"}"},"c":["}"]})",
       R"("a":5!the member is not an object|"b":{"n":"}"}|"c":["}"]!the member is not an object)"},
      {"{\"a\":{1},\n b:{},\n\"c\":{}}", "\"a\":{1}!|b:{}!not a member of the map|\"c\":{}"},
      {R"({"a":{"n":1}{"b":{}})", R"("a":{"n":1}|{"b":{}!not a member of the map)"},
  }));
  INFO(c.source);
  CHECK(pieces_of(c.source) == c.pieces);
}

TEST_CASE("A member of a map is a document that has its key", "[sources][at]") {
  CHECK(member(R"("u1":{"n":1})") == R"({"_id":"u1","n":1})");
  CHECK(member("\"u1\" :\n{ }") == R"({"_id":"u1" })");
  CHECK(member(R"("u\"1":{"n":1})", "k") == R"({"k":"u\"1","n":1})");
  CHECK(member(R"("u1":{"n":1,"_id":"u1"})") == R"({"n":1,"_id":"u1"})");
  CHECK(member(R"("\u0075":{"_id":"u"})") == R"({"_id":"u"})");
  const std::string other =
      "its '_id' is not its key in the map; choose another field for the key (--map-key)";
  CHECK(member(R"("u1":{"_id":"u2"})") == other);
  CHECK(member(R"("1":{"_id":1})") == other);
  CHECK(member(R"("u1":5)") == "not a member of a map of documents");
  CHECK(member(R"({"u1":5})") == "not a member of a map of documents");
}

}  // namespace splitting_map_splitter_test
