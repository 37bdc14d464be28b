// What is taken out of a text, and what is put back.
#include "splicing/splice.hpp"

#include "catch.hpp"

namespace splicing_splice_test {

using namespace profilestore;
using splicing::parts_of;
using splicing::SharedPath;
using splicing::Splice;

namespace {

std::vector<SharedPath> paths_in(const std::vector<std::string>& texts) {
  std::vector<SharedPath> paths;
  for (const std::string& text : texts) paths.push_back(std::make_shared<document::Path>(text));
  return paths;
}

constexpr const char* profile =
    R"({"_id":1,"name":{"first":"Ana","last":"B"},"tags":["a,}",{"b":1}],"at":{"$date":"2020-01-01T00:00:00Z"},"n":5})";

}  // namespace

TEST_CASE("The small document has what the paths lead to, and nothing else", "[splicing]") {
  struct Row {
    std::vector<std::string> written, read;
    std::string text, part;
  };
  for (const Row& row : std::vector<Row>{
           {{"n"}, {}, profile, R"({"n":5})"},
           {{"n"}, {"_id"}, profile, R"({"_id":1,"n":5})"},
           {{"name.first"}, {}, profile, R"({"name":{"first":"Ana"}})"},
           {{"name.middle"}, {}, profile, R"({"name":{}})"},
           {{"name.first"}, {"name"}, profile, R"({"name":{"first":"Ana","last":"B"}})"},
           {{"name"}, {"name.last"}, profile, R"({"name":{"first":"Ana","last":"B"}})"},
           {{"tags.0"}, {}, profile, R"({"tags":["a,}",{"b":1}]})"},
           {{"tags.1.b"}, {}, profile, R"({"tags":["a,}",{"b":1}]})"},
           {{"at.x"}, {}, profile, R"({"at":{"$date":"2020-01-01T00:00:00Z"}})"},
           {{"n.x"}, {}, profile, R"({"n":5})"},
           {{"missing.x"}, {}, profile, "{}"},
           {{"a"}, {}, "{}", "{}"},
           {{"a\"b\\", "é"}, {}, R"({"a":1,"a\"b\\":2,"é":3})", R"({"a\"b\\":2,"é":3})"},
           {{"x"}, {}, R"({"s":"\\","t":"\"x\":1","x":2})", R"({"x":2})"},
       }) {
    INFO(row.text);
    const auto parts = parts_of(paths_in(row.written), paths_in(row.read));
    REQUIRE(parts);
    const Splice splice(*parts, row.text);
    REQUIRE(splice.is_possible());
    CHECK(splice.part().dump() == row.part);
    CHECK(splice.text_with(splice.part()) == row.text);
  }
}

TEST_CASE("What the small document has become is put back in its places", "[splicing]") {
  struct Row {
    std::vector<std::string> written;
    std::string text, became, expected;
  };
  for (const Row& row : std::vector<Row>{
           {{"b"}, R"({"a":1,"b":2,"c":3})", R"({"b":"x"})", R"({"a":1,"b":"x","c":3})"},
           {{"a"}, R"({"a":1,"b":2,"c":3})", "{}", R"({"b":2,"c":3})"},
           {{"b"}, R"({"a":1,"b":2,"c":3})", "{}", R"({"a":1,"c":3})"},
           {{"c"}, R"({"a":1,"b":2,"c":3})", "{}", R"({"a":1,"b":2})"},
           {{"a", "b"}, R"({"a":1,"b":2,"c":3})", "{}", R"({"c":3})"},
           {{"b", "c"}, R"({"a":1,"b":2,"c":3})", "{}", R"({"a":1})"},
           {{"a"}, R"({"a":1})", "{}", "{}"},
           {{"a", "d"}, R"({"a":1})", R"({"d":2})", R"({"d":2})"},
           {{"c", "d"}, R"({"a":1,"c":3})", R"({"d":2})", R"({"a":1,"d":2})"},
           {{"d", "e"},
            R"({"a":1})",
            R"({"d":[2],"e":{"f":{}}})",
            R"({"a":1,"d":[2],"e":{"f":{}}})"},
           {{"d"}, "{}", R"({"d":1})", R"({"d":1})"},
           {{"a.b"}, R"({"a":{"b":1,"c":","},"d":1})", R"({"a":{}})", R"({"a":{"c":","},"d":1})"},
           {{"a.b"}, R"({"a":{"b":1}})", R"({"a":{}})", R"({"a":{}})"},
           {{"a.b"}, R"({"a":{}})", R"({"a":{"b":1}})", R"({"a":{"b":1}})"},
           {{"a.c", "a.d.e"},
            R"({"a":{"b":1,"d":{"x":1}},"z":0})",
            R"({"a":{"d":{"e":2},"c":3}})",
            R"({"a":{"b":1,"d":{"x":1,"e":2},"c":3},"z":0})"},
           {{"q\"n"}, R"({"a":1})", R"({"q\"n":"\n"})", R"({"a":1,"q\"n":"\n"})"},
       }) {
    INFO(row.text << " with " << row.became);
    const auto parts = parts_of(paths_in(row.written), {});
    REQUIRE(parts);
    const Splice splice(*parts, row.text);
    REQUIRE(splice.is_possible());
    CHECK(splice.text_with(Value::parse(row.became)) == row.expected);
  }
}

TEST_CASE("What is only read is put back as it stands", "[splicing]") {
  const auto parts = parts_of(paths_in({"a"}), paths_in({"b"}));
  REQUIRE(parts);
  const Splice splice(*parts, R"({"a":1,"b":2.50})");
  REQUIRE(splice.is_possible());
  CHECK(splice.text_with(Value::parse(R"({"a":3,"b":2.5})")) == R"({"a":3,"b":2.50})");
}

TEST_CASE("A path that is empty somewhere, or has a $, is followed in a whole document alone",
          "[splicing]") {
  for (const char* path : {"", "a..b", "a.", "$x", "a.$ref", "a.$[]"}) {
    INFO(path);
    CHECK_FALSE(parts_of(paths_in({path}), {}));
    CHECK_FALSE(parts_of(paths_in({"a"}), paths_in({path})));
  }
}

TEST_CASE("A text that is not in normal form is not spliced", "[splicing]") {
  for (const char* text : {"", "{", "[]", "{ }", R"({"a":1, "b":2})", R"({"a":1)", R"({"a":1}})",
                           R"({"a":{"x":1})", R"({"b)", R"({"b":)"}) {
    INFO(text);
    const auto parts = parts_of(paths_in({"z", "a.y"}), {});
    REQUIRE(parts);
    CHECK_FALSE(Splice(*parts, text).is_possible());
  }
}

}  // namespace splicing_splice_test
