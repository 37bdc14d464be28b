#include "cases.hpp"

namespace update_set_test {

using update_cases::Applied;
using update_cases::check;

TEST_CASE("$set replaces a value of any type and creates a missing one", "[update][set]") {
  check({Applied{"existing", R"({"_id":1,"a":1})", R"({"$set":{"a":2}})", R"({"_id":1,"a":2})"},
         {"missing", R"({"_id":1})", R"({"$set":{"a":2}})", R"({"_id":1,"a":2})"},
         {"another type", R"({"a":[1]})", R"({"$set":{"a":"x"}})", R"({"a":"x"})"},
         {"a scalar by an object", R"({"a":1})", R"({"$set":{"a":{"b":{}}}})", R"({"a":{"b":{}}})"},
         {"null is a value", R"({"a":1})", R"({"$set":{"a":null}})", R"({"a":null})"},
         {"a date", R"({"a":{"$date":"2020-01-01T00:00:00Z"}})",
          R"({"$set":{"a":{"$oid":"507f1f77bcf86cd799439011"}}})",
          R"({"a":{"$oid":"507f1f77bcf86cd799439011"}})"},
         {"no fields", R"({"a":1})", R"({"$set":{}})", R"({"a":1})"}});
}

TEST_CASE("$set of the value that is there changes nothing", "[update][set]") {
  check({Applied{"number", R"({"a":5})", R"({"$set":{"a":5}})", R"({"a":5})"},
         {"object", R"({"a":{"b":[1]}})", R"({"$set":{"a":{"b":[1]}}})", R"({"a":{"b":[1]}})"},
         {"NaN", R"({"a":{"$numberDouble":"NaN"}})", R"({"$set":{"a":{"$numberDouble":"NaN"}}})",
          R"({"a":{"$numberDouble":"NaN"}})"}});
}

TEST_CASE("$set of an equal value of another type is a change", "[update][set]") {
  check({Applied{"Int32 by Double", R"({"a":5})", R"({"$set":{"a":5.0}})", R"({"a":5.0})"},
         {"Int32 by Int64", R"({"a":5})", R"({"$set":{"a":{"$numberLong":"5"}}})",
          R"({"a":{"$numberLong":"5"}})"},
         {"zero by minus zero", R"({"a":0.0})", R"({"$set":{"a":-0.0}})", R"({"a":-0.0})"},
         {"decimals of two precisions", R"({"a":{"$numberDecimal":"1.0"}})",
          R"({"$set":{"a":{"$numberDecimal":"1.00"}}})", R"({"a":{"$numberDecimal":"1.00"}})"},
         {"fields in another order", R"({"a":{"x":1,"y":2}})", R"({"$set":{"a":{"y":2,"x":1}}})",
          R"({"a":{"y":2,"x":1}})"}});
}

TEST_CASE("$setOnInsert does nothing to a document that exists", "[update][set]") {
  check({Applied{"alone", R"({"a":1})", R"({"$setOnInsert":{"a":2,"b":3}})", R"({"a":1})"},
         {"beside $set", R"({"a":1})", R"({"$setOnInsert":{"b":2},"$set":{"c":3}})",
          R"({"a":1,"c":3})"},
         {"on a path that cannot be", R"({"a":1})", R"({"$setOnInsert":{"a.b":2}})", R"({"a":1})"},
         {"on the _id", R"({"_id":1})", R"({"$setOnInsert":{"_id":2}})", R"({"_id":1})"}});
}

TEST_CASE("$setOnInsert sets fields of a document that is inserted", "[update][set]") {
  const bool inserting = true;
  check({Applied{"missing", R"({})", R"({"$setOnInsert":{"a.b":1}})", R"({"a":{"b":1}})"},
         {"over a seeded value", R"({"a":1})", R"({"$setOnInsert":{"a":2}})", R"({"a":2})"},
         {"in order with $set", R"({})", R"({"$setOnInsert":{"b":2},"$set":{"c":3,"a":1}})",
          R"({"a":1,"b":2,"c":3})"}},
        inserting);
}

}  // namespace update_set_test
