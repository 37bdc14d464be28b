#include "pipeline/let.hpp"

#include "document/type.hpp"
#include "evaluation/parser.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {

Let Let::parse(std::string_view stage, const Value& let, const Context& context) {
  if (!document::is_plain_object(let)) refuse(type_mismatch, stage, "takes an object as 'let'");
  Let parsed;
  for (const auto& [name, value] : let.items()) {
    expression::check_variable_name(name, stage);
    parsed.variables_.emplace_back(name,
                                   expression::Expression::parse(value, context.expressions()));
  }
  return parsed;
}

void Let::add_names(std::vector<std::string>& known) const {
  for (const auto& [name, value] : variables_) known.push_back(name);
}

expression::Variables Let::of(const Document& document, const expression::Variables& outer) const {
  expression::Variables all = outer;
  for (const auto& [name, value] : variables_)
    all = all.with(name, value.evaluate(document, outer));
  return all;
}

}  // namespace profilestore::pipeline
