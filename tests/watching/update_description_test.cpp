#include "watching/update_description.hpp"

#include "catch.hpp"

namespace watching_update_description_test {

using namespace profilestore;

namespace {

struct Case {
  const char *before, *after, *updated, *removed, *truncated;
};

std::string truncated_of(const UpdateDescription& description) {
  Value all = Value::array();
  for (const auto& [field, size] : description.truncated_arrays) all.push_back({field, size});
  return all.dump();
}

}  // namespace

TEST_CASE("An update is told by what it set, removed and cut off", "[watching]") {
  const Case cases[] = {
      {R"({"_id":1})", R"({"_id":1,"a":2})", R"({"a":2})", "[]", "[]"},
      {R"({"a":1,"b":2})", R"({"b":2})", "{}", R"(["a"])", "[]"},
      {R"({"a":1})", R"({"a":1})", "{}", "[]", "[]"},
      // the type counts
      {R"({"a":1})", R"({"a":1.0})", R"({"a":1.0})", "[]", "[]"},
      {R"({"a":5})", R"({"a":{"$numberLong":"5"}})", R"({"a":{"$numberLong":"5"}})", "[]", "[]"},
      // inside
      {R"({"a":{"b":1,"c":2}})", R"({"a":{"b":1,"d":3}})", R"({"a.d":3})", R"(["a.c"])", "[]"},
      {R"({"a":{"b":{"c":1}}})", R"({"a":{"b":{"c":2}}})", R"({"a.b.c":2})", "[]", "[]"},
      {R"({"a":{"b":1}})", R"({"a":5})", R"({"a":5})", "[]", "[]"},
      {R"({"a":{"b":1}})", R"({"a":{}})", "{}", R"(["a.b"])", "[]"},
      // wrappers are values
      {R"({"a":{"$date":"2024-01-01T00:00:00Z"}})", R"({"a":{"$date":"2025-01-01T00:00:00Z"}})",
       R"({"a":{"$date":"2025-01-01T00:00:00Z"}})", "[]", "[]"},
      // arrays
      {R"({"a":[1,2,3]})", R"({"a":[1,9]})", R"({"a.1":9})", "[]", R"([["a",2]])"},
      {R"({"a":[1]})", R"({"a":[1,2,3]})", R"({"a.1":2,"a.2":3})", "[]", "[]"},
      {R"({"a":[{"b":1,"c":1}]})", R"({"a":[{"b":2}]})", R"({"a.0.b":2})", R"(["a.0.c"])", "[]"},
      {R"({"a":[1,2]})", R"({"a":[]})", R"({"a":[]})", "[]", "[]"},
      {R"({"a":[[1,2],[3]]})", R"({"a":[[1],[3]]})", "{}", "[]", R"([["a.0",1]])"},
      // names that no path spells
      {R"({"a":{"b.c":1}})", R"({"a":{"b.c":2}})", R"({"a":{"b.c":2}})", "[]", "[]"},
      {R"({"a":{"":1}})", R"({"a":{"":2}})", R"({"a":{"":2}})", "[]", "[]"},
      // a field that moved
      {R"({"a":1,"b":2})", R"({"b":2,"a":1})", R"({"b":2,"a":1})", "[]", "[]"},
      {R"({"a":1,"b":2,"c":3})", R"({"b":2,"c":3,"d":1})", R"({"d":1})", R"(["a"])", "[]"},
  };
  for (const Case& one : cases) {
    const auto found = watching::description_of(Value::parse(one.before), Value::parse(one.after));
    INFO(one.before << " to " << one.after);
    CHECK(found.updated_fields.dump() == one.updated);
    CHECK(Value(found.removed_fields).dump() == one.removed);
    CHECK(truncated_of(found) == one.truncated);
  }
}

}  // namespace watching_update_description_test
