// Imports whose survivors add up numbers of their groups.
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_sum_import_test {

using namespace profilestore;
using fixture::by;
using fixture::joined;
using fixture::with;
using Texts = std::vector<std::string>;

namespace {

using fixture::Bench;

}  // namespace

TEST_CASE("a sum adds each document once, however often it is imported", "[import][merges]") {
  const std::string one = R"({"_id":1,"u":"a","n":5,"x":1,"y":1})",
                    two = R"({"_id":2,"u":"a","n":3,"x":1})", three = R"({"_id":3,"u":"a","n":10})";
  const auto n = [](Bench& bench) { return ejson::parse(bench.live().at(0)).at("n").get<int>(); };
  const auto options = with({"sum:n"});
  Bench bench;
  SECTION("at once, in two imports, and again") {
    bench.run(joined({one, two}), options, "a.json");
    CHECK(n(bench) == 8);
    bench.run(three, options, "b.json");
    CHECK(n(bench) == 18);
    CHECK(bench.run(joined({one, two}), options, "a.json").ledger == Ledger{2, 0, 0, 2, 0, 0, 0});
    CHECK(bench.run(joined({one, two, three}), options, "c.json").ledger ==
          Ledger{3, 0, 0, 3, 0, 0, 0});
    CHECK(n(bench) == 18);
  }
  SECTION("the best comes last") {
    bench.run(three, options);
    bench.run(two, options);
    CHECK(n(bench) == 13);
    bench.run(one, options);
    CHECK(n(bench) == 18);
    for (const std::string& text : {one, two, three}) bench.run(text, options);
    CHECK(n(bench) == 18);
  }
  SECTION("a file that has everything twice") {
    bench.run(joined({one, two, three, three, two, one}), options);
    CHECK(n(bench) == 18);
  }
  SECTION("documents without an _id") {
    bench.run(joined({R"({"u":"a","n":5})", R"({"u":"a","n":3})", R"({"u":"a","n":3})"}), options);
    CHECK(n(bench) == 8);
  }
  SECTION("a later version of the survivor, or of a loser, gives nothing") {
    bench.run(joined({one, two}), options);
    bench.run(R"({"_id":2,"u":"a","n":4})", options);
    CHECK(n(bench) == 8);
    bench.run(R"({"_id":1,"u":"a","n":50,"x":1,"y":1,"z":1})", options);
    CHECK(n(bench) == 8);
    bench.run(three, options);
    CHECK(n(bench) == 18);
  }
  SECTION("of two versions in one import the better one gives") {
    bench.run(joined({one, R"({"_id":1,"u":"a","n":7,"x":1})", two}), options);
    CHECK(n(bench) == 8);
  }
  SECTION("what the application has added since stays") {
    bench.run(joined({one, two}), options);
    Store::open(bench.db).collection("profiles").update_one({}, {{"$inc", {{"n", 100}}}});
    bench.run(joined({one, two}), options);
    CHECK(n(bench) == 108);
    bench.run(three, options);
    CHECK(n(bench) == 118);
  }
  CHECK(Store::open(bench.db).check().sound());
}

TEST_CASE("a sum that does not fit is a conflict of its group", "[import][merges]") {
  Bench bench;
  const std::string huge = R"({"_id":1,"u":"a","n":9223372036854775807})",
                    more = R"({"_id":2,"u":"a","n":1})", other = R"({"_id":3,"u":"b","n":1})";
  CHECK(bench.run(joined({huge, more, other}), with({"sum:n"})).ledger ==
        Ledger{3, 1, 0, 0, 0, 2, 0});
  CHECK(bench.reasons().at(0) ==
        "conflict: the merged document of its group is invalid: sum:n: the sum does not fit 64 "
        "bits");
}

}  // namespace import_sum_import_test
