#include "update/operators/culling.hpp"

#include <fmt/format.h>
#include <profilestore/error.hpp>

#include "document/type.hpp"

namespace profilestore::update {

Action cull(std::string_view op, Chosen chosen) {
  return [op, chosen = std::move(chosen)](Leaf& leaf, const Context& context) {
    if (!leaf.has_value()) return false;
    if (!leaf->is_array())
      throw InvalidUpdate(
          2,
          fmt::format("Cannot apply {} to a non-array value: the field '{}' is of "
                      "type {}",
                      op, context.path.text(), document::alias(document::type_of(*leaf))),
          context.path.text(), std::string(op));
    return std::erase_if(leaf->get_ref<Value::array_t&>(), chosen) > 0;
  };
}

}  // namespace profilestore::update
