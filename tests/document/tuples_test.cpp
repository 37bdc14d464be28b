// The values at paths, arrays taken apart.
#include "document/tuples.hpp"

#include "catch.hpp"

namespace document_tuples_test {

using namespace profilestore;
using document::Path;

namespace {

struct Case {
  const char* document;
  std::vector<const char*> paths;
  const char* tuples;  // "-" stands for no value
  bool has_array;
};

Value tuples_of(const Value& document, const std::vector<Path>& paths, bool& has_array) {
  const auto found = document::tuples_at(document, paths);
  has_array = found.has_array;
  Value all = Value::array();
  for (const auto& tuple : found.tuples) {
    Value one = Value::array();
    for (const Value* value : tuple) one.push_back(value == nullptr ? Value("-") : *value);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

TEST_CASE("Arrays at paths give a tuple for each element", "[document][tuples]") {
  const Case one = GENERATE(
      Case{R"({"a":1})", {"a"}, "[[1]]", false}, Case{R"({"b":1})", {"a"}, R"([["-"]])", false},
      Case{R"({"a":null})", {"a"}, "[[null]]", false},
      Case{R"({"a":{"b":2}})", {"a.b"}, "[[2]]", false},
      Case{R"({"a":1})", {"a.b"}, R"([["-"]])", false},
      Case{R"({"a":{"$oid":"57e193d7a9cc81b4027498b5"}})", {"a.$oid"}, R"([["-"]])", false},
      Case{R"({"a":[1,2]})", {"a"}, "[[1],[2]]", true},
      Case{R"({"a":[[1,2],3]})", {"a"}, "[[[1,2]],[3]]", true},
      Case{R"({"a":[]})", {"a"}, R"([[{"$undefined":true}]])", true},
      Case{R"({"a":[]})", {"a.b"}, R"([["-"]])", true},
      Case{R"({"a":[1,{"b":2},{"c":3},[{"b":4}]]})", {"a.b"}, R"([["-"],[2],["-"],["-"]])", true},
      Case{R"({"a":[{"b":[1,2]},{"b":3}]})", {"a.b"}, "[[1],[2],[3]]", true},
      Case{R"({"a":[5,6]})", {"a.1"}, "[[6]]", true},
      Case{R"({"a":[5,6]})", {"a.2"}, R"([["-"]])", true},
      Case{R"({"a":[{"b":1},{"b":2}]})", {"a.1.b"}, "[[2]]", true},
      Case{R"({"a":[[1,2]]})", {"a.0"}, "[[1],[2]]", true},
      Case{R"({"a":1,"b":[2,3]})", {"a", "b"}, "[[1,2],[1,3]]", true},
      Case{R"({"a":[{"b":1,"c":2},{"b":3}]})", {"a.b", "a.c"}, R"([[1,2],[3,"-"]])", true},
      Case{R"({"a":[{"b":[1,2],"c":3}]})", {"a.c", "a.b"}, "[[3,1],[3,2]]", true},
      Case{R"({"a":[1,2]})", {"a", "a.b"}, R"([[1,"-"],[2,"-"]])", true});
  INFO(one.document);
  const Value document = Value::parse(one.document);
  std::vector<Path> paths;
  for (const char* path : one.paths) {
    INFO(path);
    paths.emplace_back(path);
  }
  bool has_array = false;
  CHECK(tuples_of(document, paths, has_array) == Value::parse(one.tuples));
  CHECK(has_array == one.has_array);
}

TEST_CASE("Two arrays side by side are named", "[document][tuples]") {
  const Value document = Value::parse(R"({"a":[1],"b":[2],"c":[{"d":[1],"e":[2]}]})");
  const auto parallel = [&](const char* one, const char* other) {
    return document::tuples_at(document, std::vector<Path>{Path(one), Path(other)}).parallel;
  };
  CHECK(parallel("a", "b") == std::pair<std::string, std::string>("a", "b"));
  CHECK(parallel("c.d", "c.e") == std::pair<std::string, std::string>("c.d", "c.e"));
  CHECK_FALSE(parallel("a", "x"));
}

}  // namespace document_tuples_test
