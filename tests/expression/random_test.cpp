// Random expressions over random documents: what holds of any of them.
#include <array>
#include <random>

#include "cases.hpp"
#include "document/type.hpp"
#include "store/seed.hpp"

namespace expression_random_test {

using expression_cases::Expression;
using expression_cases::InvalidExpression;
using expression_cases::text_of;
using expression_cases::Value;

namespace {

constexpr int rounds = 20'000;

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

  Value document() {
    Value document = {{"_id", 1}};
    for (const char* name : {"a", "b", "c"})
      if (below(4) > 0) document[name] = value(0);
    return document;
  }

  /// `constants`: without paths and variables.
  Value expression(int depth, bool constants) {
    if (depth >= 4 || below(4) == 0)
      return constants || below(2) == 0 ? literal() : Value(pick(paths));
    switch (below(8)) {
      case 0:
        return Value::array({expression(depth + 1, constants), expression(depth + 1, constants)});
      case 1:
        return {{"x", expression(depth + 1, constants)}};
      case 2:
        return of_names(depth, constants);
      default:
        return call(depth, constants);
    }
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  template <class Range>
  std::string pick(const Range& of) {
    return std::string(of[below(of.size())]);
  }

  Value scalar() {
    static const std::vector<const char*> texts{
        "0",
        "1",
        "-3",
        "2.5",
        "null",
        "true",
        R"("x")",
        R"("ab c")",
        R"("2024-02-29")",
        R"("é€")",
        R"({"$numberLong":"2"})",
        R"({"$numberDecimal":"2.50"})",
        R"({"$numberDouble":"NaN"})",
        R"({"$numberDouble":"-Infinity"})",
        "9223372036854775807",
        "-9223372036854775808",
        "2147483647",
        R"({"$date":"2024-02-29T01:02:03Z"})",
        R"({"$date":{"$numberLong":"-9223372036854775808"}})",
        R"({"$date":{"$numberLong":"9223372036854775807"}})",
        R"({"$oid":"65f000000000000000000001"})",
        R"({"$timestamp":{"t":5,"i":1}})",
        R"({"$binary":{"base64":"AAEC","subType":"00"}})",
        R"({"$minKey":1})",
        R"({"$regularExpression":{"pattern":"^a","options":"i"}})",
        R"({"$undefined":true})",
        R"("day")",
        R"("Europe/Berlin")",
        R"("int")"};
    return Value::parse(pick(texts));
  }
  Value value(int depth) {
    if (depth < 3 && below(4) == 0) return Value::array({value(depth + 1), value(depth + 1)});
    if (depth < 3 && below(4) == 0) return {{"a", value(depth + 1)}, {"b", scalar()}};
    return scalar();
  }
  Value literal() { return {{"$literal", value(2)}}; }

  Value call(int depth, bool constants) {
    Value arguments = Value::array();
    for (std::size_t i = below(4); i > 0; --i)
      arguments.push_back(expression(depth + 1, constants));
    return {{pick(names), arguments}};
  }
  Value of_names(int depth, bool constants) {
    const auto inner = [&] { return expression(depth + 1, constants); };
    switch (below(9)) {
      case 0:
        return {{"$map", {{"input", inner()}, {"in", inner()}}}};
      case 1:
        return {{"$filter", {{"input", inner()}, {"cond", inner()}}}};
      case 2:
        return {{"$reduce", {{"input", inner()}, {"initialValue", inner()}, {"in", inner()}}}};
      case 3:
        return {{"$convert", {{"input", inner()}, {"to", "string"}, {"onError", inner()}}}};
      case 4:
        return {{"$dateAdd", {{"startDate", inner()}, {"unit", "month"}, {"amount", inner()}}}};
      case 5:
        return {{"$dateDiff", {{"startDate", inner()}, {"endDate", inner()}, {"unit", "week"}}}};
      case 6:
        return {
            {"$dateTrunc", {{"date", inner()}, {"unit", "year"}, {"timezone", "Europe/Berlin"}}}};
      case 7:
        return {{"$replaceAll", {{"input", inner()}, {"find", inner()}, {"replacement", inner()}}}};
      default:
        return {{"$dateToString", {{"date", inner()}, {"timezone", "America/New_York"}}}};
    }
  }

  static constexpr std::array<const char*, 6> paths{"$a",     "$b.a",  "$$ROOT",
                                                    "$c.b.a", "$none", "$$NOW"};
  static constexpr std::array<const char*, 62> names{"$abs",
                                                     "$add",
                                                     "$subtract",
                                                     "$multiply",
                                                     "$divide",
                                                     "$mod",
                                                     "$pow",
                                                     "$sqrt",
                                                     "$round",
                                                     "$trunc",
                                                     "$ceil",
                                                     "$exp",
                                                     "$log",
                                                     "$sin",
                                                     "$acosh",
                                                     "$bitXor",
                                                     "$cmp",
                                                     "$eq",
                                                     "$lt",
                                                     "$and",
                                                     "$or",
                                                     "$not",
                                                     "$cond",
                                                     "$ifNull",
                                                     "$concat",
                                                     "$toLower",
                                                     "$substrCP",
                                                     "$substrBytes",
                                                     "$indexOfCP",
                                                     "$split",
                                                     "$strLenCP",
                                                     "$size",
                                                     "$slice",
                                                     "$arrayElemAt",
                                                     "$first",
                                                     "$in",
                                                     "$indexOfArray",
                                                     "$concatArrays",
                                                     "$range",
                                                     "$reverseArray",
                                                     "$setUnion",
                                                     "$setDifference",
                                                     "$setEquals",
                                                     "$mergeObjects",
                                                     "$objectToArray",
                                                     "$arrayToObject",
                                                     "$type",
                                                     "$toInt",
                                                     "$toLong",
                                                     "$toString",
                                                     "$toDecimal",
                                                     "$toDate",
                                                     "$toBool",
                                                     "$year",
                                                     "$isoWeek",
                                                     "$dayOfYear",
                                                     "$sum",
                                                     "$avg",
                                                     "$max",
                                                     "$stdDevPop",
                                                     "$bsonSize",
                                                     "$millisecond"};

  std::mt19937_64 random_;
};

// What an evaluation gives, or the code of its refusal.
template <class Evaluate>
std::string outcome_of(const Evaluate& evaluate) {
  try {
    return text_of(evaluate());
  } catch (const InvalidExpression& refusal) {
    CHECK(std::string(refusal.what()).size() > 3);
    return "refused with " + std::to_string(refusal.code());
  }
}

// The same expression, whose literals a parser cannot know: they are fields of the document.
Value with_literals_as_fields(const Value& expression, Value& document) {
  if (expression.is_object() && expression.size() == 1 && expression.begin().key() == "$literal") {
    const std::string name = "f" + std::to_string(document.size());
    document[name] = expression.begin().value();
    return "$" + name;
  }
  if (!expression.is_structured() ||
      profilestore::document::type_of(expression) > profilestore::document::Type::array)
    return expression;
  Value result = expression;
  for (Value& inner : result) inner = with_literals_as_fields(inner, document);
  return result;
}

}  // namespace

TEST_CASE("Any expression gives a value or a refusal, and the same again", "[expression][random]") {
  const std::uint64_t seed = first_seed();
  INFO("seed " << seed);
  Writer writer(seed);
  int refused = 0;
  for (int i = 0; i < rounds; ++i) {
    const Value expression = writer.expression(0, false), document = writer.document();
    INFO(expression.dump() << " of " << document.dump());
    const auto evaluate = [&] {
      return Expression::parse(expression).evaluate(document, expression_cases::now());
    };
    const std::string first = outcome_of(evaluate);
    CHECK(outcome_of(evaluate) == first);
    refused += first.starts_with("refused");
  }
  CHECK(refused > rounds / 20);
  CHECK(refused < rounds - rounds / 20);
}

TEST_CASE("What is evaluated as it is read is what an evaluation gives", "[expression][random]") {
  const std::uint64_t seed = first_seed();
  INFO("seed " << seed);
  Writer writer(seed + 1);
  int compared = 0;
  for (int i = 0; i < rounds / 4; ++i) {
    const Value constant = writer.expression(0, true);
    Value document = Value::object();
    const Value variable = with_literals_as_fields(constant, document);
    INFO(constant.dump());
    const std::string folded =
        outcome_of([&] { return Expression::parse(constant).evaluate(Value::object()); });
    // What is wrong by itself is told before any document, and so may be told first.
    if (folded.starts_with("refused")) continue;
    CHECK(outcome_of([&] { return Expression::parse(variable).evaluate(document); }) == folded);
    ++compared;
  }
  CHECK(compared > rounds / 40);
}

}  // namespace expression_random_test
