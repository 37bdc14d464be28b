// What is no projection.
#include <profilestore/error.hpp>

#include "catch.hpp"
#include "read/projection.hpp"

namespace read_projection_refusal_test {

using namespace profilestore;
using read::Projection;

namespace {

int code_of(const char* projection) {
  try {
    Projection::parse(Document::parse(projection));
  } catch (const InvalidInput& fault) {
    return fault.code();
  }
  return 0;
}

}  // namespace

TEST_CASE("What is no projection is refused", "[read][projection]") {
  CHECK(code_of(R"({"a":1,"b":0})") == 31254);
  CHECK(code_of(R"({"a":0,"b":1})") == 31253);
  CHECK(code_of(R"({"a":1,"a.b":1})") == 31249);
  CHECK(code_of(R"({"a.b":1,"a":1})") == 31250);
  CHECK(code_of(R"({"a":1,"a.b":0})") == 31249);
  CHECK(code_of(R"({"_id":1,"_id.a":1})") == 31249);
  CHECK(code_of(R"({"a.b":1,"a":{"b":1}})") == 31250);
  CHECK(code_of(R"({"a":{"$meta":"textScore"}})") == 40218);
  CHECK(code_of(R"({"a":{}})") == 51270);
  CHECK(code_of(R"({"a":{"$slice":"x"}})") == 28667);
  for (const char* malformed : {"[]", "[1]", "[1,2,3]", R"([1,"x"])", R"(["x",1])", "[null,1]"})
    CHECK(code_of((R"({"a":{"$slice":)" + std::string(malformed) + "}}").c_str()) == 28724);
  CHECK(code_of(R"({"a":{"$slice":[1,{"$numberDouble":"NaN"}]}})") == 28724);
  CHECK(code_of(R"({"a":{"$slice":["$a"]}})") == 28667);
  CHECK(code_of(R"({"b":0,"a":{"$slice":["$a",1]}})") == 31252);
  CHECK(code_of(R"({"a":{"$slice":["$a",1]},"b":0})") == 31254);
  CHECK(code_of(R"({"a":{"$elemMatch":{"$jsonSchema":{}}}})") == 224);
  CHECK(code_of(R"({"a":{"$elemMatch":{"$or":[{"b":1},{"$jsonSchema":{}}]}}})") == 224);
  CHECK(code_of(R"({"a":{"$elemMatch":{"b":{"$elemMatch":{"$jsonSchema":{}}}}}})") == 224);
  CHECK(code_of(R"({"a":{"$elemMatch":{"b":{"$eq":{"$jsonSchema":{}}}}}})") == 0);
  CHECK(code_of(R"({"a":{"$slice":[1,0]}})") == 28724);
  CHECK(code_of(R"({"a":{"$elemMatch":1}})") == 31274);
  CHECK(code_of(R"({"a.b":{"$elemMatch":{"c":1}}})") == 31275);
  CHECK(code_of(R"({"a.$oid":1})") == 16410);
  CHECK(code_of(R"({"$a":1})") == 16410);
  CHECK(code_of(R"({"$":1})") == 16410);
  CHECK(code_of(R"({"a":{"$slice":1,"$elemMatch":{}}})") == 16410);
  CHECK(code_of(R"({"":1})") == 40352);
  CHECK(code_of(R"({"a":{"":1}})") == 40352);
  CHECK(code_of(R"({"a.":1})") == 40353);
  CHECK(code_of(R"({".a":1})") == 15998);
  CHECK(code_of(R"({"a..b":1})") == 15998);
  CHECK(code_of("[]") == 14);
}

TEST_CASE("A path of more than 200 field names is refused", "[read][projection]") {
  std::string path = "a";
  for (int i = 1; i < 200; ++i) path += ".a";
  CHECK(code_of((R"({")" + path + R"(":1})").c_str()) == 0);
  CHECK(code_of((R"({")" + path + R"(.a":1})").c_str()) == 15);
}

TEST_CASE("A positional '$' that cannot be is refused", "[read][projection]") {
  CHECK(code_of(R"({"a.$":1,"b.$":1})") == 31276);
  CHECK(code_of(R"({"a.$":1,"b":{"$elemMatch":{"c":1}}})") == 31255);
  CHECK(code_of(R"({"b":{"$elemMatch":{"c":1}},"a.$":1})") == 31256);
  CHECK(code_of(R"({"a.$":1,"a":{"$slice":1}})") == 31250);
  CHECK(code_of(R"({"a.$":{"$slice":1}})") == 31271);
  CHECK(code_of(R"({"a.$":{"b":1}})") == 31271);
  CHECK(code_of(R"({"a.$":"b"})") == 31308);
  CHECK(code_of(R"({"a.$":0})") == 31395);
  CHECK(code_of(R"({"a.$.b":1})") == 31394);
  CHECK(code_of(R"({"a.$.$":1})") == 31394);
  CHECK(code_of(R"({"a.$":1,"b":0})") == 31254);
  CHECK(code_of(R"({"b":0,"a.$":1})") == 31253);
  CHECK(code_of(R"({"a..$":1})") == 40353);
  CHECK(code_of(R"({".$":1})") == 5392900);
}

}  // namespace read_projection_refusal_test
