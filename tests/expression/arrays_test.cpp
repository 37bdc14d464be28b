// Arrays, sets, and what gives names to their elements.
#include "cases.hpp"

namespace expression_arrays_test {

using expression_cases::check;
using expression_cases::check_refused;

TEST_CASE("Elements are taken from arrays", "[expression][arrays]") {
  check({
      {R"({"$arrayElemAt":["$a",-1]})", R"({"a":[1,2]})", "2"},
      {R"({"$arrayElemAt":["$a",5]})", R"({"a":[1,2]})", ""},
      {R"({"$first":"$a"})", R"({"a":[1,2]})", "1"},
      {R"({"$last":"$a"})", R"({"a":[]})", ""},
      {R"({"$last":"$a"})", R"({"a":null})", "null"},
      {R"({"$slice":["$a",2]})", R"({"a":[1,2,3]})", "[1,2]"},
      {R"({"$slice":["$a",-2]})", R"({"a":[1,2,3]})", "[2,3]"},
      {R"({"$slice":["$a",1,9]})", R"({"a":[1,2,3]})", "[2,3]"},
      {R"({"$slice":["$a",-5,2]})", R"({"a":[1,2,3]})", "[1,2]"},
      {R"({"$in":[2,"$a"]})", R"({"a":[1,2.0]})", "true"},
      {R"({"$indexOfArray":["$a",2]})", R"({"a":[1,2,2]})", "1"},
      {R"({"$indexOfArray":["$a",2,2]})", R"({"a":[1,2,2]})", "2"},
      {R"({"$indexOfArray":["$a",2,0,1]})", R"({"a":[1,2,2]})", "-1"},
      {R"({"$isArray":"$a"})", R"({"a":1})", "false"},
      {R"({"$isArray":["$a"]})", R"({"a":[]})", "true"},
      {R"({"$size":"$a"})", R"({"a":[1,2]})", "2"},
      {R"({"$firstN":{"n":2,"input":"$a"}})", R"({"a":[3,1,2]})", "[3,1]"},
      {R"({"$lastN":{"n":9,"input":"$a"}})", R"({"a":[3,1]})", "[3,1]"},
      {R"({"$minN":{"n":2,"input":"$a"}})", R"({"a":[3,null,1,2]})", "[1,2]"},
      {R"({"$maxN":{"n":2,"input":"$a"}})", R"({"a":[3,1,2]})", "[3,2]"},
  });
}

TEST_CASE("Arrays are made of arrays", "[expression][arrays]") {
  check({
      {R"({"$concatArrays":["$a",[3]]})", R"({"a":[1,2]})", "[1,2,3]"},
      {R"({"$concatArrays":["$a",[3]]})", "{}", "null"},
      {R"({"$range":["$a",10,3]})", R"({"a":1})", "[1,4,7]"},
      {R"({"$range":["$a",0,-2]})", R"({"a":3})", "[3,1]"},
      {R"({"$range":["$a",0]})", R"({"a":3})", "[]"},
      {R"({"$reverseArray":"$a"})", R"({"a":[1,2]})", "[2,1]"},
      {R"({"$zip":{"inputs":["$a",["x"]]}})", R"({"a":[1,2]})", R"([[1,"x"]])"},
      {R"({"$zip":{"inputs":["$a",["x"]],"useLongestLength":true,"defaults":[0,"-"]}})",
       R"({"a":[1,2]})", R"([[1,"x"],[2,"-"]])"},
      {R"({"$sortArray":{"input":"$a","sortBy":-1}})", R"({"a":[1,"x",2]})", R"(["x",2,1])"},
      {R"({"$sortArray":{"input":"$a","sortBy":{"n":1,"m.k":-1}}})",
       R"({"a":[{"n":2},{"n":1,"m":{"k":1}},{"n":1,"m":{"k":2}},5]})",
       R"([5,{"n":1,"m":{"k":2}},{"n":1,"m":{"k":1}},{"n":2}])"},
      {R"(["$a","$none",{"x":"$a"}])", R"({"a":1})", R"([1,null,{"x":1}])"},
  });
}

TEST_CASE("Sets count equal elements once", "[expression][arrays]") {
  check({
      {R"({"$setUnion":["$a",[2]]})", R"({"a":[1,1,2.0]})", "[1,2.0]"},
      {R"({"$setIntersection":["$a",[2,3]]})", R"({"a":[1,2,2]})", "[2]"},
      {R"({"$setIntersection":[[],"$a"]})", R"({"a":null})", "null"},
      {R"({"$setDifference":["$a",[2]]})", R"({"a":[3,2,1,3]})", "[3,1]"},
      {R"({"$setEquals":["$a",[2,1]]})", R"({"a":[1,2,2]})", "true"},
      {R"({"$setIsSubset":["$a",[1,2]]})", R"({"a":[1,1]})", "true"},
      {R"({"$anyElementTrue":["$a"]})", R"({"a":[0,null]})", "false"},
      {R"({"$allElementsTrue":["$a"]})", R"({"a":[]})", "true"},
  });
}

TEST_CASE("Names stand for values within $let, $map, $filter and $reduce", "[expression][arrays]") {
  check({
      {R"({"$let":{"vars":{"x":"$a","y":2},"in":{"$add":["$$x","$$y"]}}})", R"({"a":1})", "3"},
      {R"({"$let":{"vars":{"x":1},"in":{"$let":{"vars":{"x":2,"y":"$$x"},"in":["$$x","$$y"]}}}})",
       "{}", "[2,1]"},
      {R"({"$let":{"vars":{"CURRENT":"$a"},"in":"$b"}})", R"({"a":{"b":1},"b":2})", "1"},
      {R"({"$map":{"input":"$a","as":"x","in":{"$add":["$$x","$b"]}}})", R"({"a":[1,2],"b":10})",
       "[11,12]"},
      {R"({"$map":{"input":"$a","in":"$$this.b"}})", R"({"a":[{"b":1},{}]})", "[1,null]"},
      {R"({"$filter":{"input":"$a","cond":{"$gt":["$$this",1]}}})", R"({"a":[1,2,3]})", "[2,3]"},
      {R"({"$filter":{"input":"$a","as":"x","cond":{"$gt":["$$x",1]},"limit":1}})",
       R"({"a":[1,2,3]})", "[2]"},
      {R"({"$size":{"$filter":{"input":{"$range":[0,"$n"]},"cond":true,"limit":"$none"}}})",
       R"({"n":1000001})", "1000001"},
      {R"({"$reduce":{"input":"$a","initialValue":"","in":{"$concat":["$$value","$$this"]}}})",
       R"({"a":["x","y"]})", R"("xy")"},
      {R"({"$reduce":{"input":"$a","initialValue":0,"in":1}})", "{}", "null"},
      {R"({"$reduce":{"input":"$a","initialValue":[0],"in":{"$concatArrays":["$$value",["$$this"],"$b"]}}})",
       R"({"a":[1,2],"b":[9]})", "[0,1,9,2,9]"},
      {R"({"$reduce":{"input":"$a","initialValue":[],"in":{"$concatArrays":["$$value","$$this","$$value"]}}})",
       R"({"a":[[1],[2]]})", "[1,2,1]"},
      {R"({"$reduce":{"input":"$a","initialValue":[0],"in":{"$concatArrays":["$$value","$$this"]}}})",
       R"({"a":[[1],null,3]})", "null"},
      {R"({"$reduce":{"input":[],"initialValue":5,"in":{"$concatArrays":["$$value","$$this"]}}})",
       "{}", "5"},
      {R"({"$reduce":{"input":"$a","initialValue":null,"in":{"$concatArrays":["$$value",7]}}})",
       R"({"a":[1]})", "null"},
      {R"({"$size":{"$reduce":{"input":{"$range":[0,"$n"]},"initialValue":[],
           "in":{"$concatArrays":["$$value",["$$this"]]}}}})",
       R"({"n":100000})", "100000"},
  });
}

TEST_CASE("Operators on arrays refuse other types", "[expression][arrays]") {
  check_refused({
      {R"({"$arrayElemAt":["$a",0]})", R"({"a":1})", 28689, "int"},
      {R"({"$arrayElemAt":["$a",0.5]})", R"({"a":[]})", 28691, "whole"},
      {R"({"$slice":["$a",1,0]})", R"({"a":[]})", 28729, "positive"},
      {R"({"$in":[1,"$a"]})", R"({"a":1})", 40081, "int"},
      {R"({"$size":"$a"})", "{}", 17124, "missing"},
      {R"({"$range":[0,1,0]})", "", 34449, "0"},
      {R"({"$concatArrays":["$a"]})", R"({"a":1})", 28664, "int"},
      {R"({"$reduce":{"input":"$a","initialValue":[],"in":{"$concatArrays":["$$value","$$this"]}}})",
       R"({"a":[1]})", 28664, "int"},
      {R"({"$reduce":{"input":"$a","initialValue":1,"in":{"$concatArrays":["$$value",[]]}}})",
       R"({"a":[1]})", 28664, "int"},
      {R"({"$zip":{"inputs":["$a"],"defaults":[1]}})", "", 34466, "useLongestLength"},
      {R"({"$sortArray":{"input":"$a","sortBy":2}})", "", 2942506, "direction"},
      {R"({"$sortArray":{"input":"$a","sortBy":{"b":0}}})", "", 2942505, "direction"},
      {R"({"$sortArray":{"input":"$a","sortBy":{"b.":1}}})", "", 2942505, "empty part"},
      {R"({"$sortArray":{"input":"$a","sortBy":{}}})", "", 2942505, "one path"},
      {R"({"$sortArray":{"input":"$a","sortBy":"b"}})", "", 2942507, "sortBy"},
      {R"({"$indexOfArray":["$a",1,-1]})", R"({"a":[1]})", 9711601, "negative"},
      {R"({"$indexOfArray":["$a",1,"x"]})", R"({"a":[1]})", 9711600, "starting"},
      {R"({"$firstN":3})", "", 5787801, "named arguments"},
      {R"({"$maxN":3})", "", 5787900, "named arguments"},
      {R"({"$setUnion":["$a"]})", R"({"a":1})", 17043, "int"},
      {R"({"$map":{"input":"$a","in":1}})", R"({"a":1})", 16883, "int"},
      {R"({"$map":{"input":"$a","as":"X","in":1}})", "", 9, "lower case"},
      {R"({"$filter":{"input":"$a","cond":true,"limit":0}})", R"({"a":[]})", 327392, "positive"},
      {R"({"$let":{"vars":{"x":1},"in":"$$y"}})", "", 17276, "$$y"},
      {R"({"$map":{"input":"$a","in":1,"what":2}})", "", 16879, "what"},
      {R"({"$firstN":{"n":0,"input":"$a"}})", R"({"a":[]})", 5787908, "positive"},
  });
}

TEST_CASE("A value is made no larger and no deeper than the memory bears", "[expression][arrays]") {
  check_refused({
      {R"({"$range":[0,2147483647]})", "", 146, "64 MiB"},
      {R"({"$reduce":{"input":{"$range":[0,"$n"]},"initialValue":[],"in":[["$$value"]]}})",
       R"({"n":300})", 15, "200 levels"},
      {R"({"$reduce":{"input":{"$range":[0,"$n"]},"initialValue":"x",
           "in":{"$concat":["$$value","$$value"]}}})",
       R"({"n":40})", 146, "16 MiB"},
      {R"({"$map":{"input":{"$range":[0,"$n"]},"in":{"$range":[0,"$n"]}}})", R"({"n":5000})", 146,
       "64 MiB"},
  });
}

}  // namespace expression_arrays_test
