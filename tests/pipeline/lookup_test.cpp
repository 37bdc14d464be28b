// Stages that read other collections.
#include "pipeline_cases.hpp"

namespace pipeline_lookup_test {

using namespace pipeline_cases;

namespace {

struct Two : Subject {
  explicit Two(bool indexed = false)
      : Subject(R"([{"_id":1,"u":"a"},{"_id":2,"u":["a","b"]},{"_id":3,"u":null},{"_id":4},
                    {"_id":5,"u":{"$regularExpression":{"pattern":"a","options":""}}}])") {
    insert("o", R"([{"_id":10,"u":"a","n":1},{"_id":11,"u":"b","n":2},{"_id":12,"n":3},
                    {"_id":13,"u":["b","c"],"n":4},{"_id":14,"u":null,"n":5}])");
    if (indexed) store.collection("o").create_index(Index{"u"});
  }
};

// The same by an index, by the list of rows, and where that does not fit, by looking at all.
const std::vector<std::pair<bool, std::size_t>> ways{
    {true, 100 << 20}, {false, 100 << 20}, {false, 1}};

}  // namespace

TEST_CASE("$lookup joins by equality, arrays and what is missing included", "[pipeline][lookup]") {
  for (const auto& [indexed, memory] : ways) {
    INFO(indexed << " " << memory);
    Two two(indexed);
    CHECK(two.run(R"([{"$lookup":{"from":"o","localField":"u","foreignField":"u","as":"o"}},
                      {"$project":{"o":"$o._id"}}])",
                  {.memory_limit = memory}) ==
          R"({"_id":1,"o":[10]} {"_id":2,"o":[10,11,13]} {"_id":3,"o":[12,14]} )"
          R"({"_id":4,"o":[12,14]} {"_id":5,"o":[]})");
    CHECK(two.run(R"([{"$match":{"_id":2}},{"$lookup":{"from":"o","localField":"u",
                       "foreignField":"u","let":{"i":"$_id"},"as":"a.o",
                       "pipeline":[{"$match":{"$expr":{"$gt":["$n","$$i"]}}},
                                   {"$project":{"n":1,"_id":0}}]}}])",
                  {.memory_limit = memory}) == R"({"_id":2,"u":["a","b"],"a":{"o":[{"n":4}]}})");
  }
}

TEST_CASE("$lookup with let and a pipeline asks for each document", "[pipeline][lookup]") {
  for (const bool indexed : {true, false}) {
    Two two(indexed);
    CHECK(two.run(R"([{"$match":{"_id":{"$lt":4}}},{"$lookup":{"from":"o","let":{"u":"$u"},
                       "pipeline":[{"$match":{"$expr":{"$eq":["$u","$$u"]}}},
                                   {"$sort":{"_id":-1}},{"$limit":1}],"as":"o"}},
                      {"$project":{"o":"$o._id"}}])") ==
          R"({"_id":1,"o":[10]} {"_id":2,"o":[]} {"_id":3,"o":[14]})");
  }
}

TEST_CASE("What an $expr does not come to evaluate is no error, whatever an index could serve",
          "[pipeline][lookup]") {
  for (const bool indexed : {true, false}) {
    Two two(indexed);
    CHECK(two.run(R"([{"$limit":1},{"$lookup":{"from":"o","let":{"x":0},"as":"o",
                       "pipeline":[{"$match":{"$expr":{"$and":[{"$ne":["$$x",0]},
                           {"$eq":["$u",{"$divide":[1,"$$x"]}]}]}}}]}},
                      {"$project":{"o":1}}])") == R"({"_id":1,"o":[]})");
  }
}

TEST_CASE("$lookup without let reads the other collection once", "[pipeline][lookup]") {
  Two two;
  CHECK(two.run(R"([{"$limit":2},{"$lookup":{"from":"o","pipeline":[{"$count":"n"}],"as":"o"}},
                    {"$unwind":"$o"},{"$project":{"n":"$o.n"}}])") ==
        R"({"_id":1,"n":5} {"_id":2,"n":5})");
  CHECK(two.run(R"([{"$limit":1},{"$lookup":{"pipeline":[{"$documents":[{"x":1}]}],"as":"d"}},
                    {"$project":{"d":1}}])") == R"({"_id":1,"d":[{"x":1}]})");
  CHECK(two.run(R"([{"$limit":1},{"$lookup":{"from":"none","localField":"u","foreignField":"u",
                    "as":"d"}}])") == R"({"_id":1,"u":"a","d":[]})");
}

TEST_CASE("$lookup refuses what says not how to join", "[pipeline][lookup]") {
  Two two;
  check_refused(
      two,
      {{R"([{"$lookup":{"from":"o","localField":"u","as":"x"}}])", 9},
       {R"([{"$lookup":{"from":"o","as":"x"}}])", 9},
       {R"([{"$lookup":{"from":"o","localField":"u","foreignField":"u"}}])", 40414, "'as'"},
       {R"([{"$lookup":{"from":1,"localField":"u","foreignField":"u","as":"x"}}])", 9},
       {R"([{"$lookup":{"from":"o","localField":"","foreignField":"u","as":"x"}}])", 9,
        "'localField'"},
       {R"([{"$lookup":{"from":"o","localField":"u","foreignField":"","as":"x"}}])", 9},
       {R"([{"$lookup":{"from":"","localField":"u","foreignField":"u","as":"x"}}])", 73},
       {R"([{"$lookup":{"from":{"db":"x","coll":"o"},"pipeline":[],"as":"x"}}])", 115},
       {R"([{"$lookup":{"from":"o","pipeline":[{"$match":{"$expr":"$$no"}}],"as":"x"}}])", 17276},
       {R"([{"$lookup":{"from":"o","pipeline":[{"$out":"x"}],"as":"x"}}])", 51047},
       {R"([{"$lookup":{"from":"o","pipeline":[],"as":"x","y":1}}])", 40415, "'y'"}});
}

TEST_CASE("$unionWith adds another collection's documents", "[pipeline][lookup]") {
  Two two;
  CHECK(two.run(R"([{"$match":{"_id":1}},{"$unionWith":{"coll":"o",
                    "pipeline":[{"$match":{"u":"b"}},{"$project":{"_id":1}}]}}])") ==
        R"({"_id":1,"u":"a"} {"_id":11} {"_id":13})");
  CHECK(two.run(R"([{"$unionWith":"o"},{"$count":"n"}])") == R"({"n":10})");
  CHECK(two.run(R"([{"$unionWith":"nowhere"},{"$count":"n"}])") == R"({"n":5})");
  CHECK(two.run(R"([{"$limit":1},{"$unionWith":{"pipeline":[{"$documents":[{"z":1}]}]}}])") ==
        R"({"_id":1,"u":"a"} {"z":1})");
  check_refused(two, {{R"([{"$unionWith":1}])", 9},
                      {R"([{"$unionWith":{}}])", 40414},
                      {R"([{"$unionWith":{"coll":"o","pipeline":[{"$nope":1}]}}])", 40324}});
}

TEST_CASE("$graphLookup goes on from what it has found", "[pipeline][lookup]") {
  for (const bool indexed : {true, false}) {
    Subject subject(R"([{"_id":1,"name":"d","boss":"c"}])");
    subject.insert("p", R"([{"_id":"a"},{"_id":"b","boss":"a"},{"_id":"c","boss":"b"},
                            {"_id":"x","boss":"x"}])");
    if (indexed) subject.store.collection("p").create_index(Index{"boss"});
    CHECK(
        subject.run(R"([{"$graphLookup":{"from":"p","startWith":"$boss",
             "connectFromField":"boss","connectToField":"_id","as":"up","depthField":"d"}},
            {"$project":{"up":1}}])") ==
        R"({"_id":1,"up":[{"_id":"c","boss":"b","d":{"$numberLong":"0"}},)"
        R"({"_id":"b","boss":"a","d":{"$numberLong":"1"}},{"_id":"a","d":{"$numberLong":"2"}}]})");
    CHECK(subject.run(R"([{"$graphLookup":{"from":"p","startWith":"$boss","maxDepth":1,
             "connectFromField":"boss","connectToField":"_id","as":"up",
             "restrictSearchWithMatch":{"_id":{"$ne":"a"}}}},{"$project":{"up":"$up._id"}}])") ==
          R"({"_id":1,"up":["c","b"]})");
    CHECK(subject.run(R"([{"$graphLookup":{"from":"p","startWith":"a","connectFromField":"_id",
             "connectToField":"boss","as":"down"}},{"$project":{"down":"$down._id"}}])") ==
          R"({"_id":1,"down":["b","c"]})");
  }
}

TEST_CASE("$graphLookup follows a null that is there, and nothing that is not",
          "[pipeline][lookup]") {
  for (const bool indexed : {true, false}) {
    Subject subject(R"([{"_id":1,"n":null,"l":[null,1]}])");
    subject.insert("p", R"([{"_id":1,"t":null,"f":1},{"_id":2,"f":2},{"_id":3,"t":1,"f":null},
                            {"_id":4,"t":[null],"f":[]},{"_id":5,"t":2},{"_id":6,"t":[]}])");
    if (indexed) subject.store.collection("p").create_index(Index{"t"});
    const auto reached = [&](const std::string& start) {
      return subject.run(R"([{"$graphLookup":{"from":"p","startWith":)" + start +
                         R"(,"connectFromField":"f","connectToField":"t","as":"r"}},
                         {"$project":{"_id":0,"r":{"$sortArray":{"input":"$r._id","sortBy":1}}}}])");
    };
    CHECK(reached(R"("$none")") == R"({"r":[]})");
    CHECK(reached("null") == R"({"r":[1,3,4]})");
    CHECK(reached(R"("$n")") == R"({"r":[1,3,4]})");
    CHECK(reached(R"("$l")") == R"({"r":[1,3,4]})");
    CHECK(reached("1") == R"({"r":[1,3,4]})");
    CHECK(reached("2") == R"({"r":[5]})");
  }
}

TEST_CASE("Under a collation documents of a $graphLookup are still told apart by their _id",
          "[pipeline][lookup][collation]") {
  Subject subject(R"([{"_id":1}])");
  subject.insert("p", R"([{"_id":"x","t":"a","f":"b"},{"_id":"X","t":"A","f":"B"}])");
  CHECK(subject.run(R"([{"$graphLookup":{"from":"p","startWith":"a","connectFromField":"f",
                         "connectToField":"t","as":"r"}},{"$project":{"r":"$r._id"}}])",
                    {.collation = Collation{.strength = 2}}) == R"({"_id":1,"r":["x","X"]})");
}

TEST_CASE("A $lookup by an index that has not all values finds the others too",
          "[pipeline][lookup]") {
  Subject subject(R"([{"_id":1,"u":"a"},{"_id":2},{"_id":3,"u":null},{"_id":4,"u":["a",null]},
                      {"_id":5,"u":"b"}])");
  subject.insert("o", R"([{"_id":1,"u":"a"},{"_id":2},{"_id":3,"u":null},{"_id":4,"u":"b"}])");
  const std::string pipeline = R"([{"$lookup":{"from":"o","localField":"u","foreignField":"u",
                                    "as":"o"}},{"$project":{"o":"$o._id"}}])";
  const std::string expected =
      R"({"_id":1,"o":[1]} {"_id":2,"o":[2,3]} {"_id":3,"o":[2,3]} {"_id":4,"o":[1,2,3]} )"
      R"({"_id":5,"o":[4]})";
  CHECK(subject.run(pipeline) == expected);
  Index sparse{"u"};
  sparse.missing = Missing::sparse;
  subject.store.collection("o").create_index(sparse);
  CHECK(subject.run(pipeline) == expected);
}

TEST_CASE("Pipelines within pipelines end at a depth", "[pipeline][lookup]") {
  Two two;
  std::string pipeline = R"([{"$match":{}}])";
  for (int i = 0; i < 25; ++i)
    pipeline = R"([{"$unionWith":{"coll":"o","pipeline":)" + pipeline + "}}]";
  CHECK(two.code_of(pipeline) == 232);
}

}  // namespace pipeline_lookup_test
