// How a filter is refused: with MongoDB's code and words, the path and the operator, and never a
// value, since filters hold personal data.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::match {

// MongoDB's numbers for what is wrong with a filter.
inline constexpr int bad_value = 2;
inline constexpr int failed_to_parse = 9;
inline constexpr int type_mismatch = 14;

/// Throws InvalidFilter with MongoDB's BadValue (2).
[[noreturn]] void refuse(const std::string& message, std::string_view path, std::string_view op);

/// Throws InvalidFilter with another of MongoDB's codes.
[[noreturn]] void refuse(int code, const std::string& message, std::string_view path,
                         std::string_view op);

/// Throws InvalidFilter (2) for a part of MongoDB's language that this library does not have:
/// `<what> is not supported`.
[[noreturn]] void refuse_unsupported(std::string_view what, std::string_view path,
                                     std::string_view op);

}  // namespace profilestore::match
