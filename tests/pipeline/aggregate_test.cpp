// The calls that run pipelines: where they read, what ends them, what they refuse and explain.
#include <fmt/format.h>

#include <stop_token>
#include <thread>

#include "pipeline_cases.hpp"

namespace pipeline_aggregate_test {

using namespace pipeline_cases;

namespace {

Subject with_numbers(int count) {
  Subject subject;
  std::vector<Document> documents;
  for (int i = 0; i < count; ++i)
    documents.push_back({{"_id", i}, {"k", i % 7}, {"text", std::string(100, 'x')}});
  subject.collection.insert_many(documents);
  return subject;
}

Value stages_of(const std::string& text) { return ejson::parse_pipeline(text); }

}  // namespace

TEST_CASE("An aggregate reads one moment, whatever is written meanwhile", "[pipeline][cursor]") {
  Subject subject = with_numbers(500);
  Cursor cursor = subject.collection.aggregate(stages_of(R"([{"$unionWith":"c"}])"));
  auto at = cursor.begin();
  subject.collection.delete_many({});
  int count = 1;
  while (++at != cursor.end()) ++count;
  CHECK(count == 1000);
}

TEST_CASE("In a transaction an aggregate is of its moment, and sees what was written",
          "[pipeline][transaction]") {
  Subject subject = with_numbers(10);
  subject.store.transaction([&](Transaction& transaction) {
    Collection collection = transaction.collection("c");
    collection.insert_one({{"_id", 100}});
    Cursor cursor = collection.aggregate(stages_of(R"([{"$match":{"_id":{"$gte":8}}}])"));
    auto at = cursor.begin();
    collection.delete_many({});
    std::string ids;
    for (; at != cursor.end(); ++at) ids += at->at("_id").dump() + " ";
    CHECK(ids == "8 9 100 ");
    CHECK_THROWS_AS(subject.collection.aggregate(Value::array()), InvalidInput);
  });
}

TEST_CASE("In a snapshot an aggregate reads the snapshot", "[pipeline][snapshot]") {
  Subject subject = with_numbers(3);
  subject.store.snapshot([&](Snapshot& snapshot) {
    (void)snapshot.collection("c").count();
    std::thread([&] { subject.collection.insert_one({{"_id", 9}}); }).join();
    CHECK(text_of(snapshot.collection("c").aggregate(stages_of(R"([{"$count":"n"}])"))) ==
          R"({"n":3})");
  });
  CHECK(subject.run(R"([{"$count":"n"}])") == R"({"n":4})");
}

TEST_CASE("An aggregate ends when it is told to, or its time is over", "[pipeline][stop]") {
  Subject subject = with_numbers(2000);
  const std::string slow =
      R"([{"$lookup":{"from":"c","pipeline":[{"$match":{"$expr":{"$eq":["$k",{"$add":["$$i",1]}]}}},
           {"$count":"n"}],"let":{"i":"$_id"},"as":"o"}},{"$group":{"_id":"$o"}}])";
  CHECK(subject.code_of(slow, "", {.max_time = std::chrono::milliseconds(20)}) == 50);
  std::stop_source stop;
  const StopScope scope(stop.get_token());
  stop.request_stop();
  CHECK(subject.code_of(slow) == 11601);
}

TEST_CASE("What is evaluated before there is a document has an end, too", "[pipeline][stop]") {
  Subject subject = with_numbers(1);
  const std::string sum = R"({"$size":{"$map":{"input":{"$range":[0,3000000]},"in":1}}})";
  const auto soon = std::chrono::milliseconds(20);
  const Document let{{"x", Value::parse(sum)}};
  CHECK(subject.code_of(R"([{"$project":{"a":)" + sum + "}}]", "", {.max_time = soon}) == 50);
  CHECK(subject.code_of("[]", "", {.let = let, .max_time = soon}) == 50);
  CHECK_THROWS_AS(subject.collection.find({}, {.max_time = soon, .let = let}), MaxTimeMSExpired);
  CHECK_THROWS_AS(subject.collection.list({}, {.max_time = soon, .let = let}), MaxTimeMSExpired);
}

TEST_CASE("No memory at all is refused", "[pipeline]") {
  Subject subject = with_numbers(1);
  CHECK(subject.code_of("[]", "1 byte", {.memory_limit = 0}) == 2);
}

TEST_CASE("Variables of let stand in all stages, and $$NOW is one moment", "[pipeline]") {
  Subject subject = with_numbers(3);
  const AggregateOptions options{.let = {{"x", 1}, {"y", {{"$add", {1, 1}}}}}};
  CHECK(subject.run(R"([{"$match":{"$expr":{"$eq":["$_id","$$x"]}}},
                        {"$facet":{"a":[{"$project":{"s":{"$add":["$$x","$$y"]}}}]}}])",
                    options) == R"({"a":[{"_id":1,"s":3}]})");
  CHECK(subject.run(R"([{"$group":{"_id":"$$NOW"}},{"$count":"n"}])") == R"({"n":1})");
  CHECK(subject.code_of(R"([{"$match":{"$expr":"$$x"}}])") == 17276);
  const Document explained = subject.collection.explain_aggregate(
      stages_of(R"([{"$match":{"$expr":{"$eq":["$_id","$$x"]}}}])"), options);
  CHECK(explained.at("stages")[0]["$cursor"]["queryPlanner"]["winningPlan"]["stage"] == "FETCH");
}

TEST_CASE("A pipeline of no collection brings its documents", "[pipeline]") {
  Subject subject;
  CHECK(text_of(subject.store.aggregate(stages_of(
            R"([{"$documents":[{"a":1},{"a":2}]},{"$match":{"a":2}}])"))) == R"({"a":2})");
  const auto code = [&](const std::string& pipeline) {
    try {
      (void)text_of(subject.store.aggregate(stages_of(pipeline)));
    } catch (const Error& error) {
      return error.code();
    }
    return 0;
  };
  CHECK(code("[]") == 73);
  CHECK(code(R"([{"$match":{}}])") == 73);
  CHECK(code(R"([{"$documents":1}])") == 5858203);
  CHECK(subject.code_of(R"([{"$documents":[]}])") == 73);
  CHECK(subject.code_of(R"([{"$match":{}},{"$documents":[]}])") == 40602);
}

TEST_CASE("Where the disk may not be used, too little memory is an error", "[pipeline]") {
  Subject subject = with_numbers(100);
  const AggregateOptions little{.memory_limit = 2000, .allow_disk_use = false};
  for (const char* pipeline :
       {R"([{"$sort":{"text":1}}])", R"([{"$group":{"_id":"$_id"}}])", R"([{"$facet":{"a":[]}}])",
        R"([{"$bucketAuto":{"groupBy":"$_id","buckets":2}}])"})
    CHECK(subject.code_of(pipeline, "allow_disk_use", little) == 292);
  CHECK(subject.run(R"([{"$sort":{"text":1}},{"$limit":1},{"$count":"n"}])", little) ==
        R"({"n":1})");
}

TEST_CASE("Each stage of MongoDB's either works or is refused by its name", "[pipeline]") {
  Subject subject;
  for (const char* name :
       {"$changeStream", "$collStats", "$currentOp", "$densify", "$fill", "$geoNear", "$indexStats",
        "$listSessions", "$planCacheStats", "$search", "$setWindowFields", "$vectorSearch"}) {
    INFO(name);
    CHECK(subject.code_of(fmt::format(R"([{{"{}":{{}}}}])", name),
                          fmt::format("{} is not supported", name)) == 115);
  }
  check_refused(subject, {{R"([{"$nope":1}])", 40324, "$nope"},
                          {R"([{"match":1}])", 40324},
                          {R"([{}])", 40323},
                          {R"([{"$match":{},"$limit":1}])", 40323},
                          {R"([{"$match":{"$where":"1"}}])", 2, "$where"}});
  CHECK_THROWS_AS(subject.collection.aggregate({{"$match", 1}}), InvalidInput);
  CHECK_THROWS_AS(subject.collection.aggregate(Value::array({1})), InvalidInput);
  Value many = Value::array();
  for (int i = 0; i < 1001; ++i) many.push_back({{"$skip", 0}});
  CHECK_THROWS_AS(subject.collection.aggregate(many), InvalidExpression);
}

TEST_CASE("A pipeline as text is an array of objects", "[pipeline]") {
  CHECK(ejson::parse_pipeline(R"([{"$limit":1}])") == Value::array({{{"$limit", 1}}}));
  for (const char* text : {"{}", "[1]", "1", R"([],"x":[])"})
    CHECK_THROWS_AS(ejson::parse_pipeline(text), InvalidInput);
  try {
    ejson::parse_pipeline("[{]");
    FAIL("no error");
  } catch (const MalformedJson& fault) {
    CHECK(fault.offset() <= 3);
  }
}

TEST_CASE("explain_aggregate shows what the find does, and what is kept in memory",
          "[pipeline][explain]") {
  Subject subject = with_numbers(3);
  subject.collection.create_index(Index{"k"});
  const auto explained = [&](const std::string& pipeline) {
    return subject.collection.explain_aggregate(stages_of(pipeline)).at("stages");
  };
  Value stages = explained(
      R"([{"$sort":{"k":1}},{"$match":{"k":{"$gt":1}}},{"$limit":2},{"$group":{"_id":"$k"}}])");
  CHECK(stages[0]["$cursor"]["pushed"] == Value::array({"$match", "$sort", "$limit"}));
  CHECK(stages[0]["$cursor"]["limit"] == 2);
  CHECK(stages[0]["$cursor"]["queryPlanner"]["winningPlan"]["inputStage"]["indexName"] == "k_1");
  CHECK(stages[1] == Value{{"$group", {{"_id", "$k"}}}, {"inMemory", true}});
  stages = explained(R"([{"$match":{"text":"x"}},{"$sort":{"text":1}},{"$out":"t"}])");
  CHECK(stages[0]["$cursor"]["pushed"] == Value::array({"$match"}));
  CHECK(stages[0]["$cursor"]["queryPlanner"]["winningPlan"]["stage"] == "COLLSCAN");
  CHECK(stages[1] == Value{{"$sort", {{"text", 1}}}, {"inMemory", true}});
  CHECK(stages[2] == Value{{"$out", "t"}});
  CHECK(subject.store.collection_names() == std::vector<std::string>{"c"});
}

TEST_CASE("What let gives is of the collation, and it may bind CURRENT", "[pipeline]") {
  Subject subject(R"([{"_id":1,"x":1},{"_id":2,"x":2}])");
  AggregateOptions options;
  options.collation = Collation{.strength = 2, .locale = "en"};
  options.let = {{"same", {{"$eq", {"a", "A"}}}}};
  CHECK(subject.run(R"([{"$limit":1},{"$project":{"same":"$$same"}}])", options) ==
        R"({"_id":1,"same":true})");
  options = {};
  options.let = {{"CURRENT", {{"x", 1}}}};
  CHECK(subject.run(R"([{"$match":{"$expr":{"$eq":["$x",1]}}}])", options) ==
        R"({"_id":1,"x":1} {"_id":2,"x":2})");
}

TEST_CASE("The finder of duplicates by $group and $match", "[pipeline][incident]") {
  Subject subject(R"([{"_id":1,"userId":"u1","email":"a@x.org"},{"_id":2,"userId":"u2"},
                      {"_id":3,"userId":"u1","email":"b@x.org"},{"_id":4,"userId":"u3"},
                      {"_id":5,"userId":"u3"},{"_id":6,"userId":"u1"}])");
  CHECK(subject.run(R"([{"$group":{"_id":"$userId","count":{"$sum":1},"ids":{"$push":"$_id"}}},
                        {"$match":{"count":{"$gt":1}}},{"$sort":{"count":-1}}])") ==
        R"({"_id":"u1","count":3,"ids":[1,3,6]} {"_id":"u3","count":2,"ids":[4,5]})");
}

}  // namespace pipeline_aggregate_test
