// Where a string stands in another, in time that grows with their lengths alone.
#pragma once

#include <cstddef>
#include <string_view>

namespace profilestore::expression {

/// As text.find(wanted, from); looks at the clock. std::string_view::find takes as long as both
/// lengths multiplied: minutes, of strings of some megabytes.
std::size_t place_of(std::string_view wanted, std::string_view text, std::size_t from = 0);

}  // namespace profilestore::expression
