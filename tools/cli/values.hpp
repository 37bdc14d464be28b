// Values as arguments.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

/// JSON if it reads as JSON, else a string. 24 hexadecimal digits are a string even if all of them
/// are decimal: an id is not sometimes a number.
Value value_of(const std::string& text);

/// What it may mean, the likelier first: 24 hexadecimal digits are an ObjectId, or a string.
std::vector<Value> values_of(const std::string& text);

}  // namespace profilestore::cli
