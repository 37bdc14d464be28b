// Updates that differ in their operands alone, of which an application has few: what was found out
// of the paths of one is kept for the next.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <vector>

#include "update/operation.hpp"

namespace profilestore::update {

/// What the operator says of the operand. REQUIRES: it does not move.
Action action_of(const Operator& op, const document::Path& path, const Value& operand,
                 const document::Comparison& order);

/// The operations of an update document, in the order in which they apply, if this thread has met
/// one with the same operators and paths lately; nothing: it has not. Throws InvalidUpdate for an
/// operand that an operator does not take.
std::optional<std::vector<Operation>> operations_as_before(const Value& update);

/// To be called once all that can be wrong with an update was looked for. `operations`: in the
/// order of the update. REQUIRES: none of them is positional.
void remember(const Value& update, const std::vector<Operation>& operations);

}  // namespace profilestore::update
