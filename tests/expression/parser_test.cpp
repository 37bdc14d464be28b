// What an expression tells of itself, which names there are, and variables.
#include "cases.hpp"
#include "expression/let.hpp"
#include "expression/operators.hpp"

namespace expression_parser_test {

using expression_cases::check_refused;
using expression_cases::Expression;
using expression_cases::Value;
using expression_cases::Variables;

namespace {

Expression expression_of(const std::string& text) { return Expression::parse(Value::parse(text)); }

}  // namespace

TEST_CASE("An expression tells which fields it reads", "[expression][parser]") {
  using Paths = std::vector<std::string>;
  CHECK(expression_of(R"({"$add":["$a.b",{"$cond":["$c","$a.b",1]}]})").paths() ==
        Paths{"a.b", "c"});
  CHECK(expression_of(R"({"$size":"$$ROOT"})").paths() == Paths{""});
  CHECK(expression_of(R"({"$map":{"input":"$a","in":"$$this.b"}})").paths() == Paths{"a"});
  CHECK(expression_of("1").paths().empty());
  CHECK(expression_of(R"("$a.b")").field() == "a.b");
  CHECK_FALSE(expression_of(R"("$$ROOT")").field());
}

TEST_CASE("What needs no document is evaluated as it is read", "[expression][parser]") {
  const Expression sum = expression_of(R"({"$add":[1,{"$multiply":[2,3]}]})");
  CHECK(sum.is_constant());
  CHECK(sum.constant() == Value(7));
  CHECK(expression_of(R"("$$REMOVE")").is_constant());
  CHECK_FALSE(expression_of(R"({"$add":[1,"$a"]})").is_constant());
  CHECK_FALSE(expression_of(R"("$$NOW")").is_constant());
}

TEST_CASE("Variables are those that are named, and hide each other", "[expression][parser]") {
  const Variables variables =
      profilestore::expression::variables_of_let(Value::parse(R"({"x":{"$add":[1,2]},"y":"z"})"));
  const auto expression =
      Expression::parse(Value::parse(R"(["$$x","$$y","$$x.a"])"), {variables.names(), {}});
  CHECK(expression.evaluate(Value::object(), variables)->dump() == R"([3,"z",null])");
  CHECK(expression.evaluate(Value::object(), variables.with("x", Value(5)))->at(0) == 5);
  CHECK_FALSE(variables.contains("NOW"));
  for (const char* wrong : {"5", R"({"X":1})", R"({"x":"$a"})", R"({"x":"$$y"})"})
    CHECK_THROWS_AS(profilestore::expression::variables_of_let(Value::parse(wrong)),
                    profilestore::InvalidExpression);
}

TEST_CASE("Each name of MongoDB's manual works or is refused by its name", "[expression][parser]") {
  for (const char* name : {"$abs",
                           "$acos",
                           "$acosh",
                           "$add",
                           "$allElementsTrue",
                           "$and",
                           "$anyElementTrue",
                           "$arrayElemAt",
                           "$arrayToObject",
                           "$asin",
                           "$asinh",
                           "$atan",
                           "$atan2",
                           "$atanh",
                           "$avg",
                           "$binarySize",
                           "$bitAnd",
                           "$bitNot",
                           "$bitOr",
                           "$bitXor",
                           "$bsonSize",
                           "$ceil",
                           "$cmp",
                           "$concat",
                           "$concatArrays",
                           "$cond",
                           "$convert",
                           "$cos",
                           "$cosh",
                           "$dateAdd",
                           "$dateDiff",
                           "$dateFromParts",
                           "$dateFromString",
                           "$dateSubtract",
                           "$dateToParts",
                           "$dateToString",
                           "$dateTrunc",
                           "$dayOfMonth",
                           "$dayOfWeek",
                           "$dayOfYear",
                           "$degreesToRadians",
                           "$divide",
                           "$eq",
                           "$exp",
                           "$filter",
                           "$first",
                           "$firstN",
                           "$floor",
                           "$getField",
                           "$gt",
                           "$gte",
                           "$hour",
                           "$ifNull",
                           "$in",
                           "$indexOfArray",
                           "$indexOfBytes",
                           "$indexOfCP",
                           "$isArray",
                           "$isNumber",
                           "$isoDayOfWeek",
                           "$isoWeek",
                           "$isoWeekYear",
                           "$last",
                           "$lastN",
                           "$let",
                           "$literal",
                           "$ln",
                           "$log",
                           "$log10",
                           "$lt",
                           "$lte",
                           "$ltrim",
                           "$map",
                           "$max",
                           "$maxN",
                           "$median",
                           "$mergeObjects",
                           "$millisecond",
                           "$min",
                           "$minN",
                           "$minute",
                           "$mod",
                           "$month",
                           "$multiply",
                           "$ne",
                           "$not",
                           "$objectToArray",
                           "$or",
                           "$percentile",
                           "$pow",
                           "$radiansToDegrees",
                           "$range",
                           "$reduce",
                           "$regexFind",
                           "$regexFindAll",
                           "$regexMatch",
                           "$replaceAll",
                           "$replaceOne",
                           "$reverseArray",
                           "$round",
                           "$rtrim",
                           "$second",
                           "$setDifference",
                           "$setEquals",
                           "$setField",
                           "$setIntersection",
                           "$setIsSubset",
                           "$setUnion",
                           "$sin",
                           "$sinh",
                           "$size",
                           "$slice",
                           "$sortArray",
                           "$split",
                           "$sqrt",
                           "$stdDevPop",
                           "$stdDevSamp",
                           "$strLenBytes",
                           "$strLenCP",
                           "$strcasecmp",
                           "$substr",
                           "$substrBytes",
                           "$substrCP",
                           "$subtract",
                           "$sum",
                           "$switch",
                           "$tan",
                           "$tanh",
                           "$toBool",
                           "$toDate",
                           "$toDecimal",
                           "$toDouble",
                           "$toInt",
                           "$toLong",
                           "$toLower",
                           "$toObjectId",
                           "$toString",
                           "$toUUID",
                           "$toUpper",
                           "$trim",
                           "$trunc",
                           "$tsIncrement",
                           "$tsSecond",
                           "$type",
                           "$unsetField",
                           "$week",
                           "$year",
                           "$zip"}) {
    INFO(name);
    CHECK(profilestore::expression::operator_named(name) != nullptr);
  }
  for (const std::string name : {"$function", "$accumulator", "$where", "$rand", "$meta",
                                 "$toHashedIndexKey", "$sampleRate", "$encStrContains"})
    check_refused({{R"({")" + name + R"(":{}})", "", 2, name + " is not supported"}});
}

}  // namespace expression_parser_test
