#include "cases.hpp"

namespace update_pull_all_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$pullAll removes the elements that equal one of its values", "[update][pullAll]") {
  check({Applied{"several", R"({"a":[1,2,3,1,2,3]})", R"({"$pullAll":{"a":[3,1,1]}})",
                 R"({"a":[2,2]})"},
         {"numbers of any type", R"({"a":[1.0,{"$numberLong":"2"},{"$numberDecimal":"3"},true]})",
          R"({"$pullAll":{"a":[3,2,1]}})", R"({"a":[true]})"},
         {"an object in its order", R"({"a":[{"x":1,"y":2},{"y":2,"x":1},{"x":1}]})",
          R"({"$pullAll":{"a":[{"x":1,"y":2}]}})", R"({"a":[{"y":2,"x":1},{"x":1}]})"},
         {"an array as a whole", R"({"a":[1,[1,2],[2,1]]})", R"({"$pullAll":{"a":[[1,2]]}})",
          R"({"a":[1,[2,1]]})"},
         {"operators are values", R"({"a":[1,{"$gt":0}]})", R"({"$pullAll":{"a":[{"$gt":0}]}})",
          R"({"a":[1]})"},
         {"-0 and NaN", R"({"a":[0.0,{"$numberDouble":"NaN"},1]})",
          R"({"$pullAll":{"a":[-0.0,{"$numberDecimal":"NaN"}]}})", R"({"a":[1]})"},
         {"null", R"({"a":[null,0]})", R"({"$pullAll":{"a":[null]}})", R"({"a":[0]})"}});
}

TEST_CASE("$pullAll leaves what is not there as it is", "[update][pullAll]") {
  check({Applied{"no values", R"({"a":[1]})", R"({"$pullAll":{"a":[]}})", R"({"a":[1]})"},
         {"a missing field", R"({})", R"({"$pullAll":{"a":[1]}})", R"({})"},
         {"an element that is not there", R"({"a":[]})", R"({"$pullAll":{"a.1":[1]}})",
          R"({"a":[]})"}});
}

TEST_CASE("$pullAll takes an array and works on one", "[update][pullAll]") {
  check({Unreadable{"a number", R"({"$pullAll":{"a":1}})", 2,
                    "$pullAll requires an array argument but was given a int"},
         {"an object", R"({"$pullAll":{"a":{}}})", 2,
          "$pullAll requires an array argument but was given a object"}});
  check({Inadmissible{"a string", R"({"a":"secret"})", R"({"$pullAll":{"a":[1]}})", 2,
                      "Cannot apply $pullAll to a non-array value: the field 'a' is of type "
                      "string"},
         {"null", R"({"a":null})", R"({"$pullAll":{"a":[]}})", 2,
          "Cannot apply $pullAll to a non-array value: the field 'a' is of type null"},
         {"below null", R"({"a":null})", R"({"$pullAll":{"a.1":[1]}})", 28,
          "Cannot create field '1' in element {a: ...} of type null"}});
}

}  // namespace update_pull_all_test
