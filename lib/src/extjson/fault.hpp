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
inline constexpr std::size_t max_nesting = 2 * static_cast<std::size_t>(max_depth) + 4;

inline Fault too_deep() { return {"nested more than 100 levels deep", nested_too_deep}; }
inline Fault too_large() { return {"larger than 16 MiB", document_too_large}; }
inline Fault ill_formed(std::string_view wrapper, std::string_view expected) {
  return {std::string(wrapper) + ": " + std::string(expected), failed_to_parse};
}

}  // namespace profilestore::extjson
