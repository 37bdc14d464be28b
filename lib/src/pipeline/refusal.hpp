// How a pipeline is refused: with MongoDB's code, the stage and what is wrong with it, and never a
// value of a document.
#pragma once

#include <initializer_list>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

#include "evaluation/refusal.hpp"

namespace profilestore::pipeline {

using expression::refuse;

// MongoDB's numbers that several stages share.
using expression::bad_value;
using expression::exceeded_memory_limit;
using expression::failed_to_parse;
using expression::type_mismatch;
inline constexpr int not_supported = 115;
inline constexpr int no_disk_allowed = 292;
inline constexpr int missing_field = 40414;
inline constexpr int unknown_field = 40415;

/// Throws InvalidExpression (115): `<stage> is not supported: <what to do>`.
[[noreturn]] void refuse_unsupported(std::string_view stage, std::string_view what_to_do);

/// Throws InvalidExpression (292) for a stage that may not use the disk.
[[noreturn]] void refuse_disk(std::string_view stage);

/// Throws InvalidExpression (`code`) for a field of `specification` that is not among `known`.
void refuse_unknown(int code, std::string_view stage, const Value& specification,
                    std::initializer_list<std::string_view> known);

/// A field of the specification. Throws InvalidExpression (40414) if it is missing.
const Value& required(std::string_view stage, const Value& specification, std::string_view name);

/// The text of a field that must be a string. Throws InvalidExpression (`code`).
std::string text_of(int code, std::string_view stage, std::string_view name, const Value& value);

}  // namespace profilestore::pipeline
