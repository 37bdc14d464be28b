#include "schema_cases.hpp"

namespace match_schema_scalars_test {

TEST_CASE("minimum and maximum bound numbers alone", "[match][schema]") {
  cases::check_accepting({
      {"minimum",
       R"({"minimum": 5})",
       {"5", "5.5", R"({"$numberDecimal": "5"})", R"("x")", "[1]"},
       {"4", R"({"$numberDouble": "NaN"})"}},
      {"maximum",
       R"({"maximum": 5})",
       {"5", "-1", "null"},
       {"5.1", R"({"$numberDouble": "Infinity"})"}},
      {"exclusiveMinimum", R"({"minimum": 5, "exclusiveMinimum": true})", {"5.1"}, {"5"}},
      {"exclusiveMaximum", R"({"exclusiveMaximum": true, "maximum": 5})", {"4.9"}, {"5"}},
      {"not exclusive", R"({"minimum": 5, "exclusiveMinimum": false})", {"5"}, {"4"}},
      {"multipleOf", R"({"multipleOf": 0.5})", {"1.5", "0", "-2", R"("x")"}, {"1.6"}},
  });
  cases::check_refused_schemas({
      {R"({"minimum": "5"})", "minimum' must be a number", 14},
      {R"({"maximum": null})", "maximum' must be a number", 14},
      {R"({"exclusiveMinimum": true})", "exclusiveMinimum' needs the keyword 'minimum'", 9},
      {R"({"exclusiveMaximum": true})", "exclusiveMaximum' needs the keyword 'maximum'", 9},
      {R"({"minimum": 5, "exclusiveMinimum": 1})", "exclusiveMinimum' must be a boolean", 14},
      {R"({"multipleOf": "5"})", "multipleOf' must be a number", 14},
      {R"({"multipleOf": 0})", "multipleOf' must have a positive value", 9},
      {R"({"multipleOf": -1})", "multipleOf' must have a positive value", 9},
  });
}

TEST_CASE("lengths and patterns bound strings alone", "[match][schema]") {
  cases::check_accepting({
      {"minLength", R"({"minLength": 2})", {R"("xy")", R"("éé")", "1"}, {R"("x")", R"("é")"}},
      {"maxLength", R"({"maxLength": 2})", {R"("éé")", R"("")", "[1, 2, 3]"}, {R"("xyz")"}},
      {"pattern", R"({"pattern": "^x+$"})", {R"("xx")", "1"}, {R"("xy")", R"("X")"}},
  });
  for (const std::string name : {"minLength", "maxLength"})
    for (const char* operand : {"-1", "1.5", "\"1\"", "null"})
      cases::check_refused_schemas({{R"({")" + name + R"(": )" + operand + "}",
                                     name + "' must be a non-negative integer", 9}});
  cases::check_refused_schemas({{R"({"pattern": 1})", "pattern' must be a string", 14}});
  CHECK_THROWS_AS(cases::filter_of(cases::schema_of_a(R"({"pattern": "("})")),
                  profilestore::InvalidFilter);
}

}  // namespace match_schema_scalars_test
