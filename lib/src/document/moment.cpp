#include "document/moment.hpp"

#include <fmt/format.h>
#include <chrono>

#include "document/number.hpp"

namespace profilestore::document {
namespace {

using namespace std::chrono;

std::string iso_of_millis(std::int64_t millis) {
  const sys_time<milliseconds> moment{milliseconds{millis}};
  const auto day = floor<days>(moment);
  const year_month_day date{day};
  const hh_mm_ss time{moment - day};
  std::string text =
      fmt::format("{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  time.hours().count(), time.minutes().count(), time.seconds().count());
  if (const auto fraction = time.subseconds().count(); fraction != 0)
    text += fmt::format(".{:03d}", fraction);
  return text + "Z";
}

// Takes from the front of what is left of a moment's text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// Exactly `count` digits.
  std::optional<int> digits(std::size_t count) {
    if (text_.size() < count) return std::nullopt;
    int number = 0;
    for (const char c : text_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      number = number * 10 + (c - '0');
    }
    text_.remove_prefix(count);
    return number;
  }
  /// One digit or more, as milliseconds of a second.
  std::optional<int> fraction() {
    int millis = 0, scale = 100;
    std::size_t count = 0;
    for (; !text_.empty() && text_.front() >= '0' && text_.front() <= '9'; ++count) {
      millis += (text_.front() - '0') * scale;
      scale /= 10;
      text_.remove_prefix(1);
    }
    return count == 0 ? std::nullopt : std::optional(millis);
  }

 private:
  std::string_view text_;
};

// "2024-06-17T01:00:07.412Z" and "2024-06-17T01:00:07Z", which nearly all are. Nothing: it may be
// another form.
std::optional<std::int64_t> millis_of_usual(std::string_view text) {
  constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.dddZ";
  constexpr std::size_t whole = 24, without_fraction = 20;
  if (text.size() != whole && text.size() != without_fraction) return std::nullopt;
  const bool has_fraction = text.size() == whole;
  if (text.back() != 'Z') return std::nullopt;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const bool fits = form[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == form[i];
    if (!fits) return std::nullopt;
  }
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const year_month_day date{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                            day{static_cast<unsigned>(number(8, 2))}};
  const int h = number(11, 2), m = number(14, 2), s = number(17, 2);
  if (!date.ok() || h > 23 || m > 59 || s > 60) return std::nullopt;
  const milliseconds time =
      hours{h} + minutes{m} + seconds{s} + milliseconds{has_fraction ? number(20, 3) : 0};
  return (sys_days{date}.time_since_epoch() + time).count();
}

std::optional<sys_days> scan_day(Scanner& in) {
  const auto y = in.digits(4);
  if (!y || !in.take('-')) return std::nullopt;
  const auto m = in.digits(2);
  if (!m || !in.take('-')) return std::nullopt;
  const auto d = in.digits(2);
  if (!d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                            day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional(sys_days{date}) : std::nullopt;
}

std::optional<milliseconds> scan_time(Scanner& in) {
  const auto h = in.digits(2);
  if (!h || *h > 23 || !in.take(':')) return std::nullopt;
  const auto m = in.digits(2);
  if (!m || *m > 59) return std::nullopt;
  milliseconds time = hours{*h} + minutes{*m};
  if (!in.take(':')) return time;
  const auto s = in.digits(2);
  if (!s || *s > 60) return std::nullopt;
  time += seconds{*s};
  if (!in.take('.')) return time;
  const auto fraction = in.fraction();
  return fraction ? std::optional(time + milliseconds{*fraction}) : std::nullopt;
}

std::optional<milliseconds> scan_offset(Scanner& in) {
  if (in.take('Z')) return milliseconds{0};
  const bool west = in.take('-');
  if (!west && !in.take('+')) return std::nullopt;
  const auto h = in.digits(2);
  if (!h || *h > 23) return std::nullopt;
  in.take(':');
  const auto m = in.digits(2);
  if (!m || *m > 59) return std::nullopt;
  const milliseconds offset = hours{*h} + minutes{*m};
  return west ? -offset : offset;
}

}  // namespace

bool has_iso_text(std::int64_t millis) {
  constexpr std::int64_t last = 253402300799999;  // 9999-12-31T23:59:59.999Z
  return millis >= 0 && millis <= last;
}

Value date_of_millis(std::int64_t millis) {
  if (has_iso_text(millis)) return {{"$date", iso_of_millis(millis)}};
  return {{"$date", {{"$numberLong", std::to_string(millis)}}}};
}

std::int64_t millis_of_date(const Value& date) {
  const Value& inside = date.begin().value();
  if (inside.is_string()) return millis_of_iso(inside.get_ref<const std::string&>()).value_or(0);
  return integer_of(inside).value_or(0);
}

std::optional<std::int64_t> millis_of_iso(std::string_view text) {
  if (const auto usual = millis_of_usual(text)) return usual;
  Scanner in(text);
  const auto day = scan_day(in);
  if (!day || !in.take('T')) return std::nullopt;
  const auto time = scan_time(in);
  if (!time) return std::nullopt;
  const auto offset = scan_offset(in);
  if (!offset || !in.done()) return std::nullopt;
  return (day->time_since_epoch() + *time - *offset).count();
}

}  // namespace profilestore::document
