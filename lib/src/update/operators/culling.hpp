// What $pull and $pullAll share: some elements of the array at the leaf go.
#pragma once

#include <functional>

#include "update/operation.hpp"

namespace profilestore::update {

/// Whether an element of the array goes.
using Chosen = std::function<bool(const Value& element)>;

/// Removes the elements that are `chosen`. Nothing at the leaf is no error, another value than an
/// array is (2). REQUIRES: `op` lives as long as the program.
Action cull(std::string_view op, Chosen chosen);

}  // namespace profilestore::update
