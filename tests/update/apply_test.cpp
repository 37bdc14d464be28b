#include "cases.hpp"

namespace update_apply_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;

namespace {

std::string immutable(const std::string& path) {
  return "Performing an update on the path '" + path + "' would modify the immutable field '_id'";
}

}  // namespace

TEST_CASE("the _id of a document never changes", "[update][apply]") {
  check(
      {Inadmissible{"another value", R"({"_id":1})", R"({"$set":{"_id":2}})", 66, immutable("_id")},
       {"another type", R"({"_id":1})", R"({"$set":{"_id":1.0}})", 66, immutable("_id")},
       {"removed", R"({"_id":1})", R"({"$unset":{"_id":""}})", 66, immutable("_id")},
       {"counted up", R"({"_id":1})", R"({"$inc":{"_id":1}})", 66, immutable("_id")},
       {"a part of it", R"({"_id":{"a":1}})", R"({"$set":{"_id.a":2}})", 66, immutable("_id.a")},
       {"a part added", R"({"_id":{"a":1}})", R"({"$set":{"_id.b":2}})", 66, immutable("_id.b")},
       {"a part of a scalar", R"({"_id":1})", R"({"$set":{"_id.b":2}})", 28,
        "Cannot create field 'b' in element {_id: ...} of type int"}});
}

TEST_CASE("an operator may leave the _id as it is", "[update][apply]") {
  check({Applied{"set to itself", R"({"_id":1})", R"({"$set":{"_id":1,"a":2}})",
                 R"({"_id":1,"a":2})"},
         {"counted up by nothing", R"({"_id":1})", R"({"$inc":{"_id":0}})", R"({"_id":1})"},
         {"not less", R"({"_id":1})", R"({"$min":{"_id":5}})", R"({"_id":1})"},
         {"a part of it that is not there", R"({"_id":{"a":1}})", R"({"$unset":{"_id.b":""}})",
          R"({"_id":{"a":1}})"},
         {"a field like it", R"({"_id":1})", R"({"$set":{"_idx":2}})", R"({"_id":1,"_idx":2})"},
         {"an _id deeper down", R"({"_id":1,"a":{"_id":2}})", R"({"$set":{"a._id":3}})",
          R"({"_id":1,"a":{"_id":3}})"}});
}

TEST_CASE("an upsert may give the _id that the filter did not", "[update][apply]") {
  const bool inserting = true;
  check({Applied{"by $set", R"({"a":1})", R"({"$set":{"_id":5}})", R"({"a":1,"_id":5})"},
         {"by $setOnInsert", R"({})", R"({"$setOnInsert":{"_id":5}})", R"({"_id":5})"},
         {"a part of it", R"({})", R"({"$setOnInsert":{"_id.a":5}})", R"({"_id":{"a":5}})"},
         {"the same as the filter's", R"({"_id":5})", R"({"$setOnInsert":{"_id":5}})",
          R"({"_id":5})"}},
        inserting);
  check({Inadmissible{"another than the filter's", R"({"_id":5})", R"({"$setOnInsert":{"_id":6}})",
                      66, immutable("_id")},
         {"more than the filter's", R"({"_id":{"a":1}})", R"({"$setOnInsert":{"_id.b":2}})", 66,
          immutable("_id.b")},
         {"the filter's in another order", R"({"_id":{"a":1,"b":2}})",
          R"({"$setOnInsert":{"_id":{"b":2,"a":1}}})", 66, immutable("_id")}},
        inserting);
}

TEST_CASE("a document that exists gets no field with a $ before its name", "[update][apply]") {
  const std::string message =
      "The dollar ($) prefixed field '$x' in '$x' is not valid for storage.";
  check({Inadmissible{"made", R"({"_id":1})", R"({"$set":{"$x":1}})", 52, message},
         {"made by $inc", R"({"_id":1})", R"({"$inc":{"$x":1}})", 52, message},
         {"changed", R"({"$x":1})", R"({"$min":{"$x":0}})", 52, message},
         {"made as a parent", R"({"_id":1})", R"({"$set":{"$x.y":1}})", 52,
          "The dollar ($) prefixed field '$x' in '$x.y' is not valid for storage."}});
  check({Applied{"not changed", R"({"$x":1})", R"({"$set":{"$x":1}})", R"({"$x":1})"},
         {"below one that is there", R"({"$x":{"y":1}})", R"({"$set":{"$x.y":2}})",
          R"({"$x":{"y":2}})"}});
  const bool inserting = true;
  check({Applied{"inserted", R"({"_id":1})", R"({"$setOnInsert":{"$x":1}})", R"({"_id":1,"$x":1})"},
         {"inserted by $set", R"({"_id":1})", R"({"$set":{"$x":1}})", R"({"_id":1,"$x":1})"}},
        inserting);
}

TEST_CASE("one parsed update applies to many documents", "[update][apply]") {
  const auto update = update_cases::update_of(R"({"$push":{"a":{"$each":[1]}},"$inc":{"n":2}})");
  for (int i = 0; i < 3; ++i) {
    update_cases::Value document = {{"_id", i}};
    CHECK(update.apply(document, update_cases::now(), false));
    CHECK(document.dump() == R"({"_id":)" + std::to_string(i) + R"(,"a":[1],"n":2})");
  }
}

}  // namespace update_apply_test
