#include "match/operators/size.hpp"

#include <limits>

#include "document/number.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {

Node parse_size(const Operand& operand) {
  const auto size = document::integral_of(operand.value);
  const auto fault = [&](const char* message) {
    refuse(std::string("Failed to parse $size. ") + message, operand.path.text(), operand.name);
  };
  if (!size) fault("Expected an integer");
  if (*size < 0) fault("Expected a non-negative number");
  if (*size > std::numeric_limits<std::int32_t>::max())
    fault("Cannot represent as a 32-bit integer");
  return leaf_of({.path = operand.path,
                  .holds =
                      [length = static_cast<std::size_t>(*size)](const Value* element) {
                        return element != nullptr && element->is_array() &&
                               element->size() == length;
                      },
                  .at_end = LeafArray::whole});
}

}  // namespace profilestore::match
