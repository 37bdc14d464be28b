// Dotted paths, and what stands at them.
#include "document/path.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"

namespace document_path_test {

using namespace profilestore;
using document::Path;

TEST_CASE("A path is cut at its dots, whatever it is", "[document][path]") {
  struct Cut {
    std::string text;
    std::vector<std::string> segments;
  };
  const std::vector<Cut> table{
      {"a", {"a"}},          {"a.b", {"a", "b"}}, {"address.geo.0", {"address", "geo", "0"}},
      {"é.ü", {"é", "ü"}},   {"", {""}},          {".", {"", ""}},
      {"a.", {"a", ""}},     {".a", {"", "a"}},   {"a..b", {"a", "", "b"}},
      {"$a.b", {"$a", "b"}},
  };
  for (const Cut& row : table) {
    INFO(row.text);
    const Path path(row.text);
    CHECK(path.text() == row.text);
    CHECK(path.segments() == row.segments);
    CHECK(path.has_empty_segment() ==
          (std::count(row.segments.begin(), row.segments.end(), "") > 0));
  }
}

TEST_CASE("Paths overlap if one is the other or leads to it", "[document][path]") {
  const auto overlap = [](const char* a, const char* b) {
    const bool forth = Path(a).overlaps(Path(b)), back = Path(b).overlaps(Path(a));
    CHECK(forth == back);
    return forth;
  };
  CHECK(overlap("a", "a"));
  CHECK(overlap("a", "a.b"));
  CHECK(overlap("a.b", "a.b.c.d"));
  CHECK_FALSE(overlap("a", "b"));
  CHECK_FALSE(overlap("a", "ab"));
  CHECK_FALSE(overlap("a.b", "a.bc"));
  CHECK_FALSE(overlap("a.b", "a.c"));
  CHECK_FALSE(overlap("b.a", "c.a"));
}

TEST_CASE("A segment names an index if it is a number written without a leading zero",
          "[document][path]") {
  CHECK(document::index_of("0") == 0U);
  CHECK(document::index_of("7") == 7U);
  CHECK(document::index_of("10") == 10U);
  CHECK(document::index_of("18446744073709551615") == std::numeric_limits<std::size_t>::max());
  for (const char* segment : {"", "00", "01", "-1", "+1", "1.0", "1 ", " 1", "1e3", "0x1", "a", "$",
                              "$[]", "18446744073709551616"}) {
    INFO(segment);
    CHECK_FALSE(document::index_of(segment));
  }
}

TEST_CASE("A path leads through plain objects alone", "[document][path]") {
  const Value document = Value::parse(R"({
      "a": 1, "n": null, "o": {"p": {"q": "x"}, "": "empty"}, "list": [{"b": 5}],
      "id": {"$oid": "57e193d7a9cc81b4027498b5"}, "date": {"$date": {"$numberLong": "5"}},
      "ref": {"$ref": "c", "$id": 5}, "dotted.name": 7})");
  const auto found = [&](const char* path) -> std::string {
    const Value* value = document::find(document, Path(path));
    return value == nullptr ? "nothing" : value->dump();
  };
  CHECK(found("a") == "1");
  CHECK(found("n") == "null");
  CHECK(found("o.p.q") == R"("x")");
  CHECK(found("o.p") == R"({"q":"x"})");
  CHECK(found("o.") == R"("empty")");
  CHECK(found("list") == R"([{"b":5}])");
  CHECK(found("id") == R"({"$oid":"57e193d7a9cc81b4027498b5"})");
  CHECK(found("ref.$id") == "5");  // a DBRef is a plain object
  CHECK(found("b") == "nothing");
  CHECK(found("") == "nothing");
  CHECK(found("a.b") == "nothing");
  CHECK(found("n.b") == "nothing");
  CHECK(found("o.x.q") == "nothing");
  CHECK(found("list.0") == "nothing");
  CHECK(found("list.b") == "nothing");
  CHECK(found("id.$oid") == "nothing");
  CHECK(found("date.$date.$numberLong") == "nothing");
  CHECK(found("dotted.name") == "nothing");  // a name with a dot is out of any path's reach
}

TEST_CASE("A member is found in a plain object by its whole name", "[document][path]") {
  const Value object = Value::parse(R"({"a":1,"dotted.name":2,"ab":3})");
  const auto found = [&](const char* name) { return document::member(object, name); };
  CHECK(found("a") == &object["a"]);
  CHECK(found("dotted.name") == &object["dotted.name"]);
  CHECK(found("b") == nullptr);
  CHECK(found("") == nullptr);
  for (const char* text : {"null", "5", R"("a")", "[1]", R"({"$oid":"57e193d7a9cc81b4027498b5"})"})
    CHECK(document::member(Value::parse(text), "$oid") == nullptr);
}

TEST_CASE("Putting a value makes the objects on the way, and keeps what is there",
          "[document][path]") {
  struct Put {
    std::string before, path, after;
  };
  const std::vector<Put> table{
      {R"({})", "a", R"({"a":1})"},
      {R"({})", "a.b.c", R"({"a":{"b":{"c":1}}})"},
      {R"({"x":2,"a":5,"y":3})", "a", R"({"x":2,"a":1,"y":3})"},
      {R"({"a":{"x":2}})", "a.b", R"({"a":{"x":2,"b":1}})"},
      {R"({"a":null})", "a.b", R"({"a":{"b":1}})"},
      {"null", "a", R"({"a":1})"},
  };
  for (const Put& row : table) {
    INFO(row.before << " " << row.path);
    Value document = Value::parse(row.before);
    document::put(document, Path(row.path), 1);
    CHECK(document.dump() == row.after);
  }
}

}  // namespace document_path_test
