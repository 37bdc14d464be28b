#include "match/operators/mod.hpp"

#include "cases.hpp"

namespace match_mod_test {

TEST_CASE("$mod compares the remainder of a division", "[match][mod]") {
  cases::check_matching({
      {"whole numbers",
       R"({"a": {"$mod": [4, 1]}})",
       {R"({"a": 5})", R"({"a": {"$numberLong": "9"}})", R"({"a": 5.0})", R"({"a": [2, 5]})",
        R"({"a": {"$numberDecimal": "13"}})"},
       {R"({"a": 4})", R"({"a": "5"})", R"({})", R"({"a": null})", R"({"a": true})"}},
      {"the element loses its fraction",
       R"({"a": {"$mod": [4, 1]}})",
       {R"({"a": 5.9})", R"({"a": {"$numberDecimal": "5.999"}})"},
       {R"({"a": 4.9})"}},
      {"divisor and remainder lose theirs",
       R"({"a": {"$mod": [4.9, {"$numberDecimal": "1.9"}]}})",
       {R"({"a": 5})"},
       {R"({"a": 4})"}},
      {"the remainder has the element's sign",
       R"({"a": {"$mod": [4, -1]}})",
       {R"({"a": -5})", R"({"a": -5.9})"},
       {R"({"a": 3})", R"({"a": 5})"}},
      {"whatever the divisor's", R"({"a": {"$mod": [-4, 1]}})", {R"({"a": 5})"}, {R"({"a": -5})"}},
      {"a remainder that cannot be",
       R"({"a": {"$mod": [4, 4]}})",
       {},
       {R"({"a": 4})", R"({"a": 8})"}},
      {"zero",
       R"({"a": {"$mod": [4, 0]}})",
       {R"({"a": 0})", R"({"a": -0.0})", R"({"a": 0.5})", R"({"a": {"$numberDecimal": "-0"}})"},
       {}},
      {"NaN and the infinities",
       R"({"a": {"$mod": [4, 0]}})",
       {},
       {R"({"a": {"$numberDouble": "NaN"}})", R"({"a": {"$numberDouble": "-Infinity"}})",
        R"({"a": {"$numberDecimal": "NaN"}})", R"({"a": {"$numberDecimal": "Infinity"}})"}},
      {"beyond 64 bits",
       R"({"a": {"$mod": [4, 0]}})",
       {},
       {R"({"a": 1e300})", R"({"a": 9223372036854775808.0})",
        R"({"a": {"$numberDecimal": "1E+20"}})"}},
      {"the least integer by -1",
       R"({"a": {"$mod": [-1, 0]}})",
       {R"({"a": -9223372036854775808})", R"({"a": -9223372036854775808.0})"},
       {}},
  });
}

TEST_CASE("$mod takes a divisor and a remainder", "[match][mod][refusal]") {
  cases::check_refused({
      {"no list", R"({"a": {"$mod": 4}})", "malformed mod, needs to be an array", "a", "$mod"},
      {"nothing", R"({"a": {"$mod": []}})", "malformed mod, not enough elements", "a", "$mod"},
      {"one", R"({"a": {"$mod": [4]}})", "malformed mod, not enough elements", "a", "$mod"},
      {"three", R"({"a": {"$mod": [4, 1, 1]}})", "malformed mod, too many elements", "a", "$mod"},
      {"no number", R"({"a": {"$mod": ["4", 1]}})", "malformed mod, divisor not a number", "a",
       "$mod"},
      {"no remainder", R"({"a": {"$mod": [4, null]}})", "malformed mod, remainder not a number",
       "a", "$mod"},
      {"zero", R"({"a": {"$mod": [0, 1]}})", "divisor cannot be 0", "a", "$mod"},
      {"zero after truncation", R"({"a": {"$mod": [0.9, 1]}})", "divisor cannot be 0", "a", "$mod"},
      {"NaN", R"({"a": {"$mod": [{"$numberDouble": "NaN"}, 1]}})",
       "malformed mod, divisor value is invalid", "a", "$mod"},
      {"infinity", R"({"a": {"$mod": [4, {"$numberDecimal": "-Infinity"}]}})",
       "malformed mod, remainder value is invalid", "a", "$mod"},
      {"too large", R"({"a": {"$mod": [4, 1e19]}})", "malformed mod, remainder value is invalid",
       "a", "$mod"},
  });
}

}  // namespace match_mod_test
