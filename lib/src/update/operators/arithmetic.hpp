// What $inc and $mul share: the number at the leaf and the operand become another number.
#pragma once

#include "update/operation.hpp"

namespace profilestore::update {

struct Arithmetic {
  std::string_view op;
  std::string_view verb;    ///< "increment"; for messages
  std::string_view result;  ///< "sum"; for messages
  /// Nothing if the result does not fit 64 bits. REQUIRES: both are numbers.
  std::optional<Value> (*combine)(const Value& number, const Value& operand);
};

/// Throws InvalidUpdate (14) if `operand` is no number.
void check_number(const Arithmetic& kind, const document::Path& path, const Value& operand);

/// Combines the leaf with `operand`; a missing one becomes `if_missing`.
/// REQUIRES: check_number() has passed, and `kind` lives as long as the program.
Action combine_with(const Arithmetic& kind, const Value& operand, Value if_missing);

}  // namespace profilestore::update
