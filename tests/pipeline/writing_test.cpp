// $out and $merge: pipelines that write.
#include "pipeline_cases.hpp"

namespace pipeline_writing_test {

using namespace pipeline_cases;

namespace {

struct Target : Subject {
  Target() : Subject(R"([{"_id":1,"k":"a","n":1},{"_id":2,"k":"b","n":2}])") {
    target.create_index(UniqueIndex{"k"});
  }
  std::string all() { return text_of(target.find({}, {.sort = {{"_id", 1}}})); }
  void fill() { insert("t", R"([{"_id":10,"k":"a","old":true},{"_id":11,"k":"z"}])"); }

  Collection target = store.collection("t");
};

}  // namespace

TEST_CASE("$out replaces all documents of a collection, and keeps its indexes", "[pipeline][out]") {
  Target subject;
  subject.fill();
  CHECK(subject.run(R"([{"$set":{"n":{"$add":["$n",1]}}},{"$out":"t"}])").empty());
  CHECK(subject.all() == R"({"_id":1,"k":"a","n":2} {"_id":2,"k":"b","n":3})");
  CHECK(subject.target.list_indexes().size() == 2);
  CHECK(subject.run(R"([{"$match":{"n":9}},{"$out":{"coll":"new"}}])").empty());
  CHECK(subject.store.collection_names() == std::vector<std::string>{"c", "new", "t"});
}

TEST_CASE("$out and $merge into the collection that they read", "[pipeline][out]") {
  Target subject;
  CHECK(subject.run(R"([{"$match":{"n":2}},{"$out":"c"}])").empty());
  CHECK(subject.run("[]") == R"({"_id":2,"k":"b","n":2})");
  CHECK(subject.run(R"([{"$set":{"n":{"$multiply":["$n",10]}}},{"$merge":"c"}])").empty());
  CHECK(subject.run("[]") == R"({"_id":2,"k":"b","n":20})");
}

TEST_CASE("An $out that fails has changed nothing", "[pipeline][out]") {
  Target subject;
  subject.fill();
  CHECK(subject.code_of(R"([{"$set":{"k":"same"}},{"$out":"t"}])") == 11000);
  CHECK(subject.all() == R"({"_id":10,"k":"a","old":true} {"_id":11,"k":"z"})");
}

TEST_CASE("$merge does with matches what it is told", "[pipeline][merge]") {
  struct Told {
    const char* merge;
    const char* after;
  };
  for (const Told& told : std::vector<Told>{
           {R"({"into":"t","on":"k"})",
            R"({"_id":2,"k":"b","n":2} {"_id":10,"k":"a","old":true,"n":1} {"_id":11,"k":"z"})"},
           {R"({"into":"t","on":["k"],"whenMatched":"replace"})",
            R"({"_id":2,"k":"b","n":2} {"_id":10,"k":"a","n":1} {"_id":11,"k":"z"})"},
           {R"({"into":"t","on":"k","whenMatched":"keepExisting"})",
            R"({"_id":2,"k":"b","n":2} {"_id":10,"k":"a","old":true} {"_id":11,"k":"z"})"},
           {R"({"into":"t","on":"k","whenNotMatched":"discard"})",
            R"({"_id":10,"k":"a","old":true,"n":1} {"_id":11,"k":"z"})"},
           {R"({"into":"t","on":"k","whenMatched":[{"$set":{"sum":{"$add":["$$new.n",5]}}}]})",
            R"({"_id":2,"k":"b","n":2} {"_id":10,"k":"a","old":true,"sum":6} {"_id":11,"k":"z"})"},
           {R"({"into":"t","on":"k","let":{"x":"$n"},"whenMatched":[{"$set":{"x":"$$x"}}]})",
            R"({"_id":2,"k":"b","n":2} {"_id":10,"k":"a","old":true,"x":1} {"_id":11,"k":"z"})"}}) {
    INFO(told.merge);
    Target subject;
    subject.fill();
    CHECK(subject
              .run(std::string(R"([{"$set":{"_id":{"$cond":[{"$eq":["$k","a"]},10,"$_id"]}}},
                                      {"$merge":)") +
                   told.merge + "}]")
              .empty());
    CHECK(subject.all() == told.after);
  }
}

TEST_CASE("A $merge by another field keeps the _id, and has none to give", "[pipeline][merge]") {
  struct Told {
    const char* when_matched;
    const char* after;
  };
  for (const Told& told : std::vector<Told>{
           {R"("merge")", R"({"_id":10,"k":"a","old":true,"n":1} {"_id":11,"k":"z"})"},
           {R"("replace")", R"({"_id":10,"k":"a","n":1} {"_id":11,"k":"z"})"},
           {R"([{"$set":{"new":"$$new"}}])",
            R"({"_id":10,"k":"a","old":true,"new":{"k":"a","n":1}} {"_id":11,"k":"z"})"},
           {R"([{"$replaceWith":"$$new"}])", R"({"_id":10,"k":"a","n":1} {"_id":11,"k":"z"})"}}) {
    INFO(told.when_matched);
    Target subject;
    subject.fill();
    CHECK(subject
              .run(std::string(R"([{"$match":{"k":"a"}},{"$unset":"_id"},
                                      {"$merge":{"into":"t","on":"k","whenMatched":)") +
                   told.when_matched + "}}]")
              .empty());
    CHECK(subject.all() == told.after);
  }
}

TEST_CASE("A $merge that fails has changed nothing", "[pipeline][merge]") {
  Target subject;
  subject.fill();
  const std::string before = subject.all();
  check_refused(subject, {{R"([{"$merge":{"into":"t","on":"k","whenMatched":"fail"}}])", 11000},
                          {R"([{"$merge":{"into":"t","on":"k"}}])", 66},
                          {R"([{"$merge":{"into":"t","on":"k","whenMatched":"replace"}}])", 66},
                          {R"([{"$merge":{"into":"t","on":"k",
                                          "whenMatched":[{"$replaceWith":"$$new"}]}}])",
                           66},
                          {R"([{"$match":{"k":"b"}},
                              {"$merge":{"into":"t","on":"k","whenNotMatched":"fail"}}])",
                           13113},
                          {R"([{"$merge":{"into":"t","on":"n"}}])", 51183},
                          {R"([{"$merge":{"into":"t","on":"k","let":{"x":"$n"},
                                          "whenMatched":[{"$set":{"y":"$$new.n"}}]}}])",
                           17276},
                          {R"([{"$merge":{"into":"t","on":"k","let":{"1x":"$n"},
                                          "whenMatched":[{"$set":{"y":1}}]}}])",
                           9},
                          {R"([{"$unset":"k"},{"$merge":{"into":"t","on":"k"}}])", 51132, "'k'"},
                          {R"([{"$set":{"k":[1]}},{"$merge":{"into":"t","on":"k"}}])", 51185},
                          {R"([{"$merge":{"into":{"db":"x","coll":"t"}}}])", 115},
                          {R"([{"$merge":{"into":"t","x":1}}])", 40415},
                          {R"([{"$merge":{}}])", 40414},
                          {R"([{"$merge":{"into":"t","whenMatched":[{"$group":{"_id":1}}]}}])", 72},
                          {R"([{"$merge":"t"},{"$match":{}}])", 40601},
                          {R"([{"$out":1}])", 16990},
                          {R"([{"$out":"t"},{"$count":"n"}])", 40601}});
  CHECK(subject.all() == before);
}

TEST_CASE("A pipeline writes within a transaction, and is rolled back with it",
          "[pipeline][merge]") {
  Target subject;
  const auto pipeline = ejson::parse_pipeline(R"([{"$merge":"t"}])");
  try {
    subject.store.transaction([&](Transaction& transaction) {
      (void)transaction.collection("c").aggregate(pipeline);
      CHECK(transaction.collection("t").count() == 2);
      throw std::runtime_error("no");
    });
  } catch (const std::runtime_error&) {
  }
  CHECK(subject.target.count() == 0);
  subject.store.transaction(
      [&](Transaction& transaction) { (void)transaction.collection("c").aggregate(pipeline); });
  CHECK(subject.target.count() == 2);
  subject.store.snapshot([&](Snapshot& snapshot) {
    CHECK_THROWS_AS(snapshot.collection("c").aggregate(pipeline), InvalidInput);
  });
}

}  // namespace pipeline_writing_test
