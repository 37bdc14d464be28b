// Time zones: an offset, or a place of the Olson database as ICU has it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "evaluation/node.hpp"

namespace profilestore::expression {

/// Copies are cheap and share what they hold; safe from any thread.
class TimeZone {
 public:
  /// UTC.
  TimeZone() = default;

  /// "", "UTC", "GMT" or "Z"; "+05:30", "+0530", "-08"; "Europe/Berlin". Nothing for another text.
  static std::optional<TimeZone> parse(std::string_view text);
  static TimeZone of_offset(std::int64_t millis);

  bool is_utc() const { return place_ == nullptr && offset_ == 0; }

  /// What a clock there is ahead of UTC at a moment, in milliseconds.
  std::int64_t offset_at(std::int64_t millis) const;
  /// The moment as a clock there shows it: milliseconds as if the clock were UTC's.
  std::int64_t to_local(std::int64_t millis) const;
  /// The moment at which a clock there shows it; of two the first; of none, because the clock was
  /// put on, as if it had not been.
  std::int64_t from_local(std::int64_t local) const;

 private:
  struct Place;

  std::int64_t offset_ = 0;
  std::shared_ptr<const Place> place_ = nullptr;
};

/// The zone that an argument names; UTC if it is not given; nothing if it is nullish. Throws
/// InvalidExpression: 40517 for what is no string, 40485 for a zone that ICU does not know.
std::optional<TimeZone> zone_argument(const Arguments& arguments, std::size_t i);

/// The milliseconds of a date, a timestamp or an ObjectId; nothing for what is nullish. Throws
/// InvalidExpression (`code`) for another type.
std::optional<std::int64_t> moment_of(const Result& value, int code, const std::string& op);

}  // namespace profilestore::expression
