#include "cases.hpp"

namespace update_pop_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$pop removes the first or the last element", "[update][pop]") {
  check({Applied{"the last", R"({"a":[1,2,3]})", R"({"$pop":{"a":1}})", R"({"a":[1,2]})"},
         {"the first", R"({"a":[1,2,3]})", R"({"$pop":{"a":-1}})", R"({"a":[2,3]})"},
         {"the only one", R"({"a":[[1]]})", R"({"$pop":{"a":1}})", R"({"a":[]})"},
         {"of an array in an array", R"({"a":[[1,2],3]})", R"({"$pop":{"a.0":-1}})",
          R"({"a":[[2],3]})"},
         {"1 as a Double", R"({"a":[1,2]})", R"({"$pop":{"a":1.0}})", R"({"a":[1]})"},
         {"-1 as an Int64", R"({"a":[1,2]})", R"({"$pop":{"a":{"$numberLong":"-1"}}})",
          R"({"a":[2]})"},
         {"1 as a Decimal128", R"({"a":[1,2]})", R"({"$pop":{"a":{"$numberDecimal":"1.0"}}})",
          R"({"a":[1]})"}});
}

TEST_CASE("$pop leaves what has no element as it is", "[update][pop]") {
  check({Applied{"an empty array", R"({"a":[]})", R"({"$pop":{"a":1}})", R"({"a":[]})"},
         {"a missing field", R"({})", R"({"$pop":{"a":1}})", R"({})"},
         {"a missing parent", R"({"b":1})", R"({"$pop":{"a.b.c":-1}})", R"({"b":1})"},
         {"beyond an array's end", R"({"a":[1]})", R"({"$pop":{"a.5":1}})", R"({"a":[1]})"}});
}

TEST_CASE("$pop takes 1 and -1 alone", "[update][pop]") {
  const auto message = [](const std::string& type) {
    return "$pop expects 1 or -1 for the field 'a', found another value, of type " + type;
  };
  check({Unreadable{"0", R"({"$pop":{"a":0}})", 9, message("int")},
         {"2", R"({"$pop":{"a":{"$numberLong":"2"}}})", 9, message("long")},
         {"a fraction", R"({"$pop":{"a":1.5}})", 9, message("double")},
         {"NaN", R"({"$pop":{"a":{"$numberDouble":"NaN"}}})", 9, message("double")},
         {"a string", R"({"$pop":{"a":"1"}})", 9, message("string")},
         {"true", R"({"$pop":{"a":true}})", 9, message("bool")}});
}

TEST_CASE("$pop refuses a field that is no array", "[update][pop]") {
  const std::string start = "Path 'a' contains an element of non-array type ";
  check(
      {Inadmissible{"a string", R"({"a":"secret"})", R"({"$pop":{"a":1}})", 14, start + "'string'"},
       {"null", R"({"a":null})", R"({"$pop":{"a":1}})", 14, start + "'null'"},
       {"an object", R"({"a":{"0":1}})", R"({"$pop":{"a":1}})", 14, start + "'object'"},
       {"below a scalar", R"({"a":1})", R"({"$pop":{"a.b":1}})", 28,
        "Cannot create field 'b' in element {a: ...} of type int"},
       {"by name in an array", R"({"a":[{"b":[1]}]})", R"({"$pop":{"a.b":1}})", 28,
        "Cannot create field 'b' in element {a: ...} of type array"}});
}

}  // namespace update_pop_test
