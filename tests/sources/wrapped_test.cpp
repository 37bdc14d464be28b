// Documents within one object: found by their path, or not and why.
#include "sources/wrapped.hpp"

#include <profilestore/error.hpp>
#include <string>

#include "catch.hpp"

namespace sources_wrapped_test {

using namespace profilestore;

namespace {

/// What is at the path, with "map " before a map; or what is wrong.
std::string at(const std::string& path, const std::string& text) {
  try {
    const auto found = sources::wrapped_at("F", text, path);
    return (found.is_map ? "map " : "") + text.substr(found.begin, found.end - found.begin);
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("A path leads to an array or to a map of documents", "[sources][at]") {
  struct Case {
    const char *path, *text, *found;
  };
  const Case c = GENERATE(values<Case>({
      {"results", R"({"results": [{"a":1}]})", R"([{"a":1}])"},
      {"results", "\xEF\xBB\xBF \n{\"n\":1,\"results\":[],\"m\":{}}\n", "[]"},
      {"data.users", R"({"data":{"x":[1],"users":[{"a":"}]"}]},"y":2})", R"([{"a":"}]"}])"},
      {"a.b", R"({"a.b":[{}]})", "[{}]"},
      {"a.b", R"({"a":{"b":[1]},"a.b":[2]})", "[2]"},
      {"a\"b", R"({"a\"b":[{}]})", "[{}]"},
      {"users", R"({"users":{"u":{"a":1}}})", R"(map {"u":{"a":1}})"},
      {"users", R"({"users":{}})", "map {}"},
      {".", R"( {"u":{"a":1}} )", R"(map {"u":{"a":1}})"},
      {"users", R"({"users":[{'a':'}'}],"z":1,})", R"([{'a':'}'}])"},
  }));
  INFO(c.path << " " << c.text);
  CHECK(at(c.path, c.text) == c.found);
}

TEST_CASE("A path that leads nowhere is refused, with what is there", "[sources][at]") {
  struct Case {
    const char *path, *text, *fault;
  };
  const Case c = GENERATE(values<Case>({
      {"user", R"({"users":[],"n":1})", "there is no 'user'; there is 'users', 'n'"},
      {"data.user", R"({"data":{"users":[]}})", "there is no 'data.user'; there is 'data.users'"},
      {"data.user", R"({"data":[]})", "'data' is not an object"},
      {"data.user", R"({"data":{}})", "there is no 'data.user': the object is empty"},
      {"n", R"({"n":1})", "it is neither an array nor a map of documents"},
      {"data", R"({"data":{"users":[{}],"n":1}})",
       "no member of it is a document; there is 'data.users', 'data.n'"},
      {".", R"({"users":[{}],"n":1})", "no member of it is a document; there is 'users', 'n'"},
      {"a", R"({"a":[{}],"a":[{}]})", "'a' is there twice"},
      {"a", R"([{"a":1}])", "it is an array, not an object: omit --at"},
      {"a", "", "it is empty"},
      {"a", "a,b\n", "it does not begin with an object"},
      {"a", "{\"a\":[{}]}\n{\"a\":[{}]}",
       "more text follows the object that the file begins with (offset 11): give each such object "
       "as a file of its own"},
      {"a", R"({"b":1,"a":[{}})",
       "the object cannot be read behind offset 7: the file is cut off, or brackets or quotes in "
       "it "
       "do not match"},
      {"a.b", R"({"a":{"b":[],c}})",
       "the object 'a' cannot be read behind offset 13: the file is cut off, or brackets or quotes "
       "in it do not match"},
      {"a", R"({"a":[{}})",
       "the object cannot be read behind offset 1: the file is cut off, or brackets or quotes in "
       "it "
       "do not match"},
  }));
  INFO(c.path << " " << c.text);
  CHECK(at(c.path, c.text) == "F: looking for '" + std::string(c.path) + "': " + c.fault);
}

}  // namespace sources_wrapped_test
