#include "cases.hpp"

namespace update_unset_test {

using update_cases::Applied;
using update_cases::check;

TEST_CASE("$unset removes a field, whatever its operand", "[update][unset]") {
  check({Applied{"a field", R"({"a":1,"b":2})", R"({"$unset":{"a":""}})", R"({"b":2})"},
         {"several", R"({"a":1,"b":2,"c":3})", R"({"$unset":{"c":1,"a":null}})", R"({"b":2})"},
         {"a null", R"({"a":null})", R"({"$unset":{"a":true}})", R"({})"},
         {"a nested one; its parent stays", R"({"a":{"b":1}})", R"({"$unset":{"a.b":{"x":1}}})",
          R"({"a":{}})"},
         {"a field with a $", R"({"a":1,"$x":2})", R"({"$unset":{"$x":""}})", R"({"a":1})"},
         {"in an element of an array", R"({"a":[{"b":1,"c":2}]})", R"({"$unset":{"a.0.b":""}})",
          R"({"a":[{"c":2}]})"}});
}

TEST_CASE("$unset of an array's element leaves a null in its place", "[update][unset]") {
  check({Applied{"in the middle", R"({"a":[1,2,3]})", R"({"$unset":{"a.1":""}})",
                 R"({"a":[1,null,3]})"},
         {"at the end", R"({"a":[1,2]})", R"({"$unset":{"a.1":""}})", R"({"a":[1,null]})"},
         {"a null already", R"({"a":[null]})", R"({"$unset":{"a.0":""}})", R"({"a":[null]})"},
         {"of an array in an array", R"({"a":[[1,2]]})", R"({"$unset":{"a.0.1":""}})",
          R"({"a":[[1,null]]})"}});
}

TEST_CASE("$unset of what is not there does nothing", "[update][unset]") {
  check({Applied{"missing", R"({"a":1})", R"({"$unset":{"b":""}})", R"({"a":1})"},
         {"missing parents are not made", R"({"a":1})", R"({"$unset":{"b.c.d":""}})", R"({"a":1})"},
         {"beyond the end", R"({"a":[1]})", R"({"$unset":{"a.1":"","a.7":""}})", R"({"a":[1]})"},
         {"a negative index", R"({"a":[1]})", R"({"$unset":{"a.-1":""}})", R"({"a":[1]})"},
         {"through a scalar", R"({"a":1})", R"({"$unset":{"a.b":""}})", R"({"a":1})"},
         {"through a null", R"({"a":null})", R"({"$unset":{"a.b.c":""}})", R"({"a":null})"},
         {"by name into an array", R"({"a":[{"b":1}]})", R"({"$unset":{"a.b":""}})",
          R"({"a":[{"b":1}]})"},
         {"into a date", R"({"a":{"$date":"2020-01-01T00:00:00Z"}})", R"({"$unset":{"a.b":""}})",
          R"({"a":{"$date":"2020-01-01T00:00:00Z"}})"}});
}

}  // namespace update_unset_test
