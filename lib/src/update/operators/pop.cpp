// $pop: removes the first element of an array (-1) or the last one (1).
#include <fmt/format.h>
#include <profilestore/error.hpp>

#include "document/number.hpp"
#include "document/type.hpp"
#include "update/operation.hpp"

namespace profilestore::update {
namespace {

// -1 or 1.
std::int64_t end_of(const document::Path& path, const Value& operand) {
  const std::optional<std::int64_t> end = document::integral_of(operand);
  if (end == -1 || end == 1) return *end;
  throw InvalidUpdate(9,
                      fmt::format("$pop expects 1 or -1 for the field '{}', found another value, "
                                  "of type {}",
                                  path.text(), document::alias(document::type_of(operand))),
                      path.text(), "$pop");
}

bool remove(Leaf& leaf, bool first, const Context& context) {
  if (!leaf.has_value()) return false;
  if (!leaf->is_array())
    throw InvalidUpdate(14,
                        fmt::format("Path '{}' contains an element of non-array type '{}'",
                                    context.path.text(), document::alias(document::type_of(*leaf))),
                        context.path.text(), "$pop");
  if (leaf->empty()) return false;
  leaf->erase(first ? leaf->begin() : std::prev(leaf->end()));
  return true;
}

}  // namespace

Action read_pop(const document::Path& path, const Value& operand) {
  return [first = end_of(path, operand) < 0](Leaf& leaf, const Context& context) {
    return remove(leaf, first, context);
  };
}

}  // namespace profilestore::update
