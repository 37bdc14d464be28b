// Doubles as text.
#pragma once

#include <optional>
#include <string_view>

namespace profilestore::extjson {

/// The Double nearest to a decimal number; one too small is 0. Nothing if `text` is no number or
/// one too large.
std::optional<double> real_of_text(std::string_view text);

/// "NaN", "Infinity", "-Infinity"; also "+Infinity", as mongoexport 3.x wrote it.
std::optional<double> non_finite_of_text(std::string_view text);

}  // namespace profilestore::extjson
