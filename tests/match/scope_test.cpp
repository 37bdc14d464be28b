// Filters that take equality as an index does: here one to which strings are equal whatever blanks
// stand around them, and a number equals its digits.
#include "match/scope.hpp"

#include "cases.hpp"
#include "document/compare.hpp"
#include "document/type.hpp"

namespace match_scope_test {

using namespace profilestore;
using match::Filter;

namespace {

struct Trimmed : match::ValueKeys {
  std::string key_of(const Value& value) const override;
  Value form_of(const Value& value) const override {
    return value.is_string() ? Value(key_of(value).substr(1)) : value;
  }
};

std::string Trimmed::key_of(const Value& value) const {
  if (value.is_number_integer()) return "s" + std::to_string(value.get<int>());
  if (!value.is_string()) return "v" + value.dump();
  const auto text = value.get<std::string>();
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? "s"
                            : "s" + text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

Filter hinted(const std::string& filter, std::vector<std::string> paths) {
  match::Terms terms;
  terms.index = {.name = "i"};
  for (std::string& path : paths)
    terms.index->paths.push_back({std::move(path), std::make_shared<const Trimmed>()});
  return Filter::parse(Value::parse(filter), std::make_shared<const match::Terms>(terms));
}

struct Row {
  std::string filter;
  std::vector<std::string> matching;
  std::vector<std::string> others;
};

}  // namespace

TEST_CASE("At the paths of an index equality and its negations are the index's", "[match][hint]") {
  for (const Row& row : std::vector<Row>{
           {R"({"a":"x"})", {R"({"a":" x "})", R"({"a":["y"," x"]})"}, {R"({"a":"X"})", "{}"}},
           {R"({"a":{"$eq":" 5 "}})", {R"({"a":5})", R"({"a":"5"})"}, {R"({"a":"6"})"}},
           {R"({"a":{"$in":["x ",7,null]}})",
            {R"({"a":"x"})", R"({"a":" 7"})", "{}"},
            {R"({"a":8})"}},
           {R"({"a":{"$ne":"x"}})", {"{}", R"({"a":"y"})"}, {R"({"a":" x"})"}},
           {R"({"a":{"$nin":["x"]}})", {"{}", R"({"a":"y"})"}, {R"({"a":" x"})"}},
           {R"({"a":{"$all":["x","y"]}})", {R"({"a":["y "," x"]})"}, {R"({"a":["x"]})"}},
           {R"({"a":null})", {"{}", R"({"a":null})"}, {R"({"a":""})"}},
           {R"({"a":{"$gt":"x"}})", {R"({"a":"x "})"}, {R"({"a":" x"})"}},
           {R"({"b":"x"})", {R"({"b":"x"})"}, {R"({"b":" x"})"}},
           {R"({"e":{"$elemMatch":{"m":"x","b":"y"}}})",
            {R"({"e":[{"m":" x ","b":"y"}]})"},
            {R"({"e":[{"m":"x","b":" y"}]})"}},
           {R"({"e.m":"x"})", {R"({"e":[{"m":"x "}]})"}, {R"({"e":{"m":"X"}})"}},
           {R"({"a":{"$elemMatch":{"$eq":"x"}}})", {R"({"a":[" x"]})"}, {R"({"a":" x"})"}},
           {R"({"$or":[{"a":"x"},{"b":"x"}]})", {R"({"a":" x"})"}, {R"({"b":" x"})"}}}) {
    INFO(row.filter);
    const Filter filter = hinted(row.filter, {"a", "e.m"});
    for (const std::string& document : row.matching) {
      INFO("matches " << document);
      CHECK(filter.matches(Value::parse(document)));
    }
    for (const std::string& document : row.others) {
      INFO("does not match " << document);
      CHECK_FALSE(filter.matches(Value::parse(document)));
    }
  }
}

TEST_CASE("Values that an index calls equal are one value of an $in", "[match][hint]") {
  const Filter filter = hinted(R"({"a":{"$in":[" x","x"]},"b":{"$in":[" x","x"]}})", {"a"});
  REQUIRE(filter.equalities().size() == 1);
  CHECK(filter.equalities().front().path == "a");
  CHECK(filter.equalities().front().value == " x");
}

TEST_CASE("A filter without terms has none", "[match][hint]") {
  CHECK(cases::filter_of(R"({"a":1})").terms() == nullptr);
}

}  // namespace match_scope_test
