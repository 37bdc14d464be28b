#include "cases.hpp"

namespace update_place_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Value;

TEST_CASE("a dotted path makes the objects that lead to it", "[update][place]") {
  check({Applied{"all of them", R"({})", R"({"$set":{"a.b.c":1}})", R"({"a":{"b":{"c":1}}})"},
         {"some", R"({"a":{"x":1}})", R"({"$set":{"a.b.c":1}})", R"({"a":{"x":1,"b":{"c":1}}})"},
         {"an existing field keeps its place", R"({"a":{"b":1},"c":2})", R"({"$set":{"a.b":3}})",
          R"({"a":{"b":3},"c":2})"},
         {"a $ below the first level is a name", R"({})", R"({"$set":{"a.$x":1}})",
          R"({"a":{"$x":1}})"}});
}

TEST_CASE("a number in a path is an element of an array, and else a field", "[update][place]") {
  check(
      {Applied{"an element", R"({"a":["x","y"]})", R"({"$set":{"a.1":"z"}})", R"({"a":["x","z"]})"},
       {"below an element", R"({"a":[{"b":1}]})", R"({"$set":{"a.0.b":2,"a.0.c":3}})",
        R"({"a":[{"b":2,"c":3}]})"},
       {"digits with a zero before", R"({"a":["x","y"]})", R"({"$set":{"a.01":"z"}})",
        R"({"a":["x","z"]})"},
       {"of an object", R"({"a":{"0":"x"}})", R"({"$set":{"a.0":"z"}})", R"({"a":{"0":"z"}})"},
       {"of nothing", R"({})", R"({"$set":{"a.0":"z"}})", R"({"a":{"0":"z"}})"}});
}

TEST_CASE("an element beyond the end pads the array with nulls", "[update][place]") {
  check({Applied{"the next one", R"({"a":[1]})", R"({"$set":{"a.1":2}})", R"({"a":[1,2]})"},
         {"further", R"({"a":[1]})", R"({"$set":{"a.3":2}})", R"({"a":[1,null,null,2]})"},
         {"of an empty array", R"({"a":[]})", R"({"$inc":{"a.1":2}})", R"({"a":[null,2]})"},
         {"with objects below", R"({"a":[]})", R"({"$set":{"a.1.b.c":2}})",
          R"({"a":[null,{"b":{"c":2}}]})"},
         {"several, by number", R"({"a":[]})", R"({"$set":{"a.10":2,"a.9":1,"a.8":0}})",
          R"({"a":[null,null,null,null,null,null,null,null,0,1,2]})"}});
}

TEST_CASE("an array is padded with 1,500,000 nulls at most", "[update][place]") {
  Value document = {{"a", {0}}};
  CHECK(update_cases::update_of(R"({"$set":{"a.1500001":1}})")
            .apply(document, update_cases::now(), false));
  CHECK(document["a"].size() == 1'500'002);
  check({Inadmissible{"one more", R"({"a":[0]})", R"({"$set":{"a.1500002":1}})", 34,
                      "can't backfill more than 1500000 elements"}});
}

TEST_CASE("a path through a scalar is refused without naming the value", "[update][place]") {
  check({Inadmissible{"a number", R"({"a":1})", R"({"$set":{"a.b":2}})", 28,
                      "Cannot create field 'b' in element {a: ...} of type int"},
         {"null", R"({"x":{"a":null}})", R"({"$inc":{"x.a.b.c":2}})", 28,
          "Cannot create field 'b' in element {a: ...} of type null"},
         {"a wrapper", R"({"a":{"$oid":"507f1f77bcf86cd799439011"}})", R"({"$push":{"a.b":2}})", 28,
          "Cannot create field 'b' in element {a: ...} of type objectId"},
         {"an array, by name", R"({"a":[{"b":1}]})", R"({"$min":{"a.b":2}})", 28,
          "Cannot create field 'b' in element {a: ...} of type array"},
         {"an array, by a negative number", R"({"a":[1]})", R"({"$max":{"a.-1":2}})", 28,
          "Cannot create field '-1' in element {a: ...} of type array"},
         {"an array, by a number beyond 32 bits", R"({"a":[1]})", R"({"$set":{"a.4294967296":2}})",
          28, "Cannot create field '4294967296' in element {a: ...} of type array"},
         {"an element", R"({"a":["x"]})", R"({"$addToSet":{"a.0.b":2}})", 28,
          "Cannot create field 'b' in element {0: ...} of type string"},
         {"$currentDate", R"({"a":1})", R"({"$currentDate":{"a.b":true}})", 28,
          "Cannot create field 'b' in element {a: ...} of type int"}});
}

}  // namespace update_place_test
