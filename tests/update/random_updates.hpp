// Random documents, and updates of them: few names and many kinds of values, so that they meet.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace random_updates {

class Writer {
 public:
  /// `now`: the current time is the same to all who are compared.
  explicit Writer(std::uint64_t seed, bool now = false) : now_(now), random_(seed) {}

  std::string document() {
    std::string text = R"({"_id":1)";
    for (const char* name : {"a", "b", "c"})
      if (below(3) > 0) text += ",\"" + std::string(name) + "\":" + value(0);
    return text + "}";
  }

  /// One operator, seldom two, at each of up to three paths.
  std::string update() {
    const std::string first = op();
    std::string text = "{\"" + first + "\":" + fields(first);
    if (const std::string second = op(); second != first && below(5) == 0)
      text += ",\"" + second + "\":" + fields(second);
    return text + "}";
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  std::string pick(const std::vector<std::string>& of) { return of[below(of.size())]; }

  std::string scalar() {
    return pick({"1", "2", "2.0", "-0.0", "null", "true", R"("x")", R"({"$numberLong":"2"})",
                 R"({"$numberDecimal":"2.0"})", R"({"$numberDouble":"NaN"})", "9223372036854775807",
                 "2147483647", R"({"$date":"2020-01-01T00:00:00Z"})"});
  }
  std::string array(int depth) {
    std::string text = "[";
    for (std::size_t i = below(4); i > 0; --i) text += (text == "[" ? "" : ",") + value(depth + 1);
    return text + "]";
  }
  std::string value(int depth) {
    if (depth < 3 && below(3) == 0) return array(depth);
    if (depth < 3 && below(4) == 0) return R"({"a":)" + value(depth + 1) + R"(,"b":1})";
    return scalar();
  }

  std::string fields(const std::string& part) {
    std::string text = "{";
    for (std::size_t i = below(12) == 0 ? 0 : 1 + below(3); i > 0; --i)
      text += (text == "{" ? "" : ",") + ('"' + path(i) + "\":") + operand(part);
    return text + "}";
  }
  std::string path(std::size_t n) {
    if (n == 1 && below(60) == 0) return pick({"", "$x", "a..b", "\\u00e9", "a\\\"b"});
    std::string text = n == 1 ? "a" : n == 2 ? "b" : "c";
    for (std::size_t i = below(3); i > 0; --i) text += pick({".a", ".b", ".0", ".1", ".$[]", ".$"});
    return text;
  }
  std::string op() {
    if (now_ && below(20) == 0) return "$currentDate";
    return pick({"$set", "$unset", "$inc", "$mul", "$min", "$max", "$bit", "$push", "$addToSet",
                 "$pull", "$pullAll", "$pop", "$rename", "$setOnInsert"});
  }
  std::string operand(const std::string& part) {
    if (part == "$inc" || part == "$mul")
      return pick({"1", "-1", "0", "2.5", R"({"$numberLong":"3"})", R"({"$numberDecimal":"1.0"})"});
    if (part == "$currentDate") return pick({"true", R"({"$type":"date"})"});
    if (part == "$pop") return pick({"1", "-1"});
    if (part == "$bit") return pick({R"({"and":3})", R"({"or":5})", R"({"xor":1})"});
    if (part == "$pullAll") return "[" + scalar() + "," + scalar() + "]";
    if (part == "$rename") return pick({R"("d")", R"("e.a")", R"("f")"});
    if (part == "$pull")
      return pick({scalar(), R"({"$gte":2})", R"({"a":2})", R"({"b":1})", "[1]", "{}"});
    if (part == "$push" && below(2) == 0)
      return R"({"$each":)" + array(2) + R"(,"$position":)" + pick({"0", "1", "-1"}) +
             pick({"", R"(,"$sort":1)", R"(,"$sort":{"a":-1})"}) +
             pick({"", R"(,"$slice":2)", R"(,"$slice":-2)"}) + "}";
    return value(1);
  }

  bool now_;
  std::mt19937_64 random_;
};

}  // namespace random_updates
