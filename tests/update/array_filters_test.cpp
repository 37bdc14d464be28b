#include "update/array_filters.hpp"

#include "cases.hpp"

namespace update_array_filters_test {

using profilestore::Value;
using profilestore::update::Update;

namespace {

struct Refused {
  std::string description;
  std::string update;
  std::string array_filters;
  int code;
  std::string message;
};

void check(const std::vector<Refused>& table) {
  for (const Refused& row : table) {
    INFO(row.description << ": " << row.array_filters);
    const Value filters = Value::parse(row.array_filters);
    const auto parse = [&] {
      Update::parse(Value::parse(row.update), filters.get_ref<const Value::array_t&>());
    };
    update_cases::check_refused(parse, row.code, row.message);
  }
}

}  // namespace

TEST_CASE("an array filter asks of exactly one identifier", "[update][array_filters]") {
  const std::string update = R"({"$set":{"a.$[x]":1}})";
  const std::string start = "Error parsing array filter: ";
  check({{"of none", update, R"([{}])", 9,
          "Cannot use an expression without a top-level field name in arrayFilters"},
         {"of two", update, R"([{"x":1,"y":2}])", 9,
          start + "Expected a single top-level field name, found 'x' and 'y'"},
         {"of two, deeper", update, R"([{"$or":[{"x.a":1},{"y":2}]}])", 9,
          start + "Expected a single top-level field name, found 'x' and 'y'"},
         {"no filter", update, R"([1])", 14, start + "a filter must be an object"},
         {"an unknown operator", update, R"([{"x":{"$foo":1}}])", 2,
          start + "unknown operator: $foo"}});
}

TEST_CASE("an identifier is alphanumeric and begins with a small letter",
          "[update][array_filters]") {
  for (const std::string name : {"X", "1x", "_x", "x-y", "x y", ""})
    check({{"not so", R"({"$set":{"a.$[x]":1}})", R"([{")" + name + R"(":1}])", 2,
            "Error parsing array filter: The top-level field name must be an alphanumeric string "
            "beginning with a lowercase letter, found '" +
                name + "'"}});
  const Value filters = Value::parse(R"([{"xY9":1}])");
  CHECK_NOTHROW(Update::parse(Value::parse(R"({"$set":{"a.$[xY9]":1}})"),
                              filters.get_ref<const Value::array_t&>()));
}

TEST_CASE("identifiers and array filters belong together", "[update][array_filters]") {
  const std::string update = R"({"$set":{"a.$[x]":1}})";
  check(
      {{"no filter", update, "[]", 2, "No array filter found for identifier 'x' in path 'a.$[x]'"},
       {"another filter", update, R"([{"y":1}])", 2,
        "No array filter found for identifier 'x' in path 'a.$[x]'"},
       {"one too many", update, R"([{"x":1},{"y":1}])", 9,
        "The array filter for identifier 'y' was not used in the update: name it in a path as "
        "$[y], or leave it out"},
       {"not used at all", R"({"$set":{"a":1}})", R"([{"y":1}])", 9,
        "The array filter for identifier 'y' was not used in the update: name it in a path as "
        "$[y], or leave it out"},
       {"two of one name", update, R"([{"x":1},{"x.b":1}])", 9,
        "Found multiple array filters with the same top-level field name x"}});
}

}  // namespace update_array_filters_test
