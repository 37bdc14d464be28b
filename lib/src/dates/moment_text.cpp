#include "dates/moment_text.hpp"

#include <algorithm>
#include <string>

#include "dates/calendar.hpp"
#include "dates/date_format.hpp"
#include "dates/text_cursor.hpp"
#include "dates/time_unit.hpp"
#include "document/text.hpp"

namespace profilestore::expression {
namespace {

using Number = std::optional<std::int64_t>;

// "jan", "January"; nothing for another word.
Number month_of_word(std::string_view word) {
  const std::string name = document::ascii_lower(std::string(word));
  for (int month = 1; month <= 12; ++month) {
    const std::string whole = document::ascii_lower(std::string(month_name(month)));
    if (name == whole || name == whole.substr(0, 3) || (month == 9 && name == "sept")) return month;
  }
  return std::nullopt;
}

Number days_of_calendar(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, static_cast<int>(month)))
    return std::nullopt;
  return days_of(year, month, day);
}

// "31, 2024" behind "January", "31 Jan 2024" from its begin.
Number read_named_day(TextCursor& in) {
  Number day, month;
  if (in.digits_ahead() > 0) {
    day = in.number(1, 2);
    in.take_spaces(), in.take('-');
  }
  month = month_of_word(in.word());
  if (!month) return std::nullopt;
  in.take('.'), in.take_spaces(), in.take('-');
  if (!day) {
    day = in.number(1, 2);
    for (const std::string_view suffix : {"st", "nd", "rd", "th"})
      if (in.rest().starts_with(suffix)) in.restore(in.rest().substr(2));
    in.take(','), in.take_spaces();
  }
  const Number year = in.number(4, 4);
  return day && year ? days_of_calendar(*year, *month, *day) : std::nullopt;
}

// "Sun, ", "Sunday"
std::optional<int> read_weekday(TextCursor& in) {
  const std::string_view before = in.rest();
  const auto weekday = weekday_named(in.word());
  if (!weekday) return in.restore(before), std::nullopt;
  in.take(','), in.take_spaces();
  return weekday;
}

Number read_day(TextCursor& in) {
  const std::size_t digits = in.digits_ahead();
  if (digits == 8) {
    const Number year = in.number(4, 4), month = in.number(2, 2), day = in.number(2, 2);
    return days_of_calendar(*year, *month, *day);
  }
  if (digits == 4) {
    const Number year = in.number(4, 4);
    const char between = in.peek();
    if (between != '-' && between != '/') return std::nullopt;
    in.take(between);
    if (in.digits_ahead() == 3) {
      const Number day = in.number(3, 3);
      const Number days = days_of(*year, 1, *day);
      return *day >= 1 && civil_day_of(*days).year == *year ? days : std::nullopt;
    }
    const Number month = in.number(1, 2);
    if (!month) return std::nullopt;
    if (!in.take(between)) return days_of_calendar(*year, *month, 1);
    const Number day = in.number(1, 2);
    return day ? days_of_calendar(*year, *month, *day) : std::nullopt;
  }
  const std::string_view whole = in.rest();
  if (digits == 1 || digits == 2) {
    const Number month = in.number(1, 2);
    if (in.take('/')) {
      const Number day = in.number(1, 2);
      if (!day || !in.take('/')) return std::nullopt;
      const Number year = in.number(4, 4);
      return year ? days_of_calendar(*year, *month, *day) : std::nullopt;
    }
    in.restore(whole);
  }
  return read_named_day(in);
}

// Milliseconds of ".123456"; what is less is cut.
std::int64_t read_fraction(TextCursor& in) {
  std::int64_t millis = 0, scale = 100;
  while (const Number digit = in.number(1, 1)) {
    millis += *digit * scale;
    scale /= 10;
  }
  return millis;
}

Number with_half_of_day(TextCursor& in, std::int64_t hour) {
  const std::string_view before = in.rest();
  in.take_spaces();
  const std::string word = document::ascii_lower(std::string(in.word()));
  if (word != "am" && word != "pm") {
    in.restore(before);
    return hour <= 23 ? Number(hour) : std::nullopt;
  }
  if (hour < 1 || hour > 12) return std::nullopt;
  return hour % 12 + (word == "pm" ? 12 : 0);
}

// "23:59:59.999", "235959", "11 pm"
Number read_time(TextCursor& in) {
  const bool compact = in.digits_ahead() == 6 || in.digits_ahead() == 4;
  Number hour = in.number(1, 2), minute = 0, second = 0;
  std::int64_t millis = 0;
  if (!hour) return std::nullopt;
  if (compact || in.take(':')) {
    minute = in.number(2, 2);
    if (minute && (compact ? in.digits_ahead() == 2 : in.take(':'))) {
      second = in.number(2, 2);
      if (in.take('.') || in.take(',')) millis = read_fraction(in);
    }
  }
  hour = with_half_of_day(in, *hour);
  if (!hour || !minute || *minute > 59 || !second || *second > 59) return std::nullopt;
  return *hour * millis_per_hour + *minute * millis_per_minute + *second * millis_per_second +
         millis;
}

// "+02:00", "+0200", "+2"
Number read_offset(TextCursor& in) {
  const bool west = in.take('-');
  if (!west && !in.take('+')) return std::nullopt;
  const Number hours = in.number(1, 2);
  if (!hours || *hours > 23) return std::nullopt;
  in.take(':');
  const Number minutes = in.digits_ahead() > 0 ? in.number(2, 2) : Number(0);
  if (!minutes || *minutes > 59) return std::nullopt;
  const std::int64_t offset = *hours * millis_per_hour + *minutes * millis_per_minute;
  return west ? -offset : offset;
}

Number read_zone(TextCursor& in) {
  if (in.peek() == '+' || in.peek() == '-') return read_offset(in);
  const std::string name = document::ascii_lower(std::string(in.word()));
  if (name != "z" && name != "utc" && name != "gmt") return std::nullopt;
  return in.peek() == '+' || in.peek() == '-' ? read_offset(in) : Number(0);
}

// What the specifiers of a format have told.
struct Told {
  Number year, month, day, day_of_year, iso_year, iso_week, iso_day;
  std::int64_t time = 0;
  Number offset;

  Number days() const {
    if (iso_year || iso_week) {
      if (!iso_year || !iso_week || *iso_week < 1 || *iso_week > 53) return std::nullopt;
      return days_of_iso_week(*iso_year, *iso_week) + iso_day.value_or(1) - 1;
    }
    if (year && day_of_year) {
      const std::int64_t days = days_of(*year, 1, *day_of_year);
      return civil_day_of(days).year == *year ? Number(days) : std::nullopt;
    }
    if (!year || !month || !day) return std::nullopt;
    return days_of_calendar(*year, *month, *day);
  }
};

bool read_part_of_time(TextCursor& in, std::size_t least, std::size_t most, std::int64_t bound,
                       std::int64_t unit, Told& told) {
  const Number number = in.number(least, most);
  if (!number || *number > bound) return false;
  told.time += *number * unit;
  return true;
}

bool read_specified(char specifier, TextCursor& in, Told& told) {
  switch (specifier) {
    case 'Y':
      return (told.year = in.number(4, 4)).has_value();
    case 'm':
      return (told.month = in.number(1, 2)).has_value();
    case 'b':
    case 'B':
      return (told.month = month_of_word(in.word())).has_value();
    case 'd':
      return (told.day = in.number(1, 2)).has_value();
    case 'j':
      return (told.day_of_year = in.number(1, 3)).has_value();
    case 'G':
      return (told.iso_year = in.number(4, 4)).has_value();
    case 'V':
      return (told.iso_week = in.number(1, 2)).has_value();
    case 'u':
      told.iso_day = in.number(1, 1);
      return told.iso_day && *told.iso_day >= 1 && *told.iso_day <= 7;
    case 'H':
      return read_part_of_time(in, 1, 2, 23, millis_per_hour, told);
    case 'M':
      return read_part_of_time(in, 2, 2, 59, millis_per_minute, told);
    case 'S':
      return read_part_of_time(in, 2, 2, 59, millis_per_second, told);
    case 'L':
      return read_part_of_time(in, 1, 3, 999, 1, told);
    case 'z':
      return (told.offset = read_zone(in)).has_value();
    case 'Z': {
      const bool west = in.take('-');
      if (!west) in.take('+');
      const Number minutes = in.number(1, 4);
      if (minutes) told.offset = (west ? -1 : 1) * *minutes * millis_per_minute;
      return minutes.has_value();
    }
    default:
      return in.take(specifier);
  }
}

}  // namespace

std::optional<WrittenMoment> read_moment(std::string_view text) {
  TextCursor in(text);
  in.take_spaces();
  const auto weekday = read_weekday(in);
  Number days = read_day(in);
  if (!days) return std::nullopt;
  // MongoDB: a weekday that is not that of the date is the next one from it on.
  if (weekday) *days += floor_rest(*weekday - weekday_of(*days), 7);
  WrittenMoment moment{*days * millis_per_day, std::nullopt};
  const bool apart = in.take_spaces() || in.take('T') || in.take('t');
  if (apart && in.digits_ahead() > 0) {
    const Number time = read_time(in);
    if (!time) return std::nullopt;
    moment.local += *time;
  }
  in.take_spaces();
  if (!in.done()) {
    moment.offset = read_zone(in);
    if (!moment.offset) return std::nullopt;
  }
  in.take_spaces();
  return in.done() ? std::optional(moment) : std::nullopt;
}

std::optional<WrittenMoment> read_moment(std::string_view text, std::string_view format) {
  TextCursor in(text);
  Told told;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const bool specifier = format[i] == '%';
    if (specifier ? !read_specified(format[++i], in, told) : !in.take(format[i]))
      return std::nullopt;
  }
  const Number days = in.done() ? told.days() : std::nullopt;
  if (!days) return std::nullopt;
  return WrittenMoment{*days * millis_per_day + told.time, told.offset};
}

}  // namespace profilestore::expression
