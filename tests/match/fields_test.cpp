// Which fields a filter looks at.
#include "catch.hpp"
#include "extjson/reader.hpp"
#include "match/filter.hpp"

namespace match_fields_test {

using namespace profilestore;
using Fields = std::vector<std::string>;

TEST_CASE("A filter tells the top-level fields that it looks at, each once", "[match]") {
  struct Row {
    const char* filter;
    std::optional<Fields> fields;
  };
  for (const Row& row : std::vector<Row>{
           {R"({})", Fields{}},
           {R"({"a": 1})", Fields{"a"}},
           {R"({"b.c": 1, "a": {"$gt": 1, "$lt": 3}, "b": {"$exists": false}})", Fields{"b", "a"}},
           {R"({"a.0.x": null})", Fields{"a"}},
           {R"({"$or": [{"a": 1}, {"$nor": [{"b": {"$not": {"$size": 1}}}, {"c.d": 1}]}]})",
            Fields{"a", "b", "c"}},
           {R"({"a": {"$elemMatch": {"b": 1, "$or": [{"c": 2}]}}})", Fields{"a"}},
           {R"({"a": {"$in": [1, null]}, "$comment": "x"})", Fields{"a"}},
           {R"({"a": 1, "$expr": {"$eq": ["$b", 1]}})", std::nullopt},
           {R"({"$or": [{"a": 1}, {"$jsonSchema": {"required": ["b"]}}]})", std::nullopt},
       }) {
    INFO(row.filter);
    CHECK(match::Filter::parse(extjson::parse(row.filter)).fields() == row.fields);
  }
}

}  // namespace match_fields_test
