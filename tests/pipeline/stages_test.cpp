// Stages that change documents one by one, and those that count and sort them.
#include "pipeline_cases.hpp"

namespace pipeline_stages_test {

using namespace pipeline_cases;

TEST_CASE("An empty pipeline gives the documents as they are", "[pipeline]") {
  Subject subject(R"([{"_id":2},{"_id":1,"a":[1,2]}])");
  CHECK(subject.run("[]") == R"({"_id":2} {"_id":1,"a":[1,2]})");
  CHECK(text_of(subject.collection.aggregate(nullptr)) == R"({"_id":2} {"_id":1,"a":[1,2]})");
  CHECK(text_of(subject.store.collection("nowhere").aggregate(Value::array())).empty());
}

TEST_CASE("$match, $sort, $skip and $limit do as a find, in any order", "[pipeline]") {
  Subject subject(R"([{"_id":1,"n":3},{"_id":2,"n":1},{"_id":3,"n":2},{"_id":4,"n":5}])");
  check_rows(
      subject,
      {{R"([{"$match":{"n":{"$gte":2}}}])", R"({"_id":1,"n":3} {"_id":3,"n":2} {"_id":4,"n":5})"},
       {R"([{"$sort":{"n":1}},{"$match":{"n":{"$gte":2}}},{"$limit":2}])",
        R"({"_id":3,"n":2} {"_id":1,"n":3})"},
       {R"([{"$limit":3},{"$match":{"n":{"$gte":2}}}])", R"({"_id":1,"n":3} {"_id":3,"n":2})"},
       {R"([{"$sort":{"n":-1}},{"$skip":1},{"$limit":1}])", R"({"_id":1,"n":3})"},
       {R"([{"$sort":{"n":-1}},{"$limit":2},{"$skip":1}])", R"({"_id":1,"n":3})"},
       {R"([{"$limit":2},{"$skip":2}])", ""},
       {R"([{"$limit":1},{"$limit":3}])", R"({"_id":1,"n":3})"},
       {R"([{"$skip":2},{"$skip":1}])", R"({"_id":4,"n":5})"},
       {R"([{"$limit":3},{"$sort":{"n":1}},{"$limit":1}])", R"({"_id":2,"n":1})"},
       {R"([{"$skip":{"$numberLong":"3"}},{"$limit":2.0}])", R"({"_id":4,"n":5})"}});
  check_refused(subject, {{R"([{"$limit":0}])", 15958},
                          {R"([{"$limit":-1}])", 5107201},
                          {R"([{"$limit":1.5}])", 5107201},
                          {R"([{"$skip":-1}])", 5107200},
                          {R"([{"$skip":"1"}])", 5107200},
                          {R"([{"$match":1}])", 15959},
                          {R"([{"$match":{"a":{"$no":1}}}])", 2, "$no"},
                          {R"([{"$sort":{}}])", 15976},
                          {R"([{"$sort":1}])", 15973},
                          {R"([{"$sort":{"a":2}}])", 15975},
                          {R"([{"$sort":{"$natural":1}}])", 16410}});
}

TEST_CASE("A $sort takes arrays apart, but not an _id", "[pipeline]") {
  Subject subject;
  CHECK(text_of(subject.store.aggregate(ejson::parse_pipeline(
            R"([{"$documents":[{"_id":[]},{"_id":null},{"_id":[1]}]},{"$sort":{"_id":1}}])"))) ==
        R"({"_id":null} {"_id":[]} {"_id":[1]})");
  CHECK(text_of(subject.store.aggregate(ejson::parse_pipeline(
            R"([{"$documents":[{"a":[5]},{"a":3},{"a":[]},{"a":[9,1]}]},{"$sort":{"a":1}}])"))) ==
        R"({"a":[]} {"a":[9,1]} {"a":3} {"a":[5]})");
}

TEST_CASE("$project, $addFields, $set, $unset, $replaceRoot and $replaceWith reshape documents",
          "[pipeline]") {
  Subject subject(R"([{"_id":1,"a":{"b":2,"c":3},"t":"x"}])");
  check_rows(subject, {{R"([{"$project":{"a.b":1}}])", R"({"_id":1,"a":{"b":2}})"},
                       {R"([{"$project":{"a":0,"_id":0}}])", R"({"t":"x"})"},
                       {R"([{"$addFields":{"a.d":"$t"}},{"$unset":["t","_id"]}])",
                        R"({"a":{"b":2,"c":3,"d":"x"}})"},
                       {R"([{"$set":{"n":{"$add":["$a.b","$a.c"]}}},{"$project":{"n":1}}])",
                        R"({"_id":1,"n":5})"},
                       {R"([{"$replaceRoot":{"newRoot":"$a"}}])", R"({"b":2,"c":3})"},
                       {R"([{"$replaceWith":{"k":"$t"}}])", R"({"k":"x"})"}});
  check_refused(subject, {{R"([{"$replaceWith":"$t"}])", 40228}, {R"([{"$project":{}}])", 51272}});
}

TEST_CASE("$unwind gives a document for each element", "[pipeline]") {
  Subject subject(R"([{"_id":1,"a":[1,2]},{"_id":2,"a":[]},{"_id":3},{"_id":4,"a":null},
                      {"_id":5,"a":7},{"_id":6,"a":[[1],null]}])");
  check_rows(
      subject,
      {{R"([{"$unwind":"$a"}])",
        R"({"_id":1,"a":1} {"_id":1,"a":2} {"_id":5,"a":7} {"_id":6,"a":[1]} {"_id":6,"a":null})"},
       {R"([{"$match":{"_id":{"$lt":5}}},
            {"$unwind":{"path":"$a","preserveNullAndEmptyArrays":true}}])",
        R"({"_id":1,"a":1} {"_id":1,"a":2} {"_id":2} {"_id":3} {"_id":4,"a":null})"},
       {R"([{"$match":{"_id":{"$in":[1,3,5]}}},{"$unwind":{"path":"$a","includeArrayIndex":"i",
            "preserveNullAndEmptyArrays":true}}])",
        R"({"_id":1,"a":1,"i":{"$numberLong":"0"}} {"_id":1,"a":2,"i":{"$numberLong":"1"}} )"
        R"({"_id":3,"i":null} {"_id":5,"a":7,"i":null})"}});
  check_refused(subject, {{R"([{"$unwind":1}])", 15981},
                          {R"([{"$unwind":{}}])", 28812},
                          {R"([{"$unwind":"a"}])", 28818},
                          {R"([{"$unwind":{"path":1}}])", 28808},
                          {R"([{"$unwind":{"path":"$a","preserveNullAndEmptyArrays":1}}])", 28809},
                          {R"([{"$unwind":{"path":"$a","includeArrayIndex":""}}])", 28810},
                          {R"([{"$unwind":{"path":"$a","includeArrayIndex":"$i"}}])", 28822},
                          {R"([{"$unwind":{"path":"$a","x":1}}])", 28811, "'x'"}});
}

TEST_CASE("An $unwind of many elements takes no longer than their number", "[pipeline]") {
  Subject subject;
  Value elements = Value::array();
  for (int i = 0; i < 30'000; ++i) elements.push_back(i);
  subject.collection.insert_one({{"_id", 1}, {"a", {{"l", std::move(elements)}, {"k", 7}}}});
  CHECK(subject.run(R"([{"$unwind":{"path":"$a.l","includeArrayIndex":"i"}},{"$skip":29999}])") ==
        R"({"_id":1,"a":{"l":29999,"k":7},"i":{"$numberLong":"29999"}})");
}

TEST_CASE("An $unwind of a nested path leaves what is beside it", "[pipeline]") {
  Subject subject(R"([{"_id":1,"a":{"b":[1,2],"c":3}},{"_id":2,"a":[{"b":[1]}]}])");
  CHECK(subject.run(R"([{"$unwind":"$a.b"}])") ==
        R"({"_id":1,"a":{"b":1,"c":3}} {"_id":1,"a":{"b":2,"c":3}})");
}

TEST_CASE("$count and $sortByCount count", "[pipeline]") {
  Subject subject(R"([{"_id":1,"k":"a"},{"_id":2,"k":"b"},{"_id":3,"k":"a"},{"_id":4}])");
  check_rows(subject, {{R"([{"$count":"n"}])", R"({"n":4})"},
                       {R"([{"$match":{"k":"c"}},{"$count":"n"}])", ""},
                       {R"([{"$sortByCount":"$k"},{"$limit":1}])", R"({"_id":"a","count":2})"},
                       {R"([{"$sortByCount":{"$toUpper":"$k"}},{"$limit":1}])",
                        R"({"_id":"A","count":2})"}});
  check_refused(subject, {{R"([{"$count":""}])", 40157},
                          {R"([{"$count":1}])", 40156},
                          {R"([{"$count":"$a"}])", 40158},
                          {R"([{"$count":"a.b"}])", 40160},
                          {R"([{"$sortByCount":"k"}])", 40148},
                          {R"([{"$sortByCount":{"a":1}}])", 40147},
                          {R"([{"$sortByCount":1}])", 40149}});
}

TEST_CASE("$bucket groups by ranges, and $bucketAuto makes them", "[pipeline]") {
  Subject subject(R"([{"_id":1,"n":0},{"_id":2,"n":5},{"_id":3,"n":10},{"_id":4,"n":"x"}])");
  check_rows(subject,
             {{R"([{"$bucket":{"groupBy":"$n","boundaries":[0,5,20],"default":"other"}}])",
               R"({"_id":0,"count":1} {"_id":5,"count":2} {"_id":"other","count":1})"},
              {R"([{"$match":{"_id":{"$lt":4}}},{"$bucket":{"groupBy":"$n","boundaries":[0,20],
             "output":{"ids":{"$push":"$_id"}}}}])",
               R"({"_id":0,"ids":[1,2,3]})"},
              {R"([{"$match":{"_id":{"$lt":4}}},{"$bucketAuto":{"groupBy":"$n","buckets":2}}])",
               R"({"_id":{"min":0,"max":10},"count":2} {"_id":{"min":10,"max":10},"count":1})"},
              {R"([{"$match":{"_id":1}},{"$bucketAuto":{"groupBy":"$n","buckets":5}}])",
               R"({"_id":{"min":0,"max":0},"count":1})"}});
  check_refused(subject,
                {{R"([{"$bucket":{"groupBy":"$n","boundaries":[0,5]}}])", 40066},
                 {R"([{"$bucket":{"groupBy":{"p":"$n"},"boundaries":[0,5]}}])", 40202},
                 {R"([{"$bucketAuto":{"groupBy":{"p":"$n"},"buckets":2}}])", 40239},
                 {R"([{"$bucketAuto":{"groupBy":{},"buckets":2}}])", 40239},
                 {R"([{"$bucket":{"groupBy":"$n","boundaries":[0]}}])", 40192},
                 {R"([{"$bucket":{"groupBy":"$n","boundaries":[0,"a"]}}])", 40193},
                 {R"([{"$bucket":{"groupBy":"$n","boundaries":[5,0]}}])", 40194},
                 {R"([{"$bucket":{"groupBy":"$n","boundaries":[0,5],"default":3}}])", 40199},
                 {R"([{"$bucket":{"groupBy":"$n","boundaries":["$a",5]}}])", 40191},
                 {R"([{"$bucket":{"groupBy":"n","boundaries":[0,5]}}])", 40202},
                 {R"([{"$bucket":{"groupBy":"$n"}}])", 40198},
                 {R"([{"$bucket":{"groupBy":"$n","boundaries":[0,5],"x":1}}])", 40197},
                 {R"([{"$bucketAuto":{"groupBy":"$n","buckets":0}}])", 40243},
                 {R"([{"$bucketAuto":{"groupBy":"$n","buckets":"a"}}])", 40241},
                 {R"([{"$bucketAuto":{"groupBy":"$n","buckets":2,"granularity":"R5"}}])", 115,
                  "granularity"}});
}

TEST_CASE("$facet runs several pipelines over the same documents", "[pipeline]") {
  Subject subject(R"([{"_id":1,"n":1},{"_id":2,"n":2}])");
  const char* two = R"([{"$facet":{"all":[{"$count":"n"}],"big":[{"$match":{"n":{"$gt":1}}}]}}])";
  CHECK(subject.run(two) == R"({"all":[{"n":2}],"big":[{"_id":2,"n":2}]})");
  CHECK(subject.run(two, {.memory_limit = 1}) == R"({"all":[{"n":2}],"big":[{"_id":2,"n":2}]})");
  check_refused(subject, {{R"([{"$facet":{}}])", 40169},
                          {R"([{"$facet":{"a":1}}])", 40170},
                          {R"([{"$facet":{"a":[1]}}])", 40171},
                          {R"([{"$facet":{"a":[{"$facet":{"b":[]}}]}}])", 40600},
                          {R"([{"$facet":{"a":[{"$out":"x"}]}}])", 40600}});
}

TEST_CASE("$redact goes down as far as its expression says", "[pipeline]") {
  Subject subject(R"([{"_id":1,"level":1,"a":{"level":5,"b":1},"l":[{"level":2},{"level":9},3]}])");
  CHECK(subject.run(R"([{"$redact":{"$cond":[{"$gt":["$level",4]},"$$PRUNE","$$DESCEND"]}}])") ==
        R"({"_id":1,"level":1,"l":[{"level":2},3]})");
  CHECK(subject.run(R"([{"$redact":"$$KEEP"},{"$project":{"level":1}}])") ==
        R"({"_id":1,"level":1})");
  CHECK(subject.run(R"([{"$redact":"$$PRUNE"}])").empty());
  CHECK(subject.code_of(R"([{"$redact":"$level"}])") == 17053);
}

TEST_CASE("Within a $redact $$ROOT is the whole document, and a path begins at the level",
          "[pipeline]") {
  Subject subject(
      R"([{"_id":1,"open":true,"a":{"open":false,"b":{"c":1}},"l":[{"x":1},[{"x":2}]]}])");
  check_rows(
      subject,
      {{R"([{"$redact":{"$cond":["$$ROOT.open","$$DESCEND","$$PRUNE"]}}])",
        R"({"_id":1,"open":true,"a":{"open":false,"b":{"c":1}},"l":[{"x":1},[{"x":2}]]})"},
       {R"([{"$redact":{"$cond":[{"$eq":["$open",false]},"$$PRUNE","$$DESCEND"]}}])",
        R"({"_id":1,"open":true,"l":[{"x":1},[{"x":2}]]})"},
       {R"([{"$redact":{"$cond":[{"$eq":["$$CURRENT.x","$$ROOT._id"]},"$$PRUNE","$$DESCEND"]}},
                   {"$project":{"l":1}}])",
        R"({"_id":1,"l":[[{"x":2}]]})"},
       {R"([{"$redact":{"$let":{"vars":{"CURRENT":"$$ROOT"},
                   "in":{"$cond":["$open","$$DESCEND","$$PRUNE"]}}}},{"$project":{"a":1}}])",
        R"({"_id":1,"a":{"open":false,"b":{"c":1}}})"}});
}

TEST_CASE("$sample gives as many different documents as are asked for", "[pipeline]") {
  Subject subject(R"([{"_id":1},{"_id":2},{"_id":3},{"_id":4},{"_id":5}])");
  for (const std::size_t memory : {std::size_t{1}, std::size_t{1} << 20}) {
    CHECK(subject.run(R"([{"$sample":{"size":3}},{"$group":{"_id":"$_id"}},{"$count":"n"}])",
                      {.memory_limit = memory}) == R"({"n":3})");
    CHECK(subject.run(R"([{"$sample":{"size":9}},{"$count":"n"}])", {.memory_limit = memory}) ==
          R"({"n":5})");
  }
  check_refused(subject, {{R"([{"$sample":{"size":-1}}])", 28747},
                          {R"([{"$sample":{"size":"a"}}])", 28746},
                          {R"([{"$sample":{}}])", 28749},
                          {R"([{"$sample":3}])", 28745}});
}

}  // namespace pipeline_stages_test
