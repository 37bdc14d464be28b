#include "match/operators/regex.hpp"

#include "cases.hpp"

namespace match_regex_test {

TEST_CASE("a regex matches strings that hold it", "[match][regex]") {
  cases::check_matching({
      {"as a value",
       R"({"a": {"$regularExpression": {"pattern": "^x", "options": "i"}}})",
       {R"({"a": "Xy"})", R"({"a": ["y", "xy"]})", R"({"a": {"$symbol": "x"}})"},
       {R"({"a": "yx"})", R"({})", R"({"a": null})", R"({"a": 1})", R"({"a": {"x": "x"}})",
        R"({"a": {"$oid": "507f1f77bcf86cd799439011"}})", R"({"a": {"$code": "x"}})"}},
      {"as an operator",
       R"({"a": {"$regex": "^x", "$ne": "xy"}})",
       {R"({"a": "x"})"},
       {R"({"a": "xy"})"}},
      {"with options", R"({"a": {"$regex": "^x", "$options": "i"}})", {R"({"a": "X"})"}, {}},
      {"with options first", R"({"a": {"$options": "i", "$regex": "^x"}})", {R"({"a": "X"})"}, {}},
      {"a value as the operand",
       R"({"a": {"$regex": {"$regularExpression": {"pattern": "x", "options": "i"}}}})",
       {R"({"a": "X"})"},
       {}},
      {"a value and options",
       R"({"a": {"$regex": {"$regularExpression": {"pattern": "x", "options": ""}}, "$options": "i"}})",
       {R"({"a": "X"})"},
       {}},
      {"a part of a word", R"({"a": {"$regex": "b"}})", {R"({"a": "abc"})"}, {R"({"a": "ac"})"}},
      {"beyond an array",
       R"({"a.b": {"$regex": "x"}})",
       {R"({"a": [{"b": 1}, {"b": ["x"]}]})"},
       {R"({"a": ["x"]})"}},
  });
}

TEST_CASE("a regex matches an equal regex value", "[match][regex]") {
  const std::string stored = R"({"a": {"$regularExpression": {"pattern": "x", "options": "i"}}})";
  const std::string other = R"({"a": {"$regularExpression": {"pattern": "x", "options": ""}}})";
  cases::check_matching({
      {"as a value", stored, {stored, R"({"a": "X"})"}, {other}},
      {"as an operator", R"({"a": {"$regex": "x", "$options": "i"}})", {stored}, {other}},
      {"$eq is no search",
       R"({"a": {"$eq": {"$regularExpression": {"pattern": "x", "options": "i"}}}})",
       {stored},
       {other, R"({"a": "x"})"}},
  });
}

TEST_CASE("regexes stand in $in, $nin and $not", "[match][regex]") {
  const std::string x = R"({"$regularExpression": {"pattern": "^x", "options": ""}})";
  cases::check_matching({
      {"$in",
       R"({"a": {"$in": [1, )" + x + "]}}",
       {R"({"a": 1})", R"({"a": "xy"})",
        R"({"a": {"$regularExpression": {"pattern": "^x", "options": ""}}})"},
       {R"({"a": "yx"})", R"({"a": 2})", R"({})"}},
      {"$in of one", R"({"a": {"$in": [)" + x + "]}}", {R"({"a": "x"})"}, {R"({"a": "y"})"}},
      {"$nin",
       R"({"a": {"$nin": [)" + x + ", null]}}",
       {R"({"a": "y"})"},
       {R"({"a": "x"})", R"({})", R"({"a": ["y", "x"]})"}},
      {"$not", R"({"a": {"$not": )" + x + "}}", {R"({"a": "y"})", R"({})"}, {R"({"a": "x"})"}},
      {"$not of the operator",
       R"({"a": {"$not": {"$regex": "^x"}}})",
       {R"({})"},
       {R"({"a": "x"})"}},
  });
}

TEST_CASE("a regex pins nothing", "[match][regex]") {
  const std::string x = R"({"$regularExpression": {"pattern": "x", "options": ""}})";
  for (const std::string& filter :
       {R"({"a": )" + x + "}", R"({"a": {"$in": [)" + x + "]}}", R"({"a": {"$all": [)" + x + "]}}",
        std::string(R"({"a": {"$regex": "x"}})")}) {
    INFO(filter);
    CHECK(cases::filter_of(filter).equalities().empty());
    CHECK_FALSE(cases::filter_of(filter).only_equalities());
  }
  CHECK(cases::filter_of(R"({"a": {"$eq": )" + x + "}}").equalities().size() == 1);
}

TEST_CASE("$regex and $options refuse what is no text", "[match][regex][refusal]") {
  const std::string both = "options set in both $regex and $options";
  const std::string i = R"({"$regularExpression": {"pattern": "x", "options": "i"}})";
  cases::check_refused({
      {"a number", R"({"a": {"$regex": 1}})", "$regex has to be a string", "a", "$regex"},
      {"null", R"({"a": {"$regex": null}})", "$regex has to be a string", "a", "$regex"},
      {"options of a number", R"({"a": {"$regex": "x", "$options": 1}})",
       "$options has to be a string", "a", "$regex"},
      {"options alone", R"({"a": {"$options": "i"}})", "$options needs a $regex", "a", "$options"},
      {"options in both, behind", R"({"a": {"$regex": )" + i + R"(, "$options": "s"}})", both, "a",
       "$regex", 51075},
      {"options in both, before", R"({"a": {"$options": "s", "$regex": )" + i + "}}", both, "a",
       "$regex", 51074},
      {"an unknown option", R"({"a": {"$regex": "x", "$options": "g"}})",
       "invalid flag in regex options", "a", "$regex", 51108},
      {"a NUL among the options", R"({"a": {"$regex": "x", "$options": "i\u0000"}})",
       "invalid flag in regex options", "a", "$regex", 51108},
      {"the operator in $in", R"({"a": {"$in": [{"$regex": "x"}]}})", "cannot nest $ under $in",
       "a", "$in"},
      {"a range", R"({"a": {"$gt": )" + i + "}}", "Can't have regex as arg to $gt.", "a", "$gt"},
      {"$ne", R"({"a": {"$ne": )" + i + "}}", "Can't have regex as arg to $ne.", "a", "$ne"},
  });
}

}  // namespace match_regex_test
