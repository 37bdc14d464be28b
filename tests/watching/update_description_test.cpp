#include "watching/update_description.hpp"

#include <profilestore/error.hpp>
#include <profilestore/stop_scope.hpp>

#include "catch.hpp"
#include "document/time_limit.hpp"

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
    REQUIRE(found);
    CHECK(found->updated_fields.dump() == one.updated);
    CHECK(Value(found->removed_fields).dump() == one.removed);
    CHECK(truncated_of(*found) == one.truncated);
  }
}

TEST_CASE("What no path of the document spells has no description", "[watching]") {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"a.b":1,"a":{"b":1}})", R"({"a.b":5,"a":{"b":1}})"},
      {R"({"a.b":1})", R"({})"},
      {R"({})", R"({"":1})"},
      {R"({"$x":1})", R"({"$x":1.0})"},
      {R"({"x":1,"a.b":1})", R"({"a.b":1,"x":1})"},
  };
  for (const auto& [before, after] : cases) {
    INFO(before << " to " << after);
    CHECK_FALSE(watching::description_of(Value::parse(before), Value::parse(after)));
  }
}

TEST_CASE("To describe a long array or object takes as long as it is, and can be stopped",
          "[watching]") {
  constexpr int many = 60'000;
  Value array = Value::array(), object = Value::object();
  for (int i = 0; i < many; ++i) {
    array.push_back(i);
    object.get_ref<Value::object_t&>().emplace_back("f" + std::to_string(i), i);
  }
  const Document before{{"a", array}, {"o", object}};
  array.erase(0);
  for (auto& [name, value] : object.get_ref<Value::object_t&>()) value = -1;
  const Document after{{"a", array}, {"o", object}};
  // By its square it would take minutes.
  const document::TimeLimit limit(document::TimeLimit::Clock::now() + std::chrono::seconds(20));
  const auto found = watching::description_of(before, after);
  REQUIRE(found);
  CHECK(found->updated_fields.size() == 2 * many - 1);

  std::stop_source stopped;
  stopped.request_stop();
  const StopScope scope(stopped.get_token());
  CHECK_THROWS_AS(watching::description_of(before, after), Interrupted);
}

}  // namespace watching_update_description_test
