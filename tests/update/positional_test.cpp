#include <optional>

#include "cases.hpp"

namespace update_positional_test {

using update_cases::now;
using update_cases::Update;
using update_cases::Value;

namespace {

constexpr std::nullopt_t none = std::nullopt;

struct Positional {
  std::string description;
  std::string document;
  std::string update;
  std::string array_filters;
  std::optional<std::size_t> position;
  std::string expected;  // the document, or of a refusal its message
  int code = 0;
};

Update update_of(const Positional& row) {
  const Value filters = Value::parse(row.array_filters);
  return Update::parse(Value::parse(row.update), filters.get_ref<const Value::array_t&>());
}

void check(const std::vector<Positional>& table) {
  for (const Positional& row : table) {
    INFO(row.description << ": " << row.update << " on " << row.document);
    Value document = Value::parse(row.document);
    try {
      const bool changed = update_of(row).apply(document, now(), false, row.position);
      CHECK(row.code == 0);
      CHECK(document.dump() == Value::parse(row.expected).dump());
      CHECK(changed == (document.dump() != Value::parse(row.document).dump()));
    } catch (const profilestore::InvalidUpdate& refusal) {
      CHECK(refusal.code() == row.code);
      CHECK(std::string(refusal.what()) == row.expected);
    }
  }
}

}  // namespace

TEST_CASE("$ is the element by which the filter matched", "[update][positional]") {
  check({{"an element", R"({"a":[1,2,3]})", R"({"$set":{"a.$":9}})", "[]", 1, R"({"a":[1,9,3]})"},
         {"below it", R"({"a":[{"b":1},{"b":1}]})", R"({"$inc":{"a.$.b":5}})", "[]", 1,
          R"({"a":[{"b":1},{"b":6}]})"},
         {"an element to null", R"({"a":[1,2]})", R"({"$unset":{"a.$":1}})", "[]", 0,
          R"({"a":[null,2]})"},
         {"in another array too", R"({"a":[1],"b":[]})", R"({"$set":{"b.$":9}})", "[]", 1,
          R"({"a":[1],"b":[null,9]})"},
         {"a field where there is no array", R"({"a":{}})", R"({"$set":{"a.$":9}})", "[]", 2,
          R"({"a":{"2":9}})"},
         {"before $[]", R"({"a":[[1],[2,3]]})", R"({"$inc":{"a.$.$[]":1}})", "[]", 1,
          R"({"a":[[1],[3,4]]})"},
         {"after $[]", R"({"a":[[1,2],[3,4]]})", R"({"$inc":{"a.$[].$":1}})", "[]", 1,
          R"({"a":[[1,3],[3,5]]})"}});
}

TEST_CASE("$ without such an element is refused", "[update][positional]") {
  const std::string message =
      "The positional operator did not find the match needed from the query.";
  check({{"on an array", R"({"a":[1]})", R"({"$set":{"a.$":9}})", "[]", none, message, 2},
         {"on nothing", R"({})", R"({"$unset":{"a.$.b":9}})", "[]", none, message, 2}});
}

TEST_CASE("$[] is every element", "[update][positional]") {
  check({{"scalars", R"({"a":[1,2]})", R"({"$mul":{"a.$[]":2}})", "[]", none, R"({"a":[2,4]})"},
         {"below each", R"({"a":[{},{"b":1}]})", R"({"$set":{"a.$[].b":3}})", "[]", none,
          R"({"a":[{"b":3},{"b":3}]})"},
         {"of arrays in arrays", R"({"a":[[1],[],[2,3]]})", R"({"$inc":{"a.$[].$[]":1}})", "[]",
          none, R"({"a":[[2],[],[3,4]]})"},
         {"of none", R"({"a":[]})", R"({"$set":{"a.$[]":1}})", "[]", none, R"({"a":[]})"},
         {"more than nine", R"({"a":[0,0,0,0,0,0,0,0,0,0,0]})", R"({"$max":{"a.$[]":1}})", "[]",
          none, R"({"a":[1,1,1,1,1,1,1,1,1,1,1]})"},
         {"in an element by index", R"({"a":[[1],[2]]})", R"({"$inc":{"a.1.$[]":1}})", "[]", none,
          R"({"a":[[1],[3]]})"},
         {"$unset passes over scalars", R"({"a":[1,{"b":2}]})", R"({"$unset":{"a.$[].b":1}})", "[]",
          none, R"({"a":[1,{}]})"},
         {"beside other fields", R"({"a":[1]})", R"({"$set":{"b":2,"a.$[]":0,"aa":3}})", "[]", none,
          R"({"a":[0],"aa":3,"b":2})"}});
}

TEST_CASE("$[] needs an array", "[update][positional]") {
  const auto absent = [](const std::string& path) {
    return "The path '" + path + "' must exist in the document in order to apply array updates.";
  };
  const std::string scalar = "Cannot apply array updates to non-array element 'a' of type ";
  check({{"missing", R"({})", R"({"$set":{"a.$[]":1}})", "[]", none, absent("a"), 2},
         {"missing, even for $unset", R"({})", R"({"$unset":{"a.$[]":1}})", "[]", none, absent("a"),
          2},
         {"a missing parent", R"({"a":{}})", R"({"$set":{"a.b.c.$[].d":1}})", "[]", none,
          absent("a.b.c"), 2},
         {"below a scalar", R"({"a":"secret"})", R"({"$set":{"a.b.$[]":1}})", "[]", none,
          absent("a.b"), 2},
         {"a string", R"({"a":"secret"})", R"({"$set":{"a.$[]":1}})", "[]", none, scalar + "string",
          2},
         {"an object", R"({"a":{"0":1}})", R"({"$set":{"a.$[].b":1}})", "[]", none,
          scalar + "object", 2},
         {"null", R"({"a":null})", R"({"$pull":{"a.$[]":1}})", "[]", none, scalar + "null", 2},
         {"a scalar element", R"({"a":[1]})", R"({"$set":{"a.$[].b":1}})", "[]", none,
          "Cannot create field 'b' in element {0: ...} of type int", 28}});
}

TEST_CASE("$[identifier] is the elements that its filter takes", "[update][positional]") {
  check(
      {{"scalars", R"({"a":[1,5,9]})", R"({"$inc":{"a.$[x]":1}})", R"([{"x":{"$gte":5}}])", none,
        R"({"a":[1,6,10]})"},
       {"objects", R"({"a":[{"k":1,"n":0},{"k":2,"n":0}]})", R"({"$set":{"a.$[e].n":7}})",
        R"([{"e.k":2}])", none, R"({"a":[{"k":1,"n":0},{"k":2,"n":7}]})"},
       {"a whole object, in its order", R"({"a":[{"k":1,"n":0},{"n":0,"k":1}]})",
        R"({"$set":{"a.$[e]":7}})", R"([{"e":{"k":1,"n":0}}])", none, R"({"a":[7,{"n":0,"k":1}]})"},
       {"logic", R"({"a":[1,2,3]})", R"({"$set":{"a.$[x]":0}})",
        R"([{"$or":[{"x":1},{"$and":[{"x":{"$gt":2}}]}]}])", none, R"({"a":[0,2,0]})"},
       {"two identifiers", R"({"a":[{"k":1,"v":[1,2]},{"k":2,"v":[1,2]}]})",
        R"({"$set":{"a.$[i].v.$[j]":0}})", R"([{"j":2},{"i.k":2}])", none,
        R"({"a":[{"k":1,"v":[1,2]},{"k":2,"v":[1,0]}]})"},
       {"one identifier in two paths", R"({"a":[1,2],"b":[2,3]})",
        R"({"$set":{"a.$[x]":0,"b.$[x]":0}})", R"([{"x":2}])", none, R"({"a":[1,0],"b":[0,3]})"},
       {"an element that is an array, by its elements", R"({"a":[[1],[5,6]]})",
        R"({"$push":{"a.$[x]":9}})", R"([{"x":5}])", none, R"({"a":[[1],[5,6,9]]})"},
       {"none", R"({"a":[1]})", R"({"$set":{"a.$[x]":0}})", R"([{"x":2}])", none, R"({"a":[1]})"},
       {"chosen before any changes", R"({"a":[{"k":1},{"k":2}]})",
        R"({"$set":{"a.$[i].k":2,"a.$[j].n":1}})", R"([{"i.k":1},{"j.k":2}])", none,
        R"({"a":[{"k":2},{"k":2,"n":1}]})"}});
}

TEST_CASE("elements that two operators would change clash in the document",
          "[update][positional]") {
  const auto clash = [](const std::string& path, const std::string& at) {
    return "Updating the path '" + path + "' would create a conflict at '" + at + "'";
  };
  check({{"two filters take one element", R"({"a":[1,2]})",
          R"({"$set":{"a.$[x]":0},"$inc":{"a.$[y]":1}})", R"([{"x":{"$gt":1}},{"y":2}])", none,
          clash("a.1", "a.1"), 40},
         {"an element and a field of it", R"({"a":[{"b":1}]})",
          R"({"$set":{"a.$[].b":0,"a.$[x]":1}})", R"([{"x.b":1}])", none, clash("a.0", "a.0"), 40},
         {"$ and the same index", R"({"a":[1]})", R"({"$set":{"a.$":0,"a.0":1}})", "[]", 0,
          clash("a.0", "a.0"), 40},
         {"other elements do not", R"({"a":[1,2]})", R"({"$set":{"a.$":0,"a.0":1}})", "[]", 1,
          R"({"a":[1,0]})"},
         {"other filters do not", R"({"a":[1,2]})", R"({"$set":{"a.$[x]":0},"$inc":{"a.$[y]":1}})",
          R"([{"x":1},{"y":2}])", none, R"({"a":[0,3]})"}});
}

TEST_CASE("an inserted document has no $, and $[] for the arrays that it starts with",
          "[update][positional]") {
  Value document = Value::parse(R"({"a":[1,2]})");
  CHECK(
      Update::parse(Value::parse(R"({"$setOnInsert":{"a.$[]":0}})")).apply(document, now(), true));
  CHECK(document.dump() == R"({"a":[0,0]})");
  const Update positional = Update::parse(Value::parse(R"({"$set":{"a.$":0}})"));
  CHECK_THROWS_AS(positional.apply(document, now(), true), profilestore::InvalidUpdate);
}

TEST_CASE("a path through an element touches all of its array", "[update][positional]") {
  using profilestore::document::Path;
  for (const char* text :
       {R"({"$set":{"a.$[].b":1}})", R"({"$set":{"a.$.b":1}})", R"({"$set":{"a.0.b":1}})"}) {
    const Update update = Update::parse(Value::parse(text));
    CHECK(update.touches(Path("a")));
    CHECK(update.touches(Path("a.b")));
    CHECK(update.touches(Path("a.c")));
    CHECK_FALSE(update.touches(Path("b")));
  }
  CHECK_FALSE(Update::parse(Value::parse(R"({"$set":{"0.a":1}})")).touches(Path("b")));
}

}  // namespace update_positional_test
