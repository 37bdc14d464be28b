#include "cases.hpp"

namespace update_add_to_set_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$addToSet appends a value that the array does not hold", "[update][add_to_set]") {
  check({Applied{"new", R"({"a":[1]})", R"({"$addToSet":{"a":2}})", R"({"a":[1,2]})"},
         {"held", R"({"a":[1,2]})", R"({"$addToSet":{"a":2}})", R"({"a":[1,2]})"},
         {"missing", R"({})", R"({"$addToSet":{"a.b":2}})", R"({"a":{"b":[2]}})"},
         {"an array is one value", R"({"a":[1,2]})", R"({"$addToSet":{"a":[1,2]}})",
          R"({"a":[1,2,[1,2]]})"},
         {"duplicates that are there stay", R"({"a":[1,1]})", R"({"$addToSet":{"a":1}})",
          R"({"a":[1,1]})"},
         {"$each not first is a value", R"({"a":[]})", R"({"$addToSet":{"a":{"b":1,"$each":[]}}})",
          R"({"a":[{"b":1,"$each":[]}]})"}});
}

TEST_CASE("$addToSet tells values apart as BSON does", "[update][add_to_set]") {
  check({Applied{"1 = 1.0", R"({"a":[1]})", R"({"$addToSet":{"a":1.0}})", R"({"a":[1]})"},
         {"1 = Decimal 1", R"({"a":[{"$numberDecimal":"1"}]})", R"({"$addToSet":{"a":1}})",
          R"({"a":[{"$numberDecimal":"1"}]})"},
         {"0 = -0", R"({"a":[0]})", R"({"$addToSet":{"a":-0.0}})", R"({"a":[0]})"},
         {"NaN = NaN", R"({"a":[{"$numberDouble":"NaN"}]})",
          R"({"$addToSet":{"a":{"$numberDouble":"NaN"}}})", R"({"a":[{"$numberDouble":"NaN"}]})"},
         {"1 is not true", R"({"a":[1]})", R"({"$addToSet":{"a":true}})", R"({"a":[1,true]})"},
         {"null is a value", R"({"a":[1]})", R"({"$addToSet":{"a":null}})", R"({"a":[1,null]})"},
         {"the order of fields counts", R"({"a":[{"x":1,"y":2}]})",
          R"({"$addToSet":{"a":{"y":2,"x":1}}})", R"({"a":[{"x":1,"y":2},{"y":2,"x":1}]})"},
         {"numbers inside are compared too", R"({"a":[{"x":1}]})",
          R"({"$addToSet":{"a":{"x":1.0}}})", R"({"a":[{"x":1}]})"}});
}

TEST_CASE("$addToSet with $each appends the values that are new, once each",
          "[update][add_to_set]") {
  check(
      {Applied{"some held", R"({"a":[3,1]})", R"({"$addToSet":{"a":{"$each":[4,1,2,3,0]}}})",
               R"({"a":[3,1,4,2,0]})"},
       {"duplicates among them", R"({"a":[]})",
        R"({"$addToSet":{"a":{"$each":[2,1,1.0,{"$numberLong":"2"},"1"]}}})", R"({"a":[2,1,"1"]})"},
       {"none new", R"({"a":[1,2]})", R"({"$addToSet":{"a":{"$each":[2,1]}}})", R"({"a":[1,2]})"},
       {"missing", R"({})", R"({"$addToSet":{"a":{"$each":[1,1]}}})", R"({"a":[1]})"},
       {"none makes an empty array", R"({})", R"({"$addToSet":{"a":{"$each":[]}}})",
        R"({"a":[]})"}});
}

TEST_CASE("$addToSet refuses other clauses and fields that are no array", "[update][add_to_set]") {
  const std::string each =
      "The argument to $each in $addToSet must be an array but it was of type ";
  check({Unreadable{"no array", R"({"$addToSet":{"a":{"$each":{"b":1}}}})", 14, each + "object"},
         {"null", R"({"$addToSet":{"a":{"$each":null}}})", 14, each + "null"},
         {"another clause", R"({"$addToSet":{"a":{"$each":[1],"$position":0}}})", 2,
          "Found unexpected fields after $each in $addToSet: $position"}});
  const std::string start = "Cannot apply $addToSet to non-array field. Field named 'a' has ";
  check({Inadmissible{"a string", R"({"a":"secret"})", R"({"$addToSet":{"a":1}})", 2,
                      start + "non-array type string"},
         {"null", R"({"a":null})", R"({"$addToSet":{"a":1}})", 2, start + "non-array type null"}});
}

}  // namespace update_add_to_set_test
