#include "match/operators/all.hpp"

#include "document/type.hpp"
#include "match/operators/comparison.hpp"
#include "match/operators/elem_match.hpp"
#include "match/operators/regex.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

bool is_elem_match(const Value& value) {
  return document::is_plain_object(value) && !value.empty() && value.begin().key() == "$elemMatch";
}

Node parse_one(const Operand& operand, const Value& value, bool elem_matches) {
  const auto fault = [&](const char* message) {
    refuse(message, operand.path.text(), operand.name);
  };
  if (elem_matches) {
    if (!is_elem_match(value)) fault("$all/$elemMatch has to be consistent");
    if (value.size() > 1) fault("no $ expressions beside $elemMatch in $all");
    const std::string name = "$elemMatch";
    const Scope scope = operand.scope.inner();
    return parse_elem_match({operand.path, name, value.front(), value, scope});
  }
  if (document::type_of(value) == document::Type::regex) return regex_leaf(operand.path, value);
  if (document::is_plain_object(value) && !value.empty() &&
      field_operator(value.begin().key()) != nullptr)
    fault("no $ expressions in $all");
  return equality(operand.path, value, operand.name, operand.scope);
}

}  // namespace

Node parse_all(const Operand& operand) {
  if (!operand.value.is_array()) refuse("$all needs an array", operand.path.text(), operand.name);
  if (operand.value.empty()) return never();
  const bool elem_matches = is_elem_match(operand.value.front());
  std::vector<Node> branches;
  branches.reserve(operand.value.size());
  for (const Value& value : operand.value)
    branches.push_back(parse_one(operand, value, elem_matches));
  return all_of(std::move(branches));
}

}  // namespace profilestore::match
