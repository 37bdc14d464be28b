// Dates: milliseconds since 1970 and the forms they are written in.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

namespace profilestore::document {

/// Whether normal form writes a date as ISO text: those of the years 1970 to 9999.
bool has_iso_text(std::int64_t millis);

/// A date in normal form: ISO text, or else {"$numberLong": …}.
Value date_of_millis(std::int64_t millis);

/// The milliseconds of a date in normal form. REQUIRES: type_of(date) == Type::date.
std::int64_t millis_of_date(const Value& date);

/// Milliseconds of an ISO 8601 moment: date, `T`, hours and minutes, then optional seconds,
/// optional fraction (cut to milliseconds), and `Z`, `±hh:mm` or `±hhmm`. Nothing if it is
/// something else, the 30th of February included.
std::optional<std::int64_t> millis_of_iso(std::string_view text);

}  // namespace profilestore::document
