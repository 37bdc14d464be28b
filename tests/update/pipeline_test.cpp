// Updates that are pipelines.
#include "cases.hpp"

namespace update_pipeline_test {

using profilestore::InvalidUpdate;
using update_cases::check;
using update_cases::now;
using update_cases::update_of;
using update_cases::Value;

TEST_CASE("A pipeline makes of the document another one", "[update][pipeline]") {
  check({
      {"fields are computed of others", R"({"_id":1,"a":2})",
       R"([{"$set":{"b":{"$add":["$a",1]}}},{"$set":{"c":"$b"}}])",
       R"({"_id":1,"a":2,"b":3,"c":3})"},
      {"fields are removed", R"({"_id":1,"a":2})", R"([{"$unset":"a"}])", R"({"_id":1})"},
      {"only some fields stay", R"({"_id":1,"a":2,"b":3})", R"([{"$project":{"a":1}}])",
       R"({"_id":1,"a":2})"},
      {"the _id stays where a stage leaves it out", R"({"_id":1,"a":{"x":5}})",
       R"([{"$replaceWith":"$a"}])", R"({"_id":1,"x":5})"},
      {"the _id stands first", R"({"_id":1,"a":2})",
       R"([{"$replaceWith":{"$mergeObjects":[{"x":1},"$$ROOT"]}}])", R"({"_id":1,"x":1,"a":2})"},
      {"the date is that of the update", R"({"_id":1})", R"([{"$set":{"at":"$$NOW"}}])",
       R"({"_id":1,"at":{"$date":"2024-05-06T07:08:09.123Z"}})"},
      {"nothing changes", R"({"_id":1,"a":2})", R"([{"$set":{"a":2}}])", R"({"_id":1,"a":2})"},
      {"an empty object is a value", R"({"_id":1})", R"([{"$set":{"tags":{},"a.b":{}}}])",
       R"({"_id":1,"tags":{},"a":{"b":{}}})"},
      {"no stages", R"({"_id":1})", "[]", R"({"_id":1})"},
  });
}

TEST_CASE("A pipeline is refused with MongoDB's codes", "[update][pipeline]") {
  const auto code_of = [](const char* text) {
    try {
      update_of(text);
    } catch (const InvalidUpdate& refusal) {
      return refusal.code();
    }
    return 0;
  };
  CHECK(code_of(R"([{"$limit":1}])") == 72);
  CHECK(code_of(R"([{"$nope":1}])") == 40324);
  CHECK(code_of(R"([1])") == 40323);
  CHECK(code_of(R"([{"$set":{},"$unset":"a"}])") == 40323);
  CHECK(code_of(R"([{"$set":{"a":"$$x"}}])") == 17276);
  CHECK(code_of(R"([{"$unset":[]}])") == 31119);
  const std::vector<Value> array_filters{Value::parse(R"({"x":1})")};
  CHECK_THROWS_AS(profilestore::update::Update::parse(Value::array(), array_filters),
                  InvalidUpdate);
}

TEST_CASE("A pipeline leaves the _id alone", "[update][pipeline]") {
  const auto code_on = [](const char* update, const char* text) {
    try {
      Value document = Value::parse(text);
      update_of(update).apply(document, now(), false);
    } catch (const InvalidUpdate& refusal) {
      return refusal.code();
    }
    return 0;
  };
  CHECK(code_on(R"([{"$set":{"_id":2}}])", R"({"_id":1})") == 66);
  CHECK(code_on(R"([{"$set":{"_id":1}}])", R"({"_id":1})") == 0);
  CHECK(code_on(R"([{"$replaceWith":"$a"}])", R"({"_id":1,"a":1})") == 40228);
  CHECK(code_on(R"([{"$replaceWith":{"$setField":{"field":{"$literal":"$x"},"input":"$$ROOT",
                                                  "value":1}}}])",
                R"({"_id":1})") == 52);
}

TEST_CASE("A pipeline tells which paths it may write", "[update][pipeline]") {
  using profilestore::document::Path;
  CHECK(update_of(R"([{"$set":{"a.b":1}}])").touches(Path("a")));
  CHECK_FALSE(update_of(R"([{"$set":{"a.b":1}},{"$unset":"c"}])").touches(Path("d")));
  CHECK(update_of(R"([{"$replaceWith":"$a"}])").touches(Path("d")));
  CHECK_FALSE(update_of(R"([{"$set":{"a":1}}])").is_positional());
}

}  // namespace update_pipeline_test
