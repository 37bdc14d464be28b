#include "cases.hpp"

namespace update_bit_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$bit combines the bits of an integer with its operands'", "[update][bit]") {
  check({Applied{"and", R"({"a":13})", R"({"$bit":{"a":{"and":10}}})", R"({"a":8})"},
         {"or", R"({"a":3})", R"({"$bit":{"a":{"or":5}}})", R"({"a":7})"},
         {"xor", R"({"a":1})", R"({"$bit":{"a":{"xor":5}}})", R"({"a":4})"},
         {"several, in their order", R"({"a":13})", R"({"$bit":{"a":{"and":10,"or":1,"xor":8}}})",
          R"({"a":1})"},
         {"negative numbers", R"({"a":-1})", R"({"$bit":{"a":{"and":-2}}})", R"({"a":-2})"},
         {"an element of an array", R"({"a":[1,2]})", R"({"$bit":{"a.1":{"or":1}}})",
          R"({"a":[1,3]})"},
         {"no bit changes", R"({"a":7})", R"({"$bit":{"a":{"or":3}}})", R"({"a":7})"}});
}

TEST_CASE("$bit's result is an Int64 if any number is one", "[update][bit]") {
  check({Applied{"the operand", R"({"a":3})", R"({"$bit":{"a":{"or":{"$numberLong":"4"}}}})",
                 R"({"a":{"$numberLong":"7"}})"},
         {"the field", R"({"a":{"$numberLong":"3"}})", R"({"$bit":{"a":{"and":1}}})",
          R"({"a":{"$numberLong":"1"}})"},
         {"the type alone changes", R"({"a":3})", R"({"$bit":{"a":{"and":{"$numberLong":"3"}}}})",
          R"({"a":{"$numberLong":"3"}})"},
         {"the sign is extended", R"({"a":-1})", R"({"$bit":{"a":{"and":9223372036854775807}}})",
          R"({"a":9223372036854775807})"}});
}

TEST_CASE("$bit takes a missing field for 0", "[update][bit]") {
  check({Applied{"and", R"({})", R"({"$bit":{"a":{"and":7}}})", R"({"a":0})"},
         {"or", R"({})", R"({"$bit":{"a.b":{"or":7}}})", R"({"a":{"b":7}})"},
         {"an Int64", R"({})", R"({"$bit":{"a":{"xor":{"$numberLong":"7"}}}})",
          R"({"a":{"$numberLong":"7"}})"}});
}

TEST_CASE("$bit refuses what is no integer and what is no operation", "[update][bit]") {
  const std::string shape = "{$bit: {field: {and/or/xor: #}}}";
  check({Unreadable{"no object", R"({"$bit":{"a":1}})", 2,
                    "The $bit modifier is not compatible with a int. You must pass in an embedded "
                    "document: " +
                        shape},
         {"no operation", R"({"$bit":{"a":{}}})", 2,
          "You must pass in at least one bitwise operation. The format is: " + shape},
         {"an unknown one", R"({"$bit":{"a":{"and":1,"not":1}}})", 2,
          "The $bit modifier only supports 'and', 'or', and 'xor', not 'not' which is an unknown "
          "operator"},
         {"a Double", R"({"$bit":{"a":{"or":1.0}}})", 2,
          "The $bit modifier field must be an Integer(32/64 bit); a 'double' is not supported "
          "here"}});
  const std::string start =
      "Cannot apply $bit to a value of non-integral type: the field 'a' is of type ";
  check({Inadmissible{"a Double field", R"({"a":1.0})", R"({"$bit":{"a":{"or":1}}})", 2,
                      start + "double"},
         {"a Decimal128 field", R"({"a":{"$numberDecimal":"1"}})", R"({"$bit":{"a":{"or":1}}})", 2,
          start + "decimal"},
         {"null", R"({"a":null})", R"({"$bit":{"a":{"or":1}}})", 2, start + "null"},
         {"below a scalar", R"({"a":1})", R"({"$bit":{"a.b":{"or":1}}})", 28,
          "Cannot create field 'b' in element {a: ...} of type int"}});
}

}  // namespace update_bit_test
