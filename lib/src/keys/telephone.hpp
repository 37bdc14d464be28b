// The one form of a telephone number.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace profilestore::keys {

/// A + if one or 00 leads, and the digits: "0044 (0)20 / 12-34" -> "+44201234". Digits of all
/// scripts count; a trunk's (0) goes where the country is named. Nothing for a text that has no
/// digit, or has anything besides but white space and - + . / ( ). REQUIRES: `text` is valid UTF-8.
std::optional<std::string> telephone_number(std::string_view text);

}  // namespace profilestore::keys
