#include "match/operators/logic.hpp"

#include <algorithm>

#include "document/compare.hpp"
#include "document/type.hpp"
#include "match/operators/regex.hpp"
#include "match/parser.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

std::vector<Node> parse_branches(const std::string& name, const Value& value, const Scope& scope) {
  if (!value.is_array()) refuse(name + " must be an array", "", name);
  if (value.empty()) refuse(name + " must be a nonempty array", "", name);
  std::vector<Node> branches;
  branches.reserve(value.size());
  for (const Value& filter : value) {
    if (!document::is_plain_object(filter))
      refuse(name + " entries need to be full objects", "", name);
    branches.push_back(parse_filter(filter, scope.inner()));
  }
  return branches;
}

bool is_one_filter(const Value& filters) {
  return std::ranges::all_of(
      filters, [&](const Value& filter) { return document::equal(filter, filters.front()); });
}

}  // namespace

Node parse_and(const std::string& name, const Value& value, const Scope& scope) {
  return all_of(parse_branches(name, value, scope));
}

Node parse_or(const std::string& name, const Value& value, const Scope& scope) {
  std::vector<Node> branches = parse_branches(name, value, scope);
  if (is_one_filter(value)) branches.erase(branches.begin() + 1, branches.end());
  return {.kind = Node::Kind::any, .branches = std::move(branches)};
}

Node parse_nor(const std::string& name, const Value& value, const Scope& scope) {
  return {.kind = Node::Kind::none, .branches = parse_branches(name, value, scope)};
}

Node parse_not(const Operand& operand) {
  const std::string& path = operand.path.text();
  if (document::type_of(operand.value) == document::Type::regex)
    return negation_of(regex_leaf(operand.path, operand.value));
  if (!document::is_plain_object(operand.value))
    refuse("$not needs a regex or a document", path, operand.name);
  if (operand.value.empty()) refuse("$not cannot be empty", path, operand.name);
  return negation_of(parse_operators(operand.path, operand.value, operand.scope.inner()));
}

}  // namespace profilestore::match
