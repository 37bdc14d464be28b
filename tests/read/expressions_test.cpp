// Projections with expressions.
#include "read/expressions.hpp"

#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "read/projection.hpp"

namespace read_expressions_test {

using profilestore::InvalidInput;
using profilestore::Value;
using profilestore::read::Projection;

TEST_CASE("A projection has expressions beside fields", "[read][expressions]") {
  struct Row {
    std::string projection, document, expected;
  };
  for (const Row& row :
       std::vector<Row>{{R"({"x":"$a"})", R"({"_id":1,"a":2})", R"({"_id":1,"x":2})"},
                        {R"({"a":1,"x":{"$toUpper":"$b"}})", R"({"_id":1,"a":2,"b":"y"})",
                         R"({"_id":1,"a":2,"x":"Y"})"},
                        {R"({"_id":0,"a.c":{"$add":["$a.b",1]}})", R"({"_id":1,"a":{"b":1}})",
                         R"({"a":{"c":2}})"},
                        {R"({"x":["$a",null]})", R"({"_id":1,"a":2})", R"({"_id":1,"x":[2,null]})"},
                        {R"({"x":{"$literal":5}})", R"({"_id":1})", R"({"_id":1,"x":5})"},
                        {R"({"a":{"$slice":1},"x":{"$size":"$a"}})", R"({"_id":1,"a":[7,8]})",
                         R"({"_id":1,"a":[7],"x":2})"},
                        {R"({"a":{"$elemMatch":{"b":1}},"x":"$c"})",
                         R"({"_id":1,"a":[{"b":1}],"c":3})", R"({"_id":1,"a":[{"b":1}],"x":3})"}}) {
    INFO(row.projection << " of " << row.document);
    const auto projection = Projection::parse(Value::parse(row.projection));
    CHECK_FALSE(projection.empty());
    CHECK(projection.apply(Value::parse(row.document)).dump() == Value::parse(row.expected).dump());
  }
}

TEST_CASE("Expressions of a projection are refused with MongoDB's codes", "[read][expressions]") {
  const auto code_of = [](const char* text) {
    try {
      Projection::parse(Value::parse(text));
    } catch (const InvalidInput& refusal) {
      return refusal.code();
    }
    return 0;
  };
  CHECK(code_of(R"({"a":0,"x":"$b"})") == 31310);
  CHECK(code_of(R"({"a":0,"x":{"$add":[1]}})") == 31252);
  CHECK(code_of(R"({"x":{"$nope":1}})") == 31325);
  CHECK(code_of(R"({"x":"$$y"})") == 17276);
  CHECK(code_of(R"({"a":{"$slice":1},"x.y":"$b"})") == 2);
  for (const char* slice : {R"(["$a","x"])", R"(["$a",1.5])", R"(["$a",1,0])", R"(["$$ROOT",1])"}) {
    INFO(slice);
    const auto projection = Projection::parse({{"x", {{"$slice", Value::parse(slice)}}}});
    CHECK_THROWS_AS(projection.apply(Value::parse(R"({"a":[1,2]})")), InvalidInput);
  }
}

}  // namespace read_expressions_test
