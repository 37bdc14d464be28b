#include "match/operators/elem_match.hpp"

#include <memory>

#include "document/type.hpp"
#include "match/operators/regex.hpp"
#include "match/parser.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

using AcceptsElement = bool (*)(const Node&, const Value&);

bool is_document(const Value& element) {
  return element.is_array() || document::is_plain_object(element);
}

bool matches_element(const Node& node, const Value& element) {
  return is_document(element) && matches(node, element);
}

// MongoDB: a first name such as $or or $ref begins a filter, any other operator a value's tests.
bool holds_operators(const Value& operand) {
  return is_operator_document(operand) && top_level_operator(operand.begin().key()) == nullptr;
}

Node leaf_for(const document::Path& path, Node condition, AcceptsElement accepts) {
  const auto index_within = [node = std::make_shared<const Node>(std::move(condition)),
                             accepts](const Value& array) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < array.size(); ++i)
      if (accepts(*node, array[i])) return i;
    return std::nullopt;
  };
  const auto holds = [index_within](const Value* element) {
    return element != nullptr && element->is_array() && index_within(*element);
  };
  return leaf_of(
      {.path = path, .holds = holds, .at_end = LeafArray::whole, .index_within = index_within});
}

}  // namespace

Node parse_elem_match(const Operand& operand) {
  const document::Path& path = operand.path;
  if (document::type_of(operand.value) == document::Type::regex)
    return leaf_for(path, regex_leaf(path, operand.value), passes);
  if (!document::is_plain_object(operand.value))
    refuse("$elemMatch needs an Object", path.text(), operand.name);
  if (holds_operators(operand.value))
    return leaf_for(path, parse_operators(path, operand.value, operand.scope.inner()), passes);
  return leaf_for(path, parse_filter(operand.value, operand.scope.within(path)), matches_element);
}

}  // namespace profilestore::match
