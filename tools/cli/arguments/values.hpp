// Values given as arguments.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

/// JSON if it parses as JSON, else a string. 24 hexadecimal digits are a string even if all are
/// decimal, so that no id is taken for a number.
Value value_of(const std::string& text);

/// The possible readings, the likelier first: 24 hexadecimal digits are an ObjectId, or a string.
std::vector<Value> values_of(const std::string& text);

/// "a,b" -> {"a", "b"}
std::vector<std::string> parts_of(const std::string& list);

/// Of several such lists, one after the other.
std::vector<std::string> parts_of_all(const std::vector<std::string>& lists);

}  // namespace profilestore::cli
