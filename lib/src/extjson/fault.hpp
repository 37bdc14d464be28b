// What is wrong with a document, and where, before it is known whether text or an API value is at
// hand: the public errors are made from these two.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::extjson {

// MongoDB's numbers of the errors that a document can give.
inline constexpr int bad_value = 2;
inline constexpr int failed_to_parse = 9;
inline constexpr int nested_too_deep = 15;
inline constexpr int document_too_large = 10334;

/// Never contains a value of the document.
struct Fault {
  std::string reason;
  int code = bad_value;
};

/// Where a fault stands: at each level, which member or element was entered (from 0).
struct Trail {
  std::vector<std::uint32_t> steps;
  bool at_name = false;  ///< the last member's name is at fault, not its value
};

/// The deepest nesting of brackets that a document within bounds can have: $code with $scope takes
/// two pairs for one level, and wrappers such as $dbPointer take three below the last.
inline constexpr std::size_t max_nesting_of_document = 2 * static_cast<std::size_t>(max_depth) + 4;

/// What a command may have around and beside a document: ejson::parse_command.
inline constexpr int command_levels = 8;
inline constexpr std::size_t max_command_bytes = 4 * max_document_bytes;

/// The deepest nesting of brackets that is read at all.
inline constexpr std::size_t max_nesting = max_nesting_of_document + command_levels;

inline Fault too_deep() { return {"nested more than 100 levels deep", nested_too_deep}; }
inline Fault larger_than(std::size_t bytes) {
  return {"larger than " + std::to_string(bytes / (1024 * 1024)) + " MiB", document_too_large};
}
inline Fault too_large() { return larger_than(max_document_bytes); }
inline Fault ill_formed(std::string_view wrapper, std::string_view expected) {
  return {std::string(wrapper) + ": " + std::string(expected), failed_to_parse};
}

}  // namespace profilestore::extjson
