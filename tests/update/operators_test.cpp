// Every update operator of MongoDB's manual has an effect.
#include <set>

#include "cases.hpp"

namespace update_operators_test {

using update_cases::Value;

TEST_CASE("every update operator changes a document that it fits", "[update][operators]") {
  const std::set<std::string> updates{
      R"({"$currentDate":{"n":true}})",
      R"({"$inc":{"n":1}})",
      R"({"$min":{"n":0}})",
      R"({"$max":{"n":9}})",
      R"({"$mul":{"n":2}})",
      R"({"$rename":{"n":"m"}})",
      R"({"$set":{"n":7}})",
      R"({"$unset":{"n":""}})",
      R"({"$addToSet":{"a":7}})",
      R"({"$addToSet":{"a":{"$each":[7]}}})",
      R"({"$pop":{"a":1}})",
      R"({"$pull":{"a":1}})",
      R"({"$pullAll":{"a":[1]}})",
      R"({"$push":{"a":7}})",
      R"({"$push":{"a":{"$each":[7]}}})",
      R"({"$push":{"a":{"$each":[7],"$position":0}}})",
      R"({"$push":{"a":{"$each":[],"$slice":1}}})",
      R"({"$push":{"a":{"$each":[],"$sort":1}}})",
      R"({"$bit":{"n":{"xor":1}}})",
      R"({"$set":{"a.$[]":7}})",
      R"({"$set":{"a.$":7}})",
  };
  std::set<std::string> results;
  for (const std::string& text : updates) {
    INFO(text);
    const std::string before = R"({"_id":1,"n":3,"a":[2,1]})";
    Value document = Value::parse(before);
    CHECK(update_cases::update_of(text).apply(document, update_cases::now(), false, 1));
    CHECK(document.dump() != before);
    results.insert(document.dump());
  }
  CHECK(results.size() >= 15);  // not one effect for all
}

TEST_CASE("$setOnInsert takes part in an insert alone", "[update][operators]") {
  const auto update = update_cases::update_of(R"({"$setOnInsert":{"n":1}})");
  Value document = Value::object();
  CHECK_FALSE(update.apply(document, update_cases::now(), false));
  CHECK(update.apply(document, update_cases::now(), true));
  CHECK(document.dump() == R"({"n":1})");
}

}  // namespace update_operators_test
