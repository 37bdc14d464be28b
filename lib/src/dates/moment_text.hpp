// A moment as people write it, and as a format of $dateFromString says: text in, a moment out.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace profilestore::expression {

/// What a text says of a moment.
struct WrittenMoment {
  std::int64_t local;                  ///< milliseconds, as if the clock were UTC's
  std::optional<std::int64_t> offset;  ///< of a zone that stands in the text, in milliseconds
};

/// A date, maybe a time, maybe a zone: "2024-01-31", "2024/01/31", "20240131", "01/31/2024",
/// "January 31, 2024", "31 Jan 2024"; "T" or a space; "23:59", "23:59:59.999", "11:59 pm"; "Z",
/// "UTC", "+02:00", "+0200". Nothing for what is something else, or no day of the calendar.
std::optional<WrittenMoment> read_moment(std::string_view text);

/// By a format that check_format() has found good. Nothing where the text is not of it, or has no
/// whole date.
std::optional<WrittenMoment> read_moment(std::string_view text, std::string_view format);

}  // namespace profilestore::expression
