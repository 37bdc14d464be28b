#include "match/parser.hpp"

#include <fmt/format.h>

#include "document/type.hpp"
#include "match/operators.hpp"
#include "match/operators/comparison.hpp"
#include "match/operators/regex.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

bool starts_with_dollar(const std::string& name) { return name.starts_with('$'); }

Node joined(std::vector<Node> branches) {
  return branches.size() == 1 ? std::move(branches.front()) : all_of(std::move(branches));
}

void check_depth(const Scope& scope, std::string_view path) {
  if (scope.depth() <= max_tree_depth) return;
  refuse(fmt::format("exceeded maximum query tree depth of {}", max_tree_depth), path, "");
}

// What is told of a failure at `path`.
Node labelled(Node node, const std::string& path, std::string_view op) {
  node.label = {path, std::string(op)};
  return node;
}

Node parse_top_level(const std::string& name, const Value& value, const Scope& scope) {
  const TopLevelOperator* parse = top_level_operator(name);
  if (parse == nullptr) refuse("unknown top level operator: " + name, "", name);
  Node node = (*parse)(name, value, scope);
  return name == "$and" ? node : labelled(std::move(node), "", name);
}

Node parse_field(const std::string& path, const Value& value, const Scope& scope) {
  if (is_operator_document(value)) return parse_operators(document::Path(path), value, scope);
  if (document::type_of(value) == document::Type::regex)
    return labelled(regex_leaf(document::Path(path), value), path, "$regex");
  return labelled(equality(document::Path(path), value, "$eq", scope), path, "$eq");
}

}  // namespace

Node parse_filter(const Document& filter, const Scope& scope) {
  check_depth(scope, "");
  std::vector<Node> branches;
  branches.reserve(filter.size());
  for (const auto& [name, value] : filter.items())
    branches.push_back(starts_with_dollar(name) ? parse_top_level(name, value, scope)
                                                : parse_field(name, value, scope));
  return joined(std::move(branches));
}

Node parse_operators(const document::Path& path, const Value& operators, const Scope& scope) {
  check_depth(scope, path.text());
  std::vector<Node> branches;
  branches.reserve(operators.size());
  for (const auto& [name, value] : operators.items()) {
    const FieldOperator* parse = field_operator(name);
    if (parse == nullptr) refuse("unknown operator: " + name, path.text(), name);
    branches.push_back(
        labelled((*parse)({path, name, value, operators, scope}), path.text(), name));
  }
  return joined(std::move(branches));
}

bool is_operator_document(const Value& value) {
  return document::is_plain_object(value) && !value.empty() &&
         starts_with_dollar(value.begin().key()) &&
         !(value.contains("$ref") && value.contains("$id"));
}

}  // namespace profilestore::match
