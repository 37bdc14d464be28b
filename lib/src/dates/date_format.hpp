// The formats of $dateToString and $dateFromString.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dates/time_zone.hpp"

namespace profilestore::expression {

/// The names of months, January first.
std::string_view month_name(int month);

/// Throws InvalidExpression: 18535 for a '%' at the end, 18536 for one before what is no specifier.
void check_format(std::string_view format, std::string_view specifiers, const std::string& op);

inline constexpr std::string_view written_specifiers = "bBdGHjLmMSuUVwYzZ%";
inline constexpr std::string_view read_specifiers = "bBdGHjLmMSuVYzZ%";

/// The moment in a format. REQUIRES: check_format(). Throws InvalidExpression (18537) for a year
/// that four digits do not hold.
std::string formatted(std::int64_t moment, std::string_view format, const TimeZone& zone,
                      const std::string& op);

}  // namespace profilestore::expression
