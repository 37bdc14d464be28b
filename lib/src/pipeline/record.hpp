// Values on their way to a temporary file and back, and how much of them is in memory.
#pragma once

#include <cstddef>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

namespace profilestore::pipeline {

/// About as many bytes as the value takes in memory, with what the allocator adds.
std::size_t bytes_in_memory(const Value& value);

/// Of one value that `op` makes of many. Throws InvalidExpression (146) beyond
/// expression::max_result_bytes.
void check_bytes_of_value(std::string_view op, std::size_t bytes);

/// The value as bytes, and back: the same, with the order of its fields and the types of numbers.
/// Its strings may be any bytes.
std::string record_of(const Value& value);
Value value_of(std::string_view record);

}  // namespace profilestore::pipeline
