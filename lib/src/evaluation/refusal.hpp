// How an expression is refused: with MongoDB's code, the operator, and types, but never a value,
// since documents hold personal data.
#pragma once

#include <string_view>

namespace profilestore::expression {

// MongoDB's numbers that several operators share.
inline constexpr int bad_value = 2;
inline constexpr int failed_to_parse = 9;
inline constexpr int type_mismatch = 14;
inline constexpr int overflow = 15;
inline constexpr int exceeded_memory_limit = 146;
inline constexpr int invalid_pipeline_operator = 168;
inline constexpr int conversion_failure = 241;
inline constexpr int wrong_number_of_arguments = 16020;
inline constexpr int undefined_variable = 17276;
inline constexpr int failed_to_read_let = 4890500;

/// Throws InvalidExpression: `<op> <what>`.
[[noreturn]] void refuse(int code, std::string_view op, std::string_view what);

/// Throws InvalidExpression (2): `<op> is not supported: <why>`.
[[noreturn]] void refuse_unsupported(std::string_view op, std::string_view why);

}  // namespace profilestore::expression
