// Paths, conditions, comparison, objects and types.
#include "cases.hpp"

namespace expression_objects_test {

using expression_cases::check;
using expression_cases::check_refused;

TEST_CASE("A path goes through objects and the elements of arrays", "[expression][objects]") {
  check({
      {R"("$a.b")", R"({"a":{"b":1}})", "1"},
      {R"("$a.b")", R"({"a":[{"b":1},{"c":2},3,[{"b":4}]]})", "[1]"},
      {R"("$a.b")", R"({"a":[2,[4]]})", "[]"},
      {R"("$a.b.c")", R"({"a":[{"b":[{"c":1},[{"c":2}]]}]})", "[[1]]"},
      {R"("$a.0")", R"({"a":[7]})", "[]"},
      {R"("$a.b")", R"({"a":5})", ""},
      {R"("$$ROOT")", R"({"a":5})", R"({"a":5})"},
      {R"("$$CURRENT.a")", R"({"a":5})", "5"},
      {R"("$$REMOVE")", "{}", ""},
      {R"("$$NOW")", "{}", R"({"$date":"2024-05-06T07:08:09.123Z"})"},
      {R"({"$literal":"$a"})", "{}", R"("$a")"},
      {R"({"a":"$none","b":{"c":"$x"}})", R"({"x":1})", R"({"b":{"c":1}})"},
  });
  check_refused({
      {R"("$")", "", 16872},
      {R"("$a..b")", "", 15998},
      {R"("$a.")", "", 40353},
      {R"("$a.$b")", "", 16410, "$getField"},
      {R"("$$")", "", 9},
      {R"("$$nope")", "", 17276, "nope"},
      {R"({"$nope":1})", "", 168, "$nope"},
      {R"({"$add":[1],"$sum":[1]})", "", 15983},
      {R"({"a.b":1})", "", 16405},
      {R"({"a":1,"$b":1})", "", 16410},
      {R"("$$CLUSTER_TIME")", "", 2, "not supported"},
  });
}

TEST_CASE("Only the branch that is chosen is evaluated", "[expression][objects]") {
  check({
      {R"({"$cond":["$a","yes","no"]})", R"({"a":[]})", R"("yes")"},
      {R"({"$cond":{"if":"$a","then":1,"else":{"$divide":["$a",0]}}})", R"({"a":1})", "1"},
      {R"({"$cond":[true,1,{"$divide":[1,0]}]})", "{}", "1"},
      {R"({"$ifNull":["$a","$b",3]})", R"({"b":2})", "2"},
      {R"({"$ifNull":["$a","$b"]})", "{}", ""},
      {R"({"$switch":{"branches":[{"case":{"$gt":["$a",5]},"then":"big"}],"default":"small"}})",
       R"({"a":3})", R"("small")"},
      {R"({"$and":["$a",{"$ne":["$a",2]}]})", R"({"a":1})", "true"},
      {R"({"$and":["$a",{"$divide":[1,"$a"]}]})", R"({"a":0})", "false"},
      {R"({"$or":[]})", "{}", "false"},
      {R"({"$not":["$a"]})", R"({"a":{"$numberDecimal":"0.0"}})", "true"},
  });
  check_refused({
      {R"({"$switch":{"branches":[{"case":"$a","then":1}]}})", "{}", 40066, "no branch"},
      {R"({"$switch":{"branches":[{"case":false,"then":1},{"case":null,"then":"$a"}]}})", "", 40069,
       "never taken"},
      {R"({"$cond":["$a",1]})", "", 16020, "3 arguments"},
      {R"({"$cond":{"if":1,"then":2}})", "", 17082, "else"},
      {R"({"$ifNull":["$a"]})", "", 1257300, "at least 2"},
      {R"({"$cond":["$a",1,{"$divide":[1,0]}]})", "", 2, "by zero"},
  });
}

TEST_CASE("Values of all types have an order", "[expression][objects]") {
  check({
      {R"({"$cmp":["$a",2]})", R"({"a":"x"})", "1"},
      {R"({"$eq":["$a",1.0]})", R"({"a":1})", "true"},
      {R"({"$eq":["$a",null]})", "{}", "false"},
      {R"({"$lt":["$a",null]})", "{}", "true"},
      {R"({"$gt":["$a",100]})", R"({"a":"x"})", "true"},
      {R"({"$gte":[[1,2],"$a"]})", R"({"a":[1]})", "true"},
      {R"({"$ne":["$a","$b"]})", R"({"a":{"x":1},"b":{"x":1}})", "false"},
  });
}

TEST_CASE("Objects are merged, taken apart and made", "[expression][objects]") {
  check({
      {R"({"$mergeObjects":["$a",{"y":2},"$none"]})", R"({"a":{"x":1,"y":1}})", R"({"x":1,"y":2})"},
      {R"({"$mergeObjects":"$a"})", R"({"a":[{"x":1},{"x":2}]})", R"({"x":2})"},
      {R"({"$objectToArray":"$a"})", R"({"a":{"x":1}})", R"([{"k":"x","v":1}])"},
      {R"({"$arrayToObject":"$a"})", R"({"a":[["x",1],["y",2],["x",3]]})", R"({"x":3,"y":2})"},
      {R"({"$arrayToObject":"$a"})", R"({"a":[{"k":"x","v":1}]})", R"({"x":1})"},
      {R"({"$getField":"a.b"})", R"({"a.b":1})", "1"},
      {R"({"$getField":{"field":{"$literal":"$x"},"input":"$a"}})", R"({"a":{"$x":1}})", "1"},
      {R"({"$getField":{"field":"x","input":"$a"}})", R"({"a":5})", ""},
      {R"({"$setField":{"field":"b","input":"$a","value":"$c"}})", R"({"a":{"b":1,"d":2},"c":3})",
       R"({"b":3,"d":2})"},
      {R"({"$setField":{"field":"b","input":"$a","value":"$$REMOVE"}})", R"({"a":{"b":1,"d":2}})",
       R"({"d":2})"},
      {R"({"$unsetField":{"field":"b","input":"$$ROOT"}})", R"({"a":1,"b":2})", R"({"a":1})"},
  });
  check_refused({
      {R"({"$mergeObjects":["$a"]})", R"({"a":1})", 40400, "int"},
      {R"({"$objectToArray":"$a"})", R"({"a":1})", 40390, "int"},
      {R"({"$arrayToObject":"$a"})", R"({"a":[["x",1],{}]})", 40391, "arrays or objects"},
      {R"({"$arrayToObject":"$a"})", R"({"a":[["x"]]})", 40397, "two elements"},
      {R"({"$arrayToObject":"$a"})", R"({"a":[["$oid","x"]]})", 16410, "Extended JSON"},
      {R"({"$setField":{"field":"b","input":"$a","value":1}})", R"({"a":1})", 4161105, "int"},
      {R"({"$setField":{"field":"$b","input":"$a","value":1}})", "", 4161108, "path"},
      {R"({"$unsetField":{"field":{"$concat":["b","c"]},"input":"$a"}})", "", 4161106, "constant"},
      {R"({"$getField":5})", "{}", 3041704, "int"},
  });
}

TEST_CASE("Types are told by MongoDB's names", "[expression][objects]") {
  check({
      {R"({"$type":"$a"})", R"({"a":1})", R"("int")"},
      {R"({"$type":"$a"})", "{}", R"("missing")"},
      {R"({"$isNumber":"$a"})", R"({"a":{"$numberDecimal":"1"}})", "true"},
      {R"({"$bsonSize":"$$ROOT"})", R"({"a":1,"b":"xy"})", "22"},
      {R"({"$bsonSize":"$a"})", R"({"a":{}})", "5"},
      {R"({"$binarySize":"$a"})", R"({"a":"é"})", "2"},
      {R"({"$binarySize":"$a"})", R"({"a":{"$binary":{"base64":"AAEC","subType":"00"}}})", "3"},
      {R"({"$tsSecond":"$a"})", R"({"a":{"$timestamp":{"t":5,"i":1}}})", R"({"$numberLong":"5"})"},
  });
}

}  // namespace expression_objects_test
