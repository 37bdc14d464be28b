#include "expression/let.hpp"

#include "evaluation/parser.hpp"
#include "evaluation/refusal.hpp"
#include "expression/expression.hpp"

namespace profilestore::expression {

Variables variables_of_let(const Value& let, const Variables& others,
                           const document::Comparison& order) {
  if (!let.is_object()) refuse(type_mismatch, "let", "is an object: {name: expression, …}");
  const Context context{.variables = others.names(), .order = order};
  Variables all = others;
  for (const auto& [name, value] : let.items()) {
    check_variable_name(name, "let");
    const Expression expression = Expression::parse(value, context);
    // MongoDB: there is no document yet.
    if (!expression.paths().empty())
      refuse(failed_to_read_let, "let", "has an expression that reads a field of a document");
    all = all.with(name, expression.evaluate(Value::object(), others));
  }
  return all;
}

}  // namespace profilestore::expression
