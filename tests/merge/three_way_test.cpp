#include "merge/three_way.hpp"

#include "catch.hpp"

namespace merge_three_way_test {

using namespace profilestore;
using merge::merge_three_ways;

TEST_CASE("changes of different fields go together", "[merge][three-way]") {
  struct Case {
    const char* reason;
    std::string base, theirs, mine, result;
  };
  const Case row = GENERATE(values<Case>({
      {"nothing was changed", R"({"a":1})", R"({"a":1})", R"({"a":1})", R"({"a":1})"},
      {"one field each", R"({"a":1,"b":1})", R"({"a":2,"b":1})", R"({"a":1,"b":2})",
       R"({"a":2,"b":2})"},
      {"one added, one removed", R"({"a":1,"b":1})", R"({"b":1})", R"({"a":1,"b":1,"c":1})",
       R"({"b":1,"c":1})"},
      {"both add", R"({})", R"({"a":1})", R"({"b":1})", R"({"a":1,"b":1})"},
      {"the same change twice", R"({"a":1})", R"({"a":2,"b":1})", R"({"a":2,"c":1})",
       R"({"a":2,"b":1,"c":1})"},
      {"the same removal twice", R"({"a":1,"b":1})", R"({"b":1})", R"({"b":2})", R"({"b":2})"},
      {"the same addition twice", R"({})", R"({"a":[1]})", R"({"a":[1]})", R"({"a":[1]})"},
      {"fields of one object", R"({"o":{"a":1,"b":1}})", R"({"o":{"a":2,"b":1}})",
       R"({"o":{"a":1,"b":2}})", R"({"o":{"a":2,"b":2}})"},
      {"an object that both add", R"({})", R"({"o":{"a":1}})", R"({"o":{"b":1}})",
       R"({"o":{"a":1,"b":1}})"},
      {"deeper", R"({"o":{"p":{"a":1}}})", R"({"o":{"p":{"a":1},"q":1}})", R"({"o":{"p":{"a":2}}})",
       R"({"o":{"p":{"a":2},"q":1}})"},
      {"the order alone is no change", R"({"a":1,"o":{"x":1,"y":1}})",
       R"({"o":{"y":1,"x":1},"a":1})", R"({"a":1,"o":{"x":1,"y":2}})",
       R"({"o":{"y":2,"x":1},"a":1})"},
      {"an array changed by one", R"({"a":[1],"b":1})", R"({"a":[1],"b":2})",
       R"({"a":[1,2],"b":1})", R"({"a":[1,2],"b":2})"},
      {"a wrapper is a value", R"({"d":{"$date":"2020-01-01T00:00:00Z"},"b":1})",
       R"({"d":{"$date":"2021-01-01T00:00:00Z"},"b":1})",
       R"({"d":{"$date":"2020-01-01T00:00:00Z"},"b":2})",
       R"({"d":{"$date":"2021-01-01T00:00:00Z"},"b":2})"},
  }));
  INFO(row.reason);
  const auto merged =
      merge_three_ways(ejson::parse(row.base), ejson::parse(row.theirs), ejson::parse(row.mine));
  CHECK(merged.overlaps == std::vector<std::string>{});
  CHECK(merged.document.dump() == row.result);
}

TEST_CASE("a field that both changed is an overlap", "[merge][three-way]") {
  struct Case {
    const char* reason;
    std::string base, theirs, mine;
    std::vector<std::string> overlaps;
  };
  const Case row = GENERATE(values<Case>({
      {"two values", R"({"a":1,"b":1})", R"({"a":2,"b":1})", R"({"a":3,"b":2})", {"a"}},
      {"two of them", R"({"a":1,"b":1})", R"({"a":2,"b":2})", R"({"a":3,"b":3})", {"a", "b"}},
      {"removed and changed", R"({"a":1})", R"({})", R"({"a":2})", {"a"}},
      {"changed and removed", R"({"a":1})", R"({"a":2})", R"({})", {"a"}},
      {"added twice", R"({})", R"({"a":1})", R"({"a":2})", {"a"}},
      {"a field of an object",
       R"({"o":{"a":1,"b":1}})",
       R"({"o":{"a":2,"b":1}})",
       R"({"o":{"a":3,"b":1}})",
       {"o.a"}},
      {"an object removed, and changed", R"({"o":{"a":1}})", R"({})", R"({"o":{"a":2}})", {"o"}},
      {"an object and a value", R"({"o":{"a":1}})", R"({"o":1})", R"({"o":{"a":2}})", {"o"}},
      {"an array is one field", R"({"t":[1,2]})", R"({"t":[1,2,3]})", R"({"t":[0,1,2]})", {"t"}},
      {"a number of another type", R"({"a":1})", R"({"a":1.0})", R"({"a":2})", {"a"}},
      {"two moments",
       R"({"d":{"$date":"2020-01-01T00:00:00Z"}})",
       R"({"d":{"$date":"2021-01-01T00:00:00Z"}})",
       R"({"d":{"$date":"2022-01-01T00:00:00Z"}})",
       {"d"}},
  }));
  INFO(row.reason);
  const auto merged =
      merge_three_ways(ejson::parse(row.base), ejson::parse(row.theirs), ejson::parse(row.mine));
  CHECK(merged.overlaps == row.overlaps);
  CHECK(merged.document == Document::object());
}

TEST_CASE("names that are mine are no overlap", "[merge][three-way]") {
  const auto merged = merge_three_ways(
      {{"updatedAt", 1}, {"o", {{"updatedAt", 1}}}}, {{"updatedAt", 2}, {"o", {{"updatedAt", 1}}}},
      {{"updatedAt", 3}, {"o", {{"updatedAt", 1}}}}, {"updatedAt"});
  CHECK(merged.document.dump() == R"({"updatedAt":3,"o":{"updatedAt":1}})");
}

}  // namespace merge_three_way_test
