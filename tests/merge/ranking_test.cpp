// Values that a rule lists: how a list is written, and which values are in it.
#include "merge/ranking.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace merge_ranking_test {

using namespace profilestore;
using merge::Ranking;

TEST_CASE("A value scores by its place in the list, and 0 outside of it", "[merge][ranking]") {
  struct Case {
    const char* list;
    const char* value;
    std::int64_t score;
  };
  const std::vector<Case> table{
      {"admin>manager>user", R"("admin")", 3},
      {"admin>manager>user", R"("user")", 1},
      {"admin>manager>user", R"("Admin")", 0},
      {"admin>manager>user", R"(" admin")", 0},
      {"admin>manager>user", R"(["admin"])", 0},
      {"admin>manager>user", "null", 0},
      {" super user > user\t", R"("super user")", 2},
      {" super user > user\t", R"("user")", 1},
      {"vip", R"("vip")", 1},
      {"a=b>c", R"("a=b")", 2},
      {"2>1>0", "2", 3},
      {"2>1>0", R"("2")", 3},
      {"2>1>0", "2.0", 3},
      {"2>1>0", R"({"$numberLong":"1"})", 2},
      {"2>1>0", R"({"$numberDecimal":"1.0"})", 2},
      {"2>1>0", "-0.0", 1},
      {"2>1>0", R"("2.0")", 0},
      {"2>1>0", "3", 0},
      {"2>1>0", "false", 0},
      {"0.5>x", "0.5", 2},
      {"true>false", "true", 2},
      {"true>false", "false", 1},
      {"true>false", R"("true")", 2},
      {"true>false", "1", 0},
      {"1.0>1", R"("1")", 1},
      {"1.0>1", "1", 0},  // which of both?
      {"9223372036854775808>x", "-9223372036854775808", 0},
      {"x", R"({"$undefined":true})", 0},
      {"x", R"({"$date":"2020-01-01T00:00:00Z"})", 0},
  };
  for (const Case& row : table) {
    CAPTURE(row.list, row.value);
    const auto ranking = Ranking::of(row.list);
    REQUIRE(ranking);
    CHECK(ranking->score(Value::parse(row.value)) == row.score);
  }
}

TEST_CASE("A list with an empty value, or with one twice, is none", "[merge][ranking]") {
  for (const char* list : {"", ">", "a>", ">a", "a>>b", "a> >b", "a>b>a", "a > a"}) {
    CAPTURE(list);
    CHECK_FALSE(Ranking::of(list));
  }
}

TEST_CASE("The field of a list ends at the first =", "[merge][ranking]") {
  const auto ranked = merge::ranked_field_of("o.role=a=b>c");
  REQUIRE(ranked);
  CHECK(ranked->path.text() == "o.role");
  CHECK(ranked->ranking->score("a=b") == 2);
  for (const char* text : {"role", "=a>b", "role=", "a..b=c", "role>a"}) {
    CAPTURE(text);
    CHECK_FALSE(merge::ranked_field_of(text));
  }
}

}  // namespace merge_ranking_test
