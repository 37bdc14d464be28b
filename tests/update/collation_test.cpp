// Updates that compare under a collation.
#include "cases.hpp"
#include "keys/collated.hpp"

namespace update_collation_test {

using namespace profilestore;
using update_cases::Applied;

namespace {

std::shared_ptr<const match::Terms> terms_of(const Collation& collation) {
  return std::make_shared<const match::Terms>(
      match::Terms{.collation = collation, .order = keys::comparison_under(collation)});
}

void check(const std::vector<Applied>& table, const std::vector<Document>& array_filters = {}) {
  for (const Applied& row : table) {
    INFO(row.description << ": " << row.update << " on " << row.document);
    Value document = Value::parse(row.document);
    const auto update =
        update::Update::parse(Value::parse(row.update), array_filters, terms_of({.strength = 2}));
    const bool changed = update.apply(document, update_cases::now(), false);
    CHECK(document.dump() == Value::parse(row.expected).dump());
    CHECK(changed == (row.written || row.expected != row.document));
  }
}

}  // namespace

TEST_CASE("Operators that compare strings do so under the collation", "[update][collation]") {
  check({
      {"$pull by a value", R"({"a":["Ann","bob","ANN"]})", R"({"$pull":{"a":"ann"}})",
       R"({"a":["bob"]})"},
      {"$pull by a condition", R"({"a":["Ann","bob"]})", R"({"$pull":{"a":{"$in":["ANN"]}}})",
       R"({"a":["bob"]})"},
      {"$pull by fields", R"({"a":[{"k":"Ann"},{"k":"bob"}]})", R"({"$pull":{"a":{"k":"ANN"}}})",
       R"({"a":[{"k":"bob"}]})"},
      {"$pull of an array", R"({"a":[["Ann"],["bob"]]})", R"({"$pull":{"a":["ANN"]}})",
       R"({"a":[["bob"]]})"},
      {"$pullAll", R"({"a":["Ann","bob","c"]})", R"({"$pullAll":{"a":["ANN","C"]}})",
       R"({"a":["bob"]})"},
      {"$addToSet of what is there", R"({"a":["Ann"]})", R"({"$addToSet":{"a":"ANN"}})",
       R"({"a":["Ann"]})"},
      {"$addToSet of several, each once", R"({"a":["Ann"]})",
       R"({"$addToSet":{"a":{"$each":["ANN","Bob","BOB"]}}})", R"({"a":["Ann","Bob"]})"},
      {"$push sorts", R"({"a":["b","C"]})", R"({"$push":{"a":{"$each":["A"],"$sort":1}}})",
       R"({"a":["A","b","C"]})"},
      {"$push sorts by a field", R"({"a":[{"k":"b"},{"k":"C"}]})",
       R"({"$push":{"a":{"$each":[{"k":"A"}],"$sort":{"k":-1}}}})",
       R"({"a":[{"k":"C"},{"k":"b"},{"k":"A"}]})"},
      {"$min", R"({"a":"b"})", R"({"$min":{"a":"A"}})", R"({"a":"A"})"},
      {"$min of an equal", R"({"a":"b"})", R"({"$min":{"a":"B"}})", R"({"a":"b"})"},
      {"$max", R"({"a":"B"})", R"({"$max":{"a":"a"}})", R"({"a":"B"})"},
      {"$max of a greater", R"({"a":"B"})", R"({"$max":{"a":"c"}})", R"({"a":"c"})"},
      {"$set of another spelling is a change", R"({"a":"ann"})", R"({"$set":{"a":"ANN"}})",
       R"({"a":"ANN"})"},
  });
}

TEST_CASE("Array filters compare under the collation", "[update][collation]") {
  check({{"by a field", R"({"a":[{"k":"Ann","n":1},{"k":"bob","n":1}]})",
          R"({"$set":{"a.$[x].n":2}})", R"({"a":[{"k":"Ann","n":2},{"k":"bob","n":1}]})"}},
        {{{"x.k", "ANN"}}});
  check({{"by the element", R"({"a":["Ann","bob"]})", R"({"$set":{"a.$[x]":"-"}})",
          R"({"a":["-","bob"]})"}},
        {{{"x", "ANN"}}});
}

}  // namespace update_collation_test
