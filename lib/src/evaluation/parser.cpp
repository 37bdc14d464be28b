#include "evaluation/parser.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "evaluation/operator.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {
namespace {

constexpr int max_expression_depth = 200;

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// In the order of `names`; what is missing leaves no field.
Action making_object(std::vector<std::string> names) {
  return [names = std::move(names)](const Arguments& arguments) -> Result {
    ObjectBuilder object(arguments.op());
    for (std::size_t i = 0; i < names.size(); ++i)
      if (Result value = arguments[i]) object.add(names[i], std::move(value).take());
    return object.take();
  };
}

Result make_array(const Arguments& arguments) {
  ArrayBuilder array(arguments.op());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Result value = arguments[i];
    array.add(value ? std::move(value).take() : Value());  // MongoDB: what is missing is null
  }
  return array.take();
}

}  // namespace

void check_variable_name(std::string_view name, std::string_view op) {
  if (name == "CURRENT") return;
  const bool begins = !name.empty() && ((name.front() >= 'a' && name.front() <= 'z') ||
                                        static_cast<unsigned char>(name.front()) >= 0x80);
  if (!begins || !std::ranges::all_of(name, is_name_byte))
    refuse(failed_to_parse, op,
           "defines a variable whose name does not begin with a lower case letter, or has another "
           "character than letters, digits and '_'");
}

void check_variable_use(std::string_view name) {
  if (name.empty()) refuse(failed_to_parse, "'$$'", "is followed by no name of a variable");
  if (!is_name_byte(name.front()) || name.front() == '_' ||
      (name.front() >= '0' && name.front() <= '9') || !std::ranges::all_of(name, is_name_byte))
    refuse(failed_to_parse, "'$$'", "is followed by what is no name of a variable");
}

Parser Parser::inner() const {
  Parser parser = *this;
  if (++parser.depth_ > max_expression_depth)
    refuse(overflow, "an expression", fmt::format("is deeper than {}", max_expression_depth));
  return parser;
}

Parser Parser::with(std::string variable) const {
  Parser parser = *this;
  parser.variables_.push_back(std::move(variable));
  return parser;
}

Parser Parser::unfolding() const {
  Parser parser = *this;
  parser.folds_ = false;
  return parser;
}

NodePtr Parser::call(std::string op, Action act, std::vector<NodePtr> arguments) const {
  return call_node({.op = std::move(op),
                    .act = std::move(act),
                    .arguments = std::move(arguments),
                    .order = order_},
                   folds_);
}

NodePtr Parser::parse(const Value& expression) const {
  if (expression.is_string()) {
    const auto& text = expression.get_ref<const std::string&>();
    return text.starts_with('$') ? parse_path(text) : constant_node(expression);
  }
  if (document::is_plain_object(expression)) return inner().parse_object(expression);
  if (!expression.is_array()) return constant_node(expression);
  const Parser parser = inner();
  std::vector<NodePtr> elements;
  elements.reserve(expression.size());
  for (const Value& element : expression) elements.push_back(parser.parse(element));
  return call("an array", make_array, std::move(elements));
}

NodePtr Parser::parse_path(const std::string& text) const {
  FieldPath path = FieldPath::parse(text);
  const std::string& variable = path.variable();
  if (std::ranges::find(variables_, "CURRENT") != variables_.end()) path.bind_current();
  if (variable == "REMOVE") return constant_node(std::nullopt);
  if (variable != "CURRENT" && variable != "ROOT" && variable != "NOW" &&
      std::ranges::find(variables_, variable) == variables_.end()) {
    for (const std::string_view known : {"CLUSTER_TIME", "USER_ROLES", "SEARCH_META", "JS_SCOPE"})
      if (variable == known) refuse_unsupported("$$" + variable, "a store has no such thing");
    refuse(undefined_variable, "$$" + variable, "is no variable that is defined here");
  }
  return std::make_shared<const Node>(Node{.field = std::move(path)});
}

NodePtr Parser::parse_object(const Value& object) const {
  if (!object.empty() && object.begin().key().starts_with('$')) {
    if (object.size() != 1)
      refuse(15983, "an expression", "with an operator must have exactly one field");
    return parse_call(object.begin().key(), object.begin().value());
  }
  std::vector<std::string> names;
  std::vector<NodePtr> values;
  for (const auto& [name, value] : object.items()) {
    if (name.starts_with('$'))
      refuse(16410, "an object", "of expressions has a field name that begins with '$'");
    if (name.find('.') != name.npos)
      refuse(16405, "an object", "of expressions has a field name with a '.'");
    names.push_back(name);
    values.push_back(parse(value));
  }
  return call("an object", making_object(std::move(names)), std::move(values));
}

NodePtr Parser::parse_call(const std::string& name, const Value& operand) const {
  const Operator* found = find_(name);
  if (found == nullptr)
    refuse(invalid_pipeline_operator, name, "is no expression that MongoDB has");
  if (found->parse != nullptr) return found->parse(*this, name, operand);
  return call(name, found->act, found->arguments_of(*this, name, operand));
}

}  // namespace profilestore::expression
