// Tables of schemas: which values of the field `a` each accepts, and how the wrong ones are
// refused.
#pragma once

#include <string>
#include <vector>

#include "cases.hpp"

namespace cases {

struct Accepting {
  std::string description;
  std::string schema;
  std::vector<std::string> accepted;
  std::vector<std::string> others;
};

inline std::string schema_of_a(const std::string& schema) {
  return R"({"$jsonSchema": {"properties": {"a": )" + schema + "}}}";
}

inline void check_accepting(const std::vector<Accepting>& table) {
  for (const Accepting& row : table) {
    INFO(row.description << ": " << row.schema);
    const Filter filter = filter_of(schema_of_a(row.schema));
    CHECK(filter.matches(Value::parse("{}")));
    for (const std::string& value : row.accepted) {
      INFO("accepts " << value);
      CHECK(filter.matches(Value{{"a", Value::parse(value)}}));
      CHECK(filter.failures(Value{{"a", Value::parse(value)}}).empty());
    }
    for (const std::string& value : row.others) {
      INFO("does not accept " << value);
      CHECK_FALSE(filter.matches(Value{{"a", Value::parse(value)}}));
      CHECK_FALSE(filter.failures(Value{{"a", Value::parse(value)}}).empty());
    }
  }
}

struct RefusedSchema {
  std::string schema;
  std::string message;
  int code;
};

inline void check_refused_schemas(const std::vector<RefusedSchema>& table) {
  for (const RefusedSchema& row : table)
    check_refused({{"", schema_of_a(row.schema), "$jsonSchema keyword '" + row.message, "a",
                    "$jsonSchema", row.code}});
}

}  // namespace cases
