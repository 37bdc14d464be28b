#include "cases.hpp"

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$push appends a value to an array, which it makes if missing", "[update][push]") {
  check({Applied{"append", R"({"a":[1]})", R"({"$push":{"a":1}})", R"({"a":[1,1]})"},
         {"missing", R"({})", R"({"$push":{"a.b":"x"}})", R"({"a":{"b":["x"]}})"},
         {"an array is one element", R"({"a":[]})", R"({"$push":{"a":[1,2]}})", R"({"a":[[1,2]]})"},
         {"in an array of arrays", R"({"a":[[1]]})", R"({"$push":{"a.0":2}})", R"({"a":[[1,2]]})"},
         {"clauses without $each are an element", R"({"a":[]})", R"({"$push":{"a":{"$slice":1}}})",
          R"({"a":[{"$slice":1}]})"}});
}

TEST_CASE("$push with $each appends each of its values", "[update][push]") {
  check({Applied{"several", R"({"a":[1]})", R"({"$push":{"a":{"$each":[2,[3],{"b":4}]}}})",
                 R"({"a":[1,2,[3],{"b":4}]})"},
         {"missing", R"({})", R"({"$push":{"a":{"$each":[1,2]}}})", R"({"a":[1,2]})"},
         {"none", R"({"a":[1]})", R"({"$push":{"a":{"$each":[]}}})", R"({"a":[1]})"},
         {"none makes an empty array", R"({})", R"({"$push":{"a":{"$each":[]}}})", R"({"a":[]})"}});
}

TEST_CASE("$push refuses clauses that are wrong or not supported", "[update][push]") {
  const std::string each = "The argument to $each in $push must be an array but it was of type: ";
  check(
      {Unreadable{"no array", R"({"$push":{"a":{"$each":1}}})", 2, each + "int"},
       {"null", R"({"$push":{"a":{"$each":null}}})", 2, each + "null"},
       {"unknown", R"({"$push":{"a":{"$each":[],"$x":1}}})", 2, "Unrecognized clause in $push: $x"},
       {"$position", R"({"$push":{"a":{"$position":0,"$each":[]}}})", 2,
        "The clause $position of $push is not supported"},
       {"$slice", R"({"$push":{"a":{"$each":[],"$slice":1}}})", 2,
        "The clause $slice of $push is not supported"},
       {"$sort", R"({"$push":{"a":{"$each":[],"$sort":1}}})", 2,
        "The clause $sort of $push is not supported"}});
}

TEST_CASE("$push refuses a field that is no array", "[update][push]") {
  check({Inadmissible{"a string", R"({"a":"secret"})", R"({"$push":{"a":1}})", 2,
                      "The field 'a' must be an array but is of type string"},
         {"null", R"({"a":{"b":null}})", R"({"$push":{"a.b":1}})", 2,
          "The field 'a.b' must be an array but is of type null"},
         {"even if there is nothing to append", R"({"a":1})", R"({"$push":{"a":{"$each":[]}}})", 2,
          "The field 'a' must be an array but is of type int"}});
}
