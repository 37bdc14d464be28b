// The integers that numbers of any type stand for, as operators on whole numbers take them.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>

namespace profilestore::match {

/// As document::integral_of(), without the digits behind the point: 5 for 5.9, -5 for -5.9. Nothing
/// for NaN, the infinities, what is beyond 64 bits and what is no number.
std::optional<std::int64_t> truncated(const Value& value);

}  // namespace profilestore::match
