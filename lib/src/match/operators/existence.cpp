#include "match/operators/existence.hpp"

#include "document/compare.hpp"
#include "document/type.hpp"

namespace profilestore::match {
namespace {

bool is_true(const Value& value) {
  const document::Type type = document::type_of(value);
  if (type == document::Type::null || type == document::Type::undefined) return false;
  if (type == document::Type::boolean) return value.get<bool>();
  return !(document::is_number(type) && document::equal(value, Value(0)));
}

}  // namespace

Node parse_exists(const Operand& operand) {
  Node exists = leaf_of(
      {.path = operand.path, .holds = [](const Value* element) { return element != nullptr; }});
  if (is_true(operand.value)) return exists;
  return negation_of(std::move(exists));
}

}  // namespace profilestore::match
