#include "cases.hpp"
#include "store/caught.hpp"

namespace update_parse_test {

using update_cases::check;
using update_cases::Unreadable;

TEST_CASE("an update consists of operators alone", "[update][parse]") {
  const std::string replacement = "Update document requires atomic operators";
  const std::string unknown =
      ". Expected a valid update modifier or pipeline-style update specified as an array";
  check({Unreadable{"empty", R"({})", 9, replacement},
         {"a replacement", R"({"a":1})", 9, replacement},
         {"a field first", R"({"a":1,"$set":{"b":1}})", 9, replacement},
         {"a field later", R"({"$set":{"b":1},"a":1})", 9, "Unknown modifier: a" + unknown},
         {"an unknown operator", R"({"$foo":{"a":1}})", 9, "Unknown modifier: $foo" + unknown},
         {"a wrong case", R"({"$Set":{"a":1}})", 9, "Unknown modifier: $Set" + unknown},
         {"a pipeline with a stage of others", R"([{"$limit":1}])", 72,
          "$limit is not allowed to be used within an update"}});
}

TEST_CASE("a name that is no update operator is named, never ignored", "[update][parse]") {
  for (const std::string name : {"$pushAll", "$setField", "$addFields", "$replaceWith", "$each",
                                 "$position", "$slice", "$sort", "$isolated", "$v", "$diff", "$"})
    check({Unreadable{"beside another", R"({"$set":{"a":1},")" + name + R"(":{}})", 9,
                      "Unknown modifier: " + name +
                          ". Expected a valid update modifier or pipeline-style update specified "
                          "as an array"}});
}

TEST_CASE("an operator's operand is an object of fields", "[update][parse]") {
  const auto message = [](const std::string& type, const std::string& op) {
    return "Modifiers operate on fields but we found type " + type +
           " instead. For example: {$mod: {<field>: ...}} not {" + op + ": ...}";
  };
  check({Unreadable{"a number", R"({"$set":5})", 9, message("int", "$set")},
         {"null", R"({"$unset":null})", 9, message("null", "$unset")},
         {"an array", R"({"$push":[]})", 9, message("array", "$push")},
         {"a wrapper", R"({"$inc":{"$numberLong":"5"}})", 9, message("long", "$inc")}});
}

TEST_CASE("a refusal names the path and the operator", "[update][parse]") {
  const auto refusal = caught<profilestore::InvalidUpdate>(
      [] { update_cases::update_of(R"({"$set":{"x":1},"$inc":{"a.b":"secret"}})"); });
  REQUIRE(refusal);
  CHECK(refusal->path() == "a.b");
  CHECK(refusal->operator_name() == "$inc");
  CHECK(std::string(refusal->what()).find("secret") == std::string::npos);
}

TEST_CASE("an update touches its paths, what is above them and what is below", "[update][parse]") {
  using profilestore::document::Path;
  const auto update = update_cases::update_of(R"({"$set":{"a.b":1},"$setOnInsert":{"c":1}})");
  CHECK(update.touches(Path("a.b")));
  CHECK(update.touches(Path("a")));
  CHECK(update.touches(Path("a.b.x")));
  CHECK(update.touches(Path("c.d")));
  CHECK_FALSE(update.touches(Path("a.c")));
  CHECK_FALSE(update.touches(Path("ab")));
  CHECK_FALSE(update.touches(Path("d")));
}

}  // namespace update_parse_test
