#include "match/operators/expr.hpp"

#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "evaluation/node.hpp"
#include "expression/expression.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

using expression::Expression;
using expression::Variables;

[[noreturn]] void refuse_expression(const InvalidExpression& refusal) {
  refuse(refusal.code(), refusal.what(), refusal.path(), refusal.operator_name());
}

Expression parsed_expression(const Value& expression, const Terms* terms) {
  try {
    return Expression::parse(expression, expression_context(terms));
  } catch (const InvalidExpression& refusal) {
    refuse_expression(refusal);
  }
}

// What a document that fulfils {$eq: ["$path", constant]} has at the path, so that an index can
// serve it. Of an array or object, and of what is missing, an index says something else.
std::optional<Bound> bound_of(const Expression& expression) {
  const expression::Node& node = expression.node();
  if (node.op != "$eq" || node.arguments.size() != 2) return std::nullopt;
  for (const std::size_t i : {0, 1}) {
    const auto& field = node.arguments[i]->field;
    const auto& constant = node.arguments[1 - i]->constant;
    if (!field || !field->is_of_document() || field->segments().empty()) continue;
    if (!constant || !*constant || (**constant).is_array() || document::is_plain_object(**constant))
      continue;
    return Bound{field->dotted(), document::Relation::equal, {**constant}};
  }
  return std::nullopt;
}

bool says(const Value& value, std::string_view text) {
  if (value.is_string()) return value.get_ref<const std::string&>().starts_with(text);
  return value.is_structured() &&
         std::ranges::any_of(value, [&](const Value& inner) { return says(inner, text); });
}

}  // namespace

Node parse_expr(const std::string& name, const Value& expression, const Scope& scope) {
  if (scope.is_within_element())
    refuse("$expr can only be applied to the top-level document", "", name);
  const Terms* terms = scope.terms();
  const Expression parsed = parsed_expression(expression, terms);
  const Variables variables = terms != nullptr ? terms->variables : Variables();
  const bool needs_now = says(expression, "$$NOW") && !variables.contains("NOW");
  Node node{.kind = Node::Kind::whole};
  node.bound = bound_of(parsed);
  node.accepts = [parsed, variables, needs_now](const Value& document, const Place& place) {
    try {
      const auto value = needs_now ? parsed.evaluate(document, variables.with("NOW", bson::now()))
                                   : parsed.evaluate(document, variables);
      return expression::truth(value) || place.fail("$expr");
    } catch (const InvalidExpression& refusal) {
      refuse_expression(refusal);
    }
  };
  return node;
}

bool has_expr(const Document& filter) {
  for (const auto& [name, operand] : filter.items()) {
    if (name == "$expr") return true;
    if (name != "$and" && name != "$or" && name != "$nor") continue;
    if (operand.is_array() && std::ranges::any_of(operand, [](const Value& branch) {
          return branch.is_object() && has_expr(branch);
        }))
      return true;
  }
  return false;
}

bool asks_for_now(const Document& filter) { return has_expr(filter) && says(filter, "$$NOW"); }

}  // namespace profilestore::match
