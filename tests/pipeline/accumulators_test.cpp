// Accumulators: what $group makes of each group, in memory and by way of temporary files.
#include "pipeline_cases.hpp"

namespace pipeline_accumulators_test {

using namespace pipeline_cases;

namespace {

// Two groups, whose documents come in turns.
constexpr const char* documents = R"([
  {"_id":1,"k":"a","n":3,"t":["x"],"o":{"p":1}}, {"_id":2,"k":"b","n":{"$numberLong":"7"}},
  {"_id":3,"k":"a","n":1.5,"o":{"q":2}},         {"_id":4,"k":"b","n":null,"t":["x","y"]},
  {"_id":5,"k":"a","t":[]},                      {"_id":6,"k":"b","n":{"$numberDecimal":"0.50"}},
  {"_id":7,"k":"a","n":"text","o":{"p":9}},      {"_id":8,"k":"b","n":7}])";

struct Made {
  const char* accumulator;
  const char* of_a;
  const char* of_b;
};

constexpr Made table[] = {
    {R"({"$sum":"$n"})", "4.5", R"({"$numberDecimal":"14.50"})"},
    {R"({"$sum":1})", "4", "4"},
    {R"({"$sum":{"$numberLong":"2"}})", R"({"$numberLong":"8"})", R"({"$numberLong":"8"})"},
    {R"({"$sum":"$none"})", "0", "0"},
    {R"({"$count":{}})", "4", "4"},
    {R"({"$avg":"$n"})", "2.25", R"({"$numberDecimal":"4.833333333333333333333333333333333"})"},
    {R"({"$avg":"$k"})", "null", "null"},
    {R"({"$min":"$n"})", "1.5", R"({"$numberDecimal":"0.50"})"},
    {R"({"$max":"$n"})", R"("text")", R"({"$numberLong":"7"})"},
    {R"({"$first":"$n"})", "3", R"({"$numberLong":"7"})"},
    {R"({"$last":"$n"})", R"("text")", "7"},
    {R"({"$first":"$none"})", "null", "null"},
    {R"({"$push":"$n"})", R"([3,1.5,"text"])",
     R"([{"$numberLong":"7"},null,{"$numberDecimal":"0.50"},7])"},
    {R"({"$push":{"i":"$_id","t":"$t"}})", R"([{"i":1,"t":["x"]},{"i":3},{"i":5,"t":[]},{"i":7}])",
     R"([{"i":2},{"i":4,"t":["x","y"]},{"i":6},{"i":8}])"},
    {R"({"$addToSet":"$n"})", R"([1.5,3,"text"])",
     R"([null,{"$numberDecimal":"0.50"},{"$numberLong":"7"}])"},
    {R"({"$concatArrays":"$t"})", R"(["x"])", R"(["x","y"])"},
    {R"({"$setUnion":"$t"})", R"(["x"])", R"(["x","y"])"},
    {R"({"$mergeObjects":"$o"})", R"({"p":9,"q":2})", "{}"},
    {R"({"$stdDevPop":"$_id"})", "2.23606797749979", "2.23606797749979"},
    {R"({"$stdDevSamp":"$_id"})", "2.581988897471611", "2.581988897471611"},
    {R"({"$firstN":{"n":2,"input":"$n"}})", "[3,1.5]", R"([{"$numberLong":"7"},null])"},
    {R"({"$lastN":{"n":2,"input":"$n"}})", R"([null,"text"])", R"([{"$numberDecimal":"0.50"},7])"},
    {R"({"$minN":{"n":2,"input":"$n"}})", "[1.5,3]",
     R"([{"$numberDecimal":"0.50"},{"$numberLong":"7"}])"},
    {R"({"$maxN":{"n":2,"input":"$_id"}})", "[7,5]", "[8,6]"},
    {R"({"$top":{"sortBy":{"_id":-1},"output":"$_id"}})", "7", "8"},
    {R"({"$bottom":{"sortBy":{"_id":-1},"output":"$_id"}})", "1", "2"},
    {R"({"$topN":{"n":2,"sortBy":{"_id":-1},"output":"$_id"}})", "[7,5]", "[8,6]"},
    {R"({"$bottomN":{"n":2,"sortBy":{"_id":1},"output":["$_id","$none"]}})", "[[5,null],[7,null]]",
     "[[6,null],[8,null]]"},
    {R"({"$median":{"input":"$_id","method":"approximate"}})", "3.0", "4.0"},
    {R"({"$percentile":{"input":"$_id","p":[0.5,0.9],"method":"approximate"}})", "[3.0,7.0]",
     "[4.0,8.0]"}};

}  // namespace

TEST_CASE("Each accumulator gives the same, however little memory it has", "[pipeline]") {
  Subject subject(documents);
  for (const Made& row : table)
    for (const std::size_t memory : {std::size_t{100} << 20, std::size_t{1}}) {
      INFO(row.accumulator << " in " << memory);
      const std::string pipeline = std::string(R"([{"$group":{"_id":"$k","v":)") + row.accumulator +
                                   R"(}},{"$sort":{"_id":1}}])";
      CHECK(subject.run(pipeline, {.memory_limit = memory}) ==
            std::string(R"({"_id":"a","v":)") + row.of_a + R"(} {"_id":"b","v":)" + row.of_b + "}");
    }
}

TEST_CASE("Groups are told apart by their keys as MongoDB compares them", "[pipeline]") {
  Subject subject(R"([{"_id":1,"k":1},{"_id":2,"k":1.0},{"_id":3,"k":{"$numberLong":"1"}},
                      {"_id":4,"k":"1"},{"_id":5,"k":null},{"_id":6},{"_id":7,"k":[1]},
                      {"_id":8,"k":{"a":1,"b":2}},{"_id":9,"k":{"b":2,"a":1}},
                      {"_id":10,"k":{"a":1.0,"b":2}},{"_id":11,"k":true}])");
  CHECK(subject.run(R"([{"$group":{"_id":"$k","n":{"$sum":1}}}])") ==
        R"({"_id":1,"n":3} {"_id":"1","n":1} {"_id":null,"n":2} {"_id":[1],"n":1} )"
        R"({"_id":{"a":1,"b":2},"n":2} {"_id":{"b":2,"a":1},"n":1} {"_id":true,"n":1})");
  CHECK(subject.run(R"([{"$group":{"_id":{"x":"$none","y":"$_id"}}},{"$limit":1}])") ==
        R"({"_id":{"y":1}})");
  CHECK(subject.run(R"([{"$group":{"_id":null,"n":{"$sum":1}}}])") == R"({"_id":null,"n":11})");
}

TEST_CASE("The only field of a group's _id is null where it is missing, of several it is not there",
          "[pipeline]") {
  Subject subject(R"([{"_id":1,"a":5}])");
  check_rows(subject, {{R"([{"$group":{"_id":{"x":"$none"}}}])", R"({"_id":{"x":null}})"},
                       {R"([{"$group":{"_id":{"x":"$$REMOVE"}}}])", R"({"_id":{"x":null}})"},
                       {R"([{"$group":{"_id":{"x":"$none","y":"$nope"}}}])", R"({"_id":{}})"},
                       {R"([{"$group":{"_id":{"x":{"y":"$none"}}}}])", R"({"_id":{"x":{}}})"},
                       {R"([{"$group":{"_id":{"x":"$a"}}}])", R"({"_id":{"x":5}})"},
                       {R"([{"$group":{"_id":{"$mergeObjects":["$none"]}}}])", R"({"_id":{}})"}});
}

TEST_CASE("What an accumulator that is full is given no more is not evaluated", "[pipeline]") {
  Subject subject(R"([{"_id":1,"x":1},{"_id":2,"x":0}])");
  check_rows(subject,
             {{R"([{"$group":{"_id":null,"v":{"$first":{"$divide":[1,"$x"]}}}}])",
               R"({"_id":null,"v":1.0})"},
              {R"([{"$group":{"_id":null,"v":{"$firstN":{"n":1,"input":{"$divide":[1,"$x"]}}}}}])",
               R"({"_id":null,"v":[1.0]})"}});
  check_refused(subject, {{R"([{"$group":{"_id":null,"v":{"$last":{"$divide":[1,"$x"]}}}}])", 2},
                          {R"([{"$group":{"_id":null,"v":{"$firstN":3}}}])", 5787801},
                          {R"([{"$group":{"_id":null,"v":{"$minN":3}}}])", 5787900}});
}

TEST_CASE("Of equal values the first that came are kept, in their order", "[pipeline]") {
  Subject subject(R"([{"_id":1,"k":2},{"_id":2,"k":1.0},{"_id":3,"k":1},{"_id":4,"k":3},
                      {"_id":5,"k":{"$numberLong":"1"}},{"_id":6,"k":3.0}])");
  for (const std::size_t memory : {std::size_t{100} << 20, std::size_t{1}})
    for (const Row& row :
         std::vector<Row>{{R"({"$minN":{"n":2,"input":"$k"}})", "[1.0,1]"},
                          {R"({"$maxN":{"n":3,"input":"$k"}})", "[3,3.0,2]"},
                          {R"({"$lastN":{"n":4,"input":"$_id"}})", "[3,4,5,6]"},
                          {R"({"$lastN":{"n":9,"input":"$_id"}})", "[1,2,3,4,5,6]"},
                          {R"({"$topN":{"n":2,"sortBy":{"k":1},"output":"$_id"}})", "[2,3]"},
                          {R"({"$bottomN":{"n":3,"sortBy":{"k":1},"output":"$_id"}})", "[1,4,6]"},
                          {R"({"$bottomN":{"n":2,"sortBy":{"k":-1},"output":"$_id"}})", "[3,5]"}}) {
      INFO(row.pipeline << " in " << memory);
      CHECK(subject.run(std::string(R"([{"$group":{"_id":null,"v":)") + row.pipeline + "}}]",
                        {.memory_limit = memory}) ==
            std::string(R"({"_id":null,"v":)") + row.result + "}");
    }
}

TEST_CASE("Groups under a collation are its equivalence classes", "[pipeline][collation]") {
  Subject subject(R"([{"_id":1,"k":"Ana"},{"_id":2,"k":"ana"},{"_id":3,"k":"Bob"}])");
  const AggregateOptions options{.collation = Collation{.strength = 2}};
  CHECK(subject.run(R"([{"$group":{"_id":"$k","n":{"$sum":1}}}])", options) ==
        R"({"_id":"Ana","n":2} {"_id":"Bob","n":1})");
  CHECK(subject.run(R"([{"$match":{"k":"ANA"}},{"$sort":{"k":1}},{"$count":"n"}])", options) ==
        R"({"n":2})");
}

TEST_CASE("What a $match compares with is computed under the collation", "[pipeline][collation]") {
  Subject subject(R"([{"_id":1,"n":1},{"_id":2,"n":2}])");
  CHECK(subject.run(R"([{"$match":{"$expr":{"$eq":["$n",
                          {"$cond":[{"$eq":["$$x","ANA"]},1,2]}]}}}])",
                    {.collation = Collation{.strength = 2}, .let = {{"x", "Ana"}}}) ==
        R"({"_id":1,"n":1})");
}

TEST_CASE("The n of an accumulator may be said by the key of its group", "[pipeline]") {
  Subject subject(documents);
  CHECK(subject.run(R"([{"$group":{"_id":{"k":"$k"},"v":{"$firstN":{"input":"$_id",
          "n":{"$cond":[{"$eq":["$k","a"]},1,3]}}}}},{"$sort":{"_id.k":1}}])") ==
        R"({"_id":{"k":"a"},"v":[1]} {"_id":{"k":"b"},"v":[2,4,6]})");
}

TEST_CASE("Sums are exact where they can be, and widen as MongoDB's do", "[pipeline]") {
  Subject subject(R"([{"_id":1,"i":2147483647,"l":{"$numberLong":"9223372036854775807"},"d":1e16},
                      {"_id":2,"i":1,"l":{"$numberLong":"1"},"d":1.0},
                      {"_id":3,"i":0,"l":{"$numberLong":"-1"},"d":-1e16}])");
  for (const std::size_t memory : {std::size_t{100} << 20, std::size_t{1}})
    CHECK(subject.run(R"([{"$group":{"_id":null,"i":{"$sum":"$i"},"l":{"$sum":"$l"},
                           "d":{"$sum":"$d"}}}])",
                      {.memory_limit = memory}) ==
          R"({"_id":null,"i":2147483648,"l":9223372036854775807,"d":1.0})");
}

TEST_CASE("A $group refuses what is no group", "[pipeline]") {
  Subject subject(documents);
  check_refused(
      subject,
      {{R"([{"$group":1}])", 15947},
       {R"([{"$group":{}}])", 15955},
       {R"([{"$group":{"_id":1,"a.b":{"$sum":1}}}])", 40235},
       {R"([{"$group":{"_id":1,"$a":{"$sum":1}}}])", 40236},
       {R"([{"$group":{"_id":1,"a":1}}])", 40234},
       {R"([{"$group":{"_id":1,"a":{"$sum":1,"$avg":1}}}])", 40238},
       {R"([{"$group":{"_id":1,"a":{"$nope":1}}}])", 15952, "$nope"},
       {R"([{"$group":{"_id":1,"a":{"$sum":[1,2]}}}])", 40237, "$sum"},
       {R"([{"$group":{"_id":1,"a":{"$count":1}}}])", 14},
       {R"([{"$group":{"_id":1,"a":{"$mergeObjects":"$n"}}}])", 40400},
       {R"([{"$group":{"_id":1,"a":{"$accumulator":{}}}}])", 115, "$accumulator"},
       {R"([{"$group":{"_id":1,"a":{"$firstN":{"n":0,"input":1}}}}])", 5787908},
       {R"([{"$group":{"_id":1,"a":{"$firstN":{"n":1.5,"input":1}}}}])", 5787903},
       {R"([{"$group":{"_id":1,"a":{"$firstN":{"n":"a","input":1}}}}])", 5787902},
       {R"([{"$group":{"_id":1,"a":{"$firstN":{"input":1}}}}])", 5787906},
       {R"([{"$group":{"_id":1,"a":{"$minN":{"n":1}}}}])", 5787907},
       {R"([{"$group":{"_id":1,"a":{"$topN":{"n":1,"output":1}}}}])", 5788005},
       {R"([{"$group":{"_id":1,"a":{"$top":{"sortBy":{"a":1}}}}}])", 5788004},
       {R"([{"$group":{"_id":1,"a":{"$top":{"n":1,"sortBy":{"a":1},"output":1}}}}])", 5788002}});
}

}  // namespace pipeline_accumulators_test
