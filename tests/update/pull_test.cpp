#include "cases.hpp"

namespace update_pull_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$pull removes the elements that equal a value", "[update][pull]") {
  check({Applied{"each of them", R"({"a":[1,2,1,3,1]})", R"({"$pull":{"a":1}})", R"({"a":[2,3]})"},
         {"numbers of any type", R"({"a":[1.0,{"$numberLong":"1"},{"$numberDecimal":"1.0"},true]})",
          R"({"$pull":{"a":1}})", R"({"a":[true]})"},
         {"NaN", R"({"a":[{"$numberDouble":"NaN"},0]})",
          R"({"$pull":{"a":{"$numberDecimal":"NaN"}}})", R"({"a":[0]})"},
         {"null alone", R"({"a":[null,0,"",{}]})", R"({"$pull":{"a":null}})", R"({"a":[0,"",{}]})"},
         {"an array as a whole", R"({"a":[[1,2],[2,1],1,[1,2,3]]})", R"({"$pull":{"a":[1,2]}})",
          R"({"a":[[2,1],1,[1,2,3]]})"},
         {"not an element of an element", R"({"a":[1,[1]]})", R"({"$pull":{"a":1}})",
          R"({"a":[[1]]})"},
         {"a wrapper is a value",
          R"({"a":[{"$oid":"65f000000000000000000001"},{"$oid":"65f000000000000000000002"}]})",
          R"({"$pull":{"a":{"$oid":"65f000000000000000000001"}}})",
          R"({"a":[{"$oid":"65f000000000000000000002"}]})"}});
}

TEST_CASE("$pull with operators asks of the elements themselves", "[update][pull]") {
  check({Applied{"a range", R"({"a":[1,5,"x",9]})", R"({"$pull":{"a":{"$gte":5,"$lt":9}}})",
                 R"({"a":[1,"x",9]})"},
         {"$in", R"({"a":[1,2,3,4]})", R"({"$pull":{"a":{"$in":[1,3]}}})", R"({"a":[2,4]})"},
         {"$ne", R"({"a":[1,2,null]})", R"({"$pull":{"a":{"$ne":2}}})", R"({"a":[2]})"},
         {"$eq with an object, in its order", R"({"a":[{"x":1,"y":2},{"y":2,"x":1}]})",
          R"({"$pull":{"a":{"$eq":{"x":1,"y":2}}}})", R"({"a":[{"y":2,"x":1}]})"},
         {"an element that is an array, by its elements", R"({"a":[[1,5],[1],5]})",
          R"({"$pull":{"a":{"$gt":3}}})", R"({"a":[[1]]})"}});
}

TEST_CASE("$pull with fields asks of the elements that are objects", "[update][pull]") {
  check({Applied{"in any order, with others", R"({"a":[{"y":2,"x":1,"z":3},{"x":1}]})",
                 R"({"$pull":{"a":{"x":1,"y":2}}})", R"({"a":[{"x":1}]})"},
         {"operators on a field", R"({"a":[{"x":1},{"x":5},{"y":9},5]})",
          R"({"$pull":{"a":{"x":{"$gte":5}}}})", R"({"a":[{"x":1},{"y":9},5]})"},
         {"a dotted field through an array", R"({"a":[{"x":[{"y":1}]},{"x":[{"y":2}]}]})",
          R"({"$pull":{"a":{"x.y":2}}})", R"({"a":[{"x":[{"y":1}]}]})"},
         {"null is a missing field, of objects alone", R"({"a":[{"x":1},{},7,{"x":null}]})",
          R"({"$pull":{"a":{"x":null}}})", R"({"a":[{"x":1},7]})"},
         {"$or", R"({"a":[{"x":1},{"y":1},{"z":1}]})",
          R"({"$pull":{"a":{"$or":[{"x":1},{"y":1}]}}})", R"({"a":[{"z":1}]})"},
         {"no condition takes every object", R"({"a":[{},{"x":1},1,[{}]]})",
          R"({"$pull":{"a":{}}})", R"({"a":[1,[{}]]})"},
         {"a date is no object", R"({"a":[{"$date":"2020-01-01T00:00:00Z"},{}]})",
          R"({"$pull":{"a":{}}})", R"({"a":[{"$date":"2020-01-01T00:00:00Z"}]})"}});
}

TEST_CASE("$pull leaves what is not there as it is", "[update][pull]") {
  check({Applied{"a missing field", R"({})", R"({"$pull":{"a":1}})", R"({})"},
         {"a missing parent", R"({})", R"({"$pull":{"a.b":1}})", R"({})"},
         {"no such element", R"({"a":[1]})", R"({"$pull":{"a":2}})", R"({"a":[1]})"},
         {"all of them", R"({"a":[1,1]})", R"({"$pull":{"a":1}})", R"({"a":[]})"}});
}

TEST_CASE("$pull refuses a path that leads nowhere", "[update][pull]") {
  const std::string refusal = "Cannot create field 'b' in element {a: ...} of type ";
  check({Inadmissible{"below a scalar", R"({"a":true})", R"({"$pull":{"a.b":1}})", 28,
                      refusal + "bool"},
         {"below null", R"({"a":null})", R"({"$pull":{"a.b.c":1}})", 28, refusal + "null"},
         {"below a date", R"({"a":{"$date":"2020-01-01T00:00:00Z"}})", R"({"$pull":{"a.b":1}})", 28,
          refusal + "date"},
         {"by name in an array", R"({"a":[{"b":[1]}]})", R"({"$pull":{"a.b":1}})", 28,
          refusal + "array"}});
}

TEST_CASE("$pull refuses what it does not understand", "[update][pull]") {
  const std::string start = "The condition of $pull for the field 'a' is not valid: ";
  check({Unreadable{"an unknown operator", R"({"$pull":{"a":{"$foo":1}}})", 2,
                    start + "unknown operator: $foo"},
         {"on a field", R"({"$pull":{"a":{"x":{"$foo":1}}}})", 2, start + "unknown operator: $foo"},
         {"$not of the element", R"({"$pull":{"a":{"$not":{"$gt":1}}}})", 2,
          start + "unknown top level operator: $not"},
         {"a schema", R"({"$pull":{"a":{"$jsonSchema":{}}}})", 224,
          start + "$jsonSchema is not allowed in this context"}});
  const std::string refusal = "Cannot apply $pull to a non-array value: the field 'a' is of type ";
  check(
      {Inadmissible{"a string", R"({"a":"secret"})", R"({"$pull":{"a":1}})", 2, refusal + "string"},
       {"null", R"({"a":null})", R"({"$pull":{"a":null}})", 2, refusal + "null"},
       {"an object", R"({"a":{}})", R"({"$pull":{"a":{}}})", 2, refusal + "object"}});
}

}  // namespace update_pull_test
