#include "expression/variables.hpp"

#include <algorithm>

#include "expression/expression.hpp"
#include "expression/parser.hpp"
#include "expression/refusal.hpp"

namespace profilestore::expression {

struct Variables::Binding {
  std::string name;
  std::optional<Value> value;
  std::shared_ptr<const Binding> before;
};

Variables Variables::with(std::string name, std::optional<Value> value) const {
  Variables more;
  more.newest_ =
      std::make_shared<const Binding>(Binding{std::move(name), std::move(value), newest_});
  return more;
}

const Variables::Binding* Variables::binding(std::string_view name) const {
  for (const Binding* at = newest_.get(); at != nullptr; at = at->before.get())
    if (at->name == name) return at;
  return nullptr;
}

const Value* Variables::find(std::string_view name) const {
  const Binding* found = binding(name);
  return found == nullptr || !found->value ? nullptr : &*found->value;
}

bool Variables::contains(std::string_view name) const { return binding(name) != nullptr; }

std::vector<std::string> Variables::names() const {
  std::vector<std::string> names;
  for (const Binding* at = newest_.get(); at != nullptr; at = at->before.get())
    if (at->name != "NOW" && std::ranges::find(names, at->name) == names.end())
      names.push_back(at->name);
  return names;
}

Variables variables_of_let(const Value& let, const Variables& others) {
  if (!let.is_object()) refuse(type_mismatch, "let", "is an object: {name: expression, …}");
  Variables all = others;
  for (const auto& [name, value] : let.items()) {
    check_variable_name(name, "let");
    const Expression expression = Expression::parse(value, {.variables = others.names()});
    // MongoDB: there is no document yet.
    if (!expression.paths().empty())
      refuse(failed_to_read_let, "let", "has an expression that reads a field of a document");
    all = all.with(name, expression.evaluate(Value::object(), others));
  }
  return all;
}

}  // namespace profilestore::expression
