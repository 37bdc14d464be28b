// Tables of expressions: what each gives of a document, and how the wrong ones are refused. The
// JSON of a table is in normal form; types count, and the order of fields does.
#pragma once

#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "expression/expression.hpp"

namespace expression_cases {

using profilestore::InvalidExpression;
using profilestore::Value;
using profilestore::expression::Expression;
using profilestore::expression::Variables;

struct Evaluated {
  std::string expression;
  std::string document;
  std::string expected;  ///< "": missing
};

inline std::string text_of(const std::optional<Value>& value) { return value ? value->dump() : ""; }

inline Variables now() {
  return Variables().with("NOW", Value{{"$date", "2024-05-06T07:08:09.123Z"}});
}

inline void check(const std::vector<Evaluated>& table) {
  for (const Evaluated& row : table) {
    INFO(row.expression << " of " << row.document);
    const std::string expected = row.expected.empty() ? "" : Value::parse(row.expected).dump();
    const auto expression = Expression::parse(Value::parse(row.expression));
    CHECK(text_of(expression.evaluate(Value::parse(row.document), now())) == expected);
  }
}

struct Refused {
  std::string expression;
  std::string document;  ///< "": it is refused as it is read
  int code;
  std::string part = {};  ///< of the message
};

inline void check_refused(const std::vector<Refused>& table) {
  for (const Refused& row : table) {
    INFO(row.expression << " of " << row.document);
    std::optional<Expression> expression;
    try {
      expression = Expression::parse(Value::parse(row.expression));
      CHECK_FALSE(row.document.empty());
      if (!row.document.empty()) expression->evaluate(Value::parse(row.document), now());
      FAIL_CHECK("was not refused");
    } catch (const InvalidExpression& refusal) {
      CHECK(expression.has_value() == !row.document.empty());
      CHECK(refusal.code() == row.code);
      CHECK_THAT(std::string(refusal.what()), has_part(row.part));
    }
  }
}

}  // namespace expression_cases
