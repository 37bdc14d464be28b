// The stages that make of one document one other.
#include "reshaping/reshaping.hpp"
#include "expression/cases.hpp"

namespace reshaping_reshaping_test {

using profilestore::InvalidExpression;
using profilestore::Value;
using profilestore::expression::Reshaping;

namespace {

struct Reshaped {
  std::string stage;
  std::string specification;
  std::string document;
  std::string expected;
};

Reshaping reshaping_of(const std::string& stage, const std::string& specification) {
  return Reshaping::parse(stage, Value::parse(specification));
}

}  // namespace

TEST_CASE("Stages make of a document another one", "[expression][reshaping]") {
  const std::vector<Reshaped> table{
      {"$project", R"({"a":1})", R"({"_id":1,"a":2,"b":3})", R"({"_id":1,"a":2})"},
      {"$project", R"({"_id":0,"a.b":1})", R"({"_id":1,"a":{"b":1,"c":2}})", R"({"a":{"b":1}})"},
      {"$project", R"({"a":{"b":1}})", R"({"a":[{"b":1,"c":2},5,{"c":3}]})",
       R"({"a":[{"b":1},{}]})"},
      {"$project", R"({"a":0})", R"({"_id":1,"a":2,"b":3})", R"({"_id":1,"b":3})"},
      {"$project", R"({"_id":0})", R"({"_id":1,"a":2})", R"({"a":2})"},
      {"$project", R"({"x":"$a","y":{"$add":["$a",1]}})", R"({"_id":1,"a":2})",
       R"({"_id":1,"x":2,"y":3})"},
      {"$project", R"({"x":"$none"})", R"({"_id":1})", R"({"_id":1})"},
      {"$project", R"({"x":["$a","lit"]})", R"({"_id":1,"a":2})", R"({"_id":1,"x":[2,"lit"]})"},
      {"$project", R"({"a.c":"$b"})", R"({"_id":1,"a":{"x":1},"b":2})", R"({"_id":1,"a":{"c":2}})"},
      {"$project", R"({"a.c":"$b"})", R"({"_id":1,"a":[{"x":1},{"x":3}],"b":2})",
       R"({"_id":1,"a":[{"c":2},{"c":2}]})"},
      {"$project", R"({"l.n":{"$literal":1}})", R"({"l":[1,[2],{"x":1}]})",
       R"({"l":[{"n":1},[{"n":1}],{"n":1}]})"},
      {"$project", R"({"l.x":1,"l.n":"$n"})", R"({"l":[1,{"x":1}],"n":2})",
       R"({"l":[{"n":2},{"x":1,"n":2}]})"},
      {"$project", R"({"l":{"n":"$$REMOVE"}})", R"({"l":[1]})", R"({"l":[{}]})"},
      {"$project", R"({"b":1,"a.y.z":{"$literal":1},"a.y.w":1})", R"({"a":[5],"b":2})",
       R"({"a":[{"y":{"z":1}}],"b":2})"},
      {"$project", R"({"l.x":1})", R"({"l":[1,{"x":1}]})", R"({"l":[{"x":1}]})"},
      {"$set", R"({"a":{},"b.c":{},"l":{"y":{}}})", R"({"a":[1],"b":2,"l":[1,{"x":1}]})",
       R"({"a":{},"b":{"c":{}},"l":[{"y":{}},{"x":1,"y":{}}]})"},
      {"$addFields", R"({"x":1,"a.y":"$a.x"})", R"({"a":{"x":1}})", R"({"a":{"x":1,"y":1},"x":1})"},
      {"$set", R"({"a":{"n":1}})", R"({"a":[{"b":1},5]})", R"({"a":[{"b":1,"n":1},{"n":1}]})"},
      {"$set", R"({"a":5,"b":"$a"})", R"({"a":1})", R"({"a":5,"b":1})"},
      {"$set", R"({"a":"$$REMOVE"})", R"({"a":1,"b":2})", R"({"b":2})"},
      {"$set", R"({"a":{"$literal":{}}})", R"({"a":1})", R"({"a":{}})"},
      {"$unset", R"("a.b")", R"({"a":[{"b":1,"c":2}]})", R"({"a":[{"c":2}]})"},
      {"$unset", R"(["a","c"])", R"({"a":1,"b":2,"c":3})", R"({"b":2})"},
      {"$replaceRoot", R"({"newRoot":"$a"})", R"({"a":{"b":1}})", R"({"b":1})"},
      {"$replaceWith", R"({"$mergeObjects":["$$ROOT",{"x":1}]})", R"({"a":1})",
       R"({"a":1,"x":1})"}};
  for (const Reshaped& row : table) {
    INFO(row.stage << " " << row.specification << " of " << row.document);
    const Value result =
        reshaping_of(row.stage, row.specification).apply(Value::parse(row.document));
    CHECK(result.dump() == Value::parse(row.expected).dump());
  }
}

TEST_CASE("Stages are refused with MongoDB's codes", "[expression][reshaping]") {
  struct Row {
    std::string stage, specification;
    int code;
  };
  for (const Row& row : std::vector<Row>{{"$project", "{}", 51272},
                                         {"$project", "1", 15969},
                                         {"$project", R"({"a":1,"b":0})", 31254},
                                         {"$project", R"({"a":0,"b":1})", 31253},
                                         {"$project", R"({"a":0,"b":"$c"})", 31310},
                                         {"$project", R"({"a":0,"b":{"$add":[1]}})", 31252},
                                         {"$project", R"({"a":{"$nope":1}})", 31325},
                                         {"$project", R"({"a":1,"a.b":1})", 31249},
                                         {"$project", R"({"a.b":1,"a":1})", 31250},
                                         {"$project", R"({"a":{}})", 51270},
                                         {"$project", R"({"$a":1})", 16410},
                                         {"$project", R"({"a..b":1})", 15998},
                                         {"$set", "[]", 40272},
                                         {"$unset", "[]", 31119},
                                         {"$unset", "1", 31002},
                                         {"$unset", "[1]", 31120},
                                         {"$replaceRoot", "{}", 40414},
                                         {"$replaceRoot", R"({"newRoot":{},"x":1})", 40230},
                                         {"$replaceRoot", "1", 40229}}) {
    INFO(row.stage << " " << row.specification);
    try {
      reshaping_of(row.stage, row.specification);
      FAIL_CHECK("was not refused");
    } catch (const InvalidExpression& refusal) {
      CHECK(refusal.code() == row.code);
    }
  }
  const Reshaping root = reshaping_of("$replaceWith", R"("$a")");
  CHECK_THROWS_AS(root.apply(Value::parse(R"({"a":1})")), InvalidExpression);
}

TEST_CASE("A stage tells what it reads and what it keeps", "[expression][reshaping]") {
  using Paths = std::vector<std::string>;
  const Reshaping project = reshaping_of("$project", R"({"a":1,"x":"$b.c"})");
  CHECK(project.paths() == Paths{"_id", "a", "b.c"});
  CHECK(project.keeps("a.b"));
  CHECK_FALSE(project.keeps("x"));
  CHECK_FALSE(project.keeps("z"));
  CHECK(reshaping_of("$project", R"({"a.c":"$b"})").paths() == Paths{"_id", "a", "b"});
  const Reshaping set = reshaping_of("$set", R"({"a.b":1})");
  CHECK(set.paths() == Paths{""});
  CHECK(set.keeps("c"));
  CHECK(set.keeps("a.c"));
  CHECK_FALSE(set.keeps("a"));
  CHECK_FALSE(set.keeps("a.b.c"));
  CHECK_FALSE(reshaping_of("$replaceWith", R"("$a")").keeps("a"));
}

}  // namespace reshaping_reshaping_test
