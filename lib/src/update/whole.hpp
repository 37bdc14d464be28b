// Operands that count: a number of any type, as long as it is whole.
#pragma once

#include <optional>
#include <profilestore/document.hpp>

namespace profilestore::update {

/// The integer that a number equals; nothing for what is no number, has a fraction or does not fit
/// 64 bits. MongoDB: parseIntegerElementToLong.
std::optional<std::int64_t> whole(const Value& operand);

}  // namespace profilestore::update
