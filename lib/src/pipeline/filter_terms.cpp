#include "pipeline/filter_terms.hpp"

#include <optional>
#include <profilestore/error.hpp>

#include "document/path.hpp"
#include "document/type.hpp"
#include "expression/expression.hpp"
#include "match/operators/expr.hpp"

namespace profilestore::pipeline {
namespace {

using document::Type;

// What a filter can be asked for in the place of an expression's equality: an array it would look
// into, and what is missing has no equal value.
bool is_plain(const std::optional<Value>& value) {
  return value && !value->is_array() && document::type_of(*value) != Type::undefined &&
         document::type_of(*value) != Type::regex;
}

// The field of "$field.path", if the operand is one.
std::optional<std::string> field_of(const Value& operand) {
  if (!operand.is_string()) return std::nullopt;
  const auto& text = operand.get_ref<const std::string&>();
  if (text.size() < 2 || text[0] != '$' || text[1] == '$') return std::nullopt;
  return text.substr(1);
}

/// What the $expr of a filter say of fields alone.
class Conditions {
 public:
  Conditions(const match::Terms* terms, const Run& run)
      : context_{run.variables.names(), terms != nullptr ? terms->order : document::Comparison()},
        variables_(run.variables) {}

  void add_filter(const Value& filter) {
    // Where CURRENT is bound, "$field" is no field of the document.
    if (!document::is_plain_object(filter) || variables_.contains("CURRENT")) return;
    for (const auto& [name, value] : filter.items()) {
      if (name == "$expr") add_expression(value);
      if (name == "$and" && value.is_array())
        for (const Value& one : value) add_filter(one);
    }
  }

  Value take() && { return std::move(conditions_); }

 private:
  // Conditions that hold where the expression is true.
  void add_expression(const Value& expression) {
    if (!document::is_plain_object(expression) || expression.size() != 1) return;
    const std::string& op = expression.begin().key();
    const Value& operands = expression.begin().value();
    if (!operands.is_array()) return;
    if (op == "$and")
      for (const Value& one : operands) add_expression(one);
    if (op == "$eq" && operands.size() == 2) add_equality(operands);
    if (op == "$in" && operands.size() == 2) add_membership(operands);
  }

  void add_equality(const Value& operands) {
    for (const std::size_t side : {0, 1}) {
      const auto field = field_of(operands[side]);
      if (!field) continue;
      const auto value = value_in_run(operands[1 - side]);
      // {a: {$eq: null}} has more matches than the expression, which asks for a null that is there.
      if (is_plain(value)) conditions_.push_back({{*field, {{"$eq", *value}}}});
    }
  }

  void add_membership(const Value& operands) {
    const auto field = field_of(operands[0]);
    const auto list = field ? value_in_run(operands[1]) : std::nullopt;
    if (!list || !list->is_array()) return;
    for (const Value& one : *list)
      if (!is_plain(one)) return;
    conditions_.push_back({{*field, {{"$in", *list}}}});
  }

  // What an operand is without a document. One that throws may never be evaluated: in an $and
  // behind what is false, or of a collection without documents.
  std::optional<Value> value_in_run(const Value& operand) const {
    try {
      const auto expression = expression::Expression::parse(operand, context_);
      if (expression.paths().empty()) return expression.evaluate(Value::object(), variables_);
    } catch (const InvalidExpression&) {
    }
    return std::nullopt;
  }

  expression::Context context_;
  const expression::Variables& variables_;
  Value conditions_ = Value::array();
};

}  // namespace

match::Filter parsed_filter(const Value& filter, const Context& context) {
  if (!match::has_expr(filter)) return match::Filter::parse(filter, context.terms);
  match::Terms terms = context.terms ? *context.terms : match::Terms();
  terms.variables = expression::Variables().with("NOW", bson::now());
  for (const std::string& name : context.variables)
    terms.variables = terms.variables.with(name, std::nullopt);
  return match::Filter::parse(filter, std::make_shared<const match::Terms>(std::move(terms)));
}

std::shared_ptr<const match::Terms> terms_in(const Value& filter,
                                             const std::shared_ptr<const match::Terms>& terms,
                                             const Run& run) {
  if (!match::has_expr(filter)) return terms;
  match::Terms known = terms ? *terms : match::Terms();
  known.variables = run.variables;
  return std::make_shared<const match::Terms>(std::move(known));
}

match::Filter filter_in(const match::Filter& parsed, const Value& filter,
                        const std::shared_ptr<const match::Terms>& terms, const Run& run) {
  if (!match::has_expr(filter)) return parsed;
  return match::Filter::parse(filter, terms_in(filter, terms, run));
}

Value with_conditions_of_expr(const Value& filter, const std::shared_ptr<const match::Terms>& terms,
                              const Run& run) {
  Conditions found(terms.get(), run);
  found.add_filter(filter);
  Value conditions = std::move(found).take();
  if (conditions.empty()) return filter;
  conditions.push_back(filter);
  return {{"$and", std::move(conditions)}};
}

}  // namespace profilestore::pipeline
