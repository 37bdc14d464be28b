#include "reshaping/reshaping.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <variant>

#include "document/path.hpp"
#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "evaluation/operator.hpp"
#include "evaluation/refusal.hpp"
#include "reshaping/reshaping_tree.hpp"

namespace profilestore::expression {
namespace {

using Kind = FieldPlan::Kind;

// What stays of a value, before anything is computed; nothing: it is left out.
std::optional<Value> what_stays(const FieldPlan& plan, const Value& value, bool inclusion) {
  if (document::is_plain_object(value)) {
    Value::object_t fields;
    for (const auto& [name, inner] : value.get_ref<const Value::object_t&>()) {
      const FieldPlan* field = plan.find(name);
      if (field == nullptr ? !inclusion : field->kind == Kind::included)
        fields.emplace_back(name, inner);
      else if (field != nullptr && field->kind == Kind::parent)
        if (auto kept = what_stays(*field, inner, inclusion))
          fields.emplace_back(name, *std::move(kept));
    }
    return Value(std::move(fields));
  }
  if (value.is_array()) {
    Value elements = Value::array();
    for (const Value& element : value)
      if (auto kept = what_stays(plan, element, inclusion)) elements.push_back(*std::move(kept));
    return elements;
  }
  if (!inclusion) return value;
  // It becomes an object, in its place, if a field is computed into it.
  return plan.computes ? std::optional(Value::object()) : std::nullopt;
}

class Computation {
 public:
  Computation(const Scope& scope, std::string_view stage) : scope_(scope), bounds_(stage) {}

  // MongoDB: an array has the fields computed into each of its elements; what is no object becomes
  // one.
  Value into(const FieldPlan& plan, Value value) {
    if (value.is_array()) {
      for (Value& element : value) element = into(plan, std::move(element));
      return value;
    }
    if (!document::is_plain_object(value)) value = Value::object();
    for (const auto& [name, field] : plan.fields) set(value, name, field);
    return value;
  }

 private:
  void set(Value& object, const std::string& name, const FieldPlan& field) {
    if (field.kind == Kind::computed) {
      Result result = field.value->evaluate(scope_);
      if (!result) {
        object.erase(name);
        return;
      }
      bounds_.add(*result);
      object[name] = std::move(result).take();
    } else if (field.kind == Kind::parent && field.computes) {
      const auto known = object.find(name);
      if (known != object.end())
        *known = into(field, std::move(*known));
      else
        object[name] = into(field, Value());
    }
  }

  const Scope& scope_;
  Bounds bounds_;
};

constexpr std::array root_parameters{Parameter{"newRoot", 40414}};
constexpr Named root_arguments{40229, 40230, root_parameters};

}  // namespace

Document reshaped(const ReshapingTree& tree, const Document& document, const Scope& scope) {
  Value result = tree.kind == Reshape::addition
                     ? document
                     : *what_stays(tree.root, document, tree.kind == Reshape::inclusion);
  if (!tree.root.computes) return result;
  return Computation(scope, "a stage").into(tree.root, std::move(result));
}

struct Reshaping::Parsed {
  std::string stage;
  std::variant<ReshapingTree, Expression> form;  ///< an expression is that of the new root
};

bool Reshaping::is_one(std::string_view stage) {
  constexpr std::array<std::string_view, 6> stages{"$project", "$addFields",   "$set",
                                                   "$unset",   "$replaceRoot", "$replaceWith"};
  return std::ranges::find(stages, stage) != stages.end();
}

Reshaping Reshaping::parse(std::string_view stage, const Value& specification,
                           const Context& context) {
  const std::string name(stage);
  const auto form = [&]() -> std::variant<ReshapingTree, Expression> {
    if (stage == "$project") return parse_project(specification, name, context);
    if (stage == "$unset") return parse_unset(specification, name);
    if (stage == "$replaceWith") return Expression::parse(specification, context);
    if (stage == "$replaceRoot")
      return Expression::parse(*named_operands(name, specification, root_arguments)[0], context);
    return parse_add_fields(specification, name, context);
  };
  Reshaping reshaping;
  reshaping.parsed_ = std::make_shared<const Parsed>(Parsed{name, form()});
  return reshaping;
}

Document Reshaping::apply(const Document& document, const Variables& variables) const {
  if (const auto* tree = std::get_if<ReshapingTree>(&parsed_->form))
    return reshaped(*tree, document, {document, variables});
  auto root = std::get<Expression>(parsed_->form).evaluate(document, variables);
  if (!root || !document::is_plain_object(*root))
    refuse(40228, parsed_->stage,
           fmt::format("must give an object, not {}", Result(root).type_name()));
  return *std::move(root);
}

std::vector<std::string> Reshaping::paths() const {
  if (const auto* root = std::get_if<Expression>(&parsed_->form)) return root->paths();
  std::set<std::string> paths;
  collect_paths(std::get<ReshapingTree>(parsed_->form), paths);
  if (paths.contains("")) return {""};
  return {paths.begin(), paths.end()};
}

bool Reshaping::keeps(const std::string& path) const {
  const auto* tree = std::get_if<ReshapingTree>(&parsed_->form);
  return tree != nullptr && keeps_path(*tree, path);
}

}  // namespace profilestore::expression
