// Ranges of keys: no value that fulfils a condition is outside of them.
#include "keys/range.hpp"

#include <algorithm>
#include <compare>

#include "catch.hpp"
#include "extjson/reader.hpp"
#include "match/filter.hpp"

namespace keys_range_test {

using namespace profilestore;
using document::Relation;
using keys::Part;
using keys::Range;

namespace {

/// Of every type and around every bound, in MongoDB's order; equal ones beside each other.
const std::vector<std::string>& values() {
  static const std::vector<std::string> all{
      R"({"$minKey":1})",
      R"({"$undefined":true})",
      "null",
      R"({"$numberDouble":"NaN"})",
      R"({"$numberDecimal":"NaN"})",
      R"({"$numberDouble":"-Infinity"})",
      R"({"$numberDecimal":"-1E+400"})",
      "-1e308",
      "-9223372036854775808",
      "-5.5",
      R"({"$numberDecimal":"-5.05"})",
      "-5",
      "-0.0",
      "0",
      R"({"$numberDecimal":"0.1"})",
      "0.5",
      "1",
      R"({"$numberLong":"1"})",
      "1.0",
      R"({"$numberDecimal":"1.00"})",
      R"({"$numberDecimal":"1.1"})",
      "2",
      "9007199254740993",
      "9223372036854775807",
      "1e308",
      R"({"$numberDecimal":"1E+400"})",
      R"({"$numberDouble":"Infinity"})",
      R"("")",
      R"("\u0000")",
      R"("a")",
      R"({"$symbol":"a"})",
      R"("a\u0000")",
      R"("b")",
      R"("é")",
      R"("\ud83d\ude00")",
      "{}",
      R"({"a":1})",
      R"({"b":0})",
      R"({"$binary":{"base64":"","subType":"00"}})",
      R"({"$binary":{"base64":"AAAA","subType":"00"}})",
      R"({"$oid":"000000000000000000000000"})",
      R"({"$oid":"ffffffffffffffffffffffff"})",
      "false",
      "true",
      R"({"$date":{"$numberLong":"-9223372036854775808"}})",
      R"({"$date":{"$numberLong":"-1"}})",
      R"({"$date":{"$numberLong":"0"}})",
      R"({"$date":"2024-01-01T00:00:00Z"})",
      R"({"$date":{"$numberLong":"9223372036854775807"}})",
      R"({"$timestamp":{"t":0,"i":1}})",
      R"({"$timestamp":{"t":4294967295,"i":1}})",
      R"({"$regularExpression":{"pattern":"a","options":""}})",
      R"({"$code":"x"})",
      R"({"$maxKey":1})"};
  return all;
}

Value normal(const std::string& text) { return extjson::parse(R"({"v":)" + text + "}").at("v"); }

bool holds(const Range& range, const Part& part) {
  if (range.low.index() != 0) {
    const auto order = keys::compare(part, range.low);
    if (order < 0 || (order == 0 && !range.low_included)) return false;
  }
  if (range.high.index() != 0) {
    const auto order = keys::compare(part, range.high);
    if (order > 0 || (order == 0 && !range.high_included)) return false;
  }
  return true;
}

bool holds(const keys::Ranges& ranges, const Part& part) {
  return std::ranges::any_of(ranges, [&](const Range& range) { return holds(range, part); });
}

struct Operator {
  Relation relation;
  const char* name;
};
constexpr Operator operators[]{{Relation::equal, "$eq"},
                               {Relation::less, "$lt"},
                               {Relation::less_or_equal, "$lte"},
                               {Relation::greater, "$gt"},
                               {Relation::greater_or_equal, "$gte"}};

}  // namespace

TEST_CASE("A value that fulfils a condition has its key in the ranges of the condition",
          "[keys][range]") {
  int bounded = 0, inside = 0, outside = 0;
  for (const std::string& text : values()) {
    const Value operand = normal(text);
    for (const Operator& op : operators) {
      const auto ranges = keys::ranges_of(op.relation, operand);
      if (!ranges) continue;
      ++bounded;
      const auto filter = match::Filter::parse({{"v", {{op.name, operand}}}});
      for (const std::string& other : values()) {
        const Value value = normal(other);
        const bool matches = filter.matches({{"v", value}});
        const bool held = holds(*ranges, keys::encode(value));
        if (!matches && held) ++inside;
        if (!held) ++outside;
        if (!matches || held) continue;
        INFO(other << " " << op.name << " " << text);
        CHECK(held);
      }
    }
  }
  CHECK(bounded > 150);
  CHECK(outside > 5 * inside);  // they are no use if they hold everything
}

TEST_CASE("Arrays, regular expressions and undefined are not looked up by a key", "[keys][range]") {
  for (const char* text : {"[]", "[1]", R"({"$regularExpression":{"pattern":"a","options":""}})",
                           R"({"$undefined":true})"})
    CHECK_FALSE(keys::ranges_of(Relation::equal, normal(text)));
  for (const char* text : {"null", "{}", R"({"$minKey":1})", R"({"$maxKey":1})", "[1]"})
    CHECK_FALSE(keys::ranges_of(Relation::greater_or_equal, normal(text)));
}

TEST_CASE(
    "Each key is in one ordered or loose range, and the ordered ones have the order of values",
    "[keys][range]") {
  struct Place {
    std::size_t range;
    Part part;
  };
  std::vector<Place> places;
  for (const std::string& text : values()) {
    INFO(text);
    const Part part = keys::encode(normal(text));
    std::size_t found = 0;
    for (std::size_t i = 0; i < keys::ordered().size(); ++i)
      if (holds(keys::ordered()[i], part)) {
        ++found;
        places.push_back({i, part});
      }
    for (const Range& range : keys::loose()) found += holds(range, part) ? 1 : 0;
    CHECK(found == 1);
  }
  CHECK(places.size() > values().size() / 2);
  for (std::size_t i = 1; i < places.size(); ++i) {
    INFO(i);
    CHECK(places[i - 1].range <= places[i].range);
    if (places[i - 1].range == places[i].range)
      CHECK(std::is_lteq(keys::compare(places[i - 1].part, places[i].part)));
  }
}

TEST_CASE(
    "Under a collation, too, each key is in one range, and strings have the collation's order",
    "[keys][range]") {
  const keys::Indexer index{Index{.paths = "a", .collation = Collation{.strength = 2}}};
  for (const std::string& text : values()) {
    INFO(text);
    const Part part = index.part_of(0, normal(text));
    std::size_t found = 0;
    for (const auto& ranges : {keys::ordered(true), keys::loose()})
      for (const Range& range : ranges) found += holds(range, part) ? 1 : 0;
    CHECK(found == 1);
  }
  const auto in = [&](Relation relation, const char* operand, const char* value) {
    const auto ranges = keys::ranges_of(relation, operand, index);
    return std::ranges::any_of(
        *ranges, [&](const Range& range) { return holds(range, index.part_of(0, value)); });
  };
  CHECK(in(Relation::greater, "b", "C"));
  CHECK_FALSE(in(Relation::greater, "b", "B"));
  CHECK(in(Relation::greater_or_equal, "b", "B"));
  CHECK(in(Relation::less, "B", "a"));
  CHECK_FALSE(in(Relation::less, "B", "b"));
}

TEST_CASE("The intersection of ranges holds what both hold", "[keys][range]") {
  std::vector<keys::Ranges> all{keys::ordered(), keys::loose()};
  for (const std::string& text : values())
    for (const Operator& op : operators)
      if (auto ranges = keys::ranges_of(op.relation, normal(text))) all.push_back(*ranges);
  for (std::size_t i = 0; i < all.size(); i += 3)
    for (std::size_t j = 0; j < all.size(); j += 5) {
      const auto both = keys::intersection(all[i], all[j]);
      for (const std::string& text : values()) {
        const Part part = keys::encode(normal(text));
        if (holds(both, part) != (holds(all[i], part) && holds(all[j], part)))
          FAIL_CHECK(i << " " << j << " " << text);
      }
    }
  SUCCEED();
}

}  // namespace keys_range_test
