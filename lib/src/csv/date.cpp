#include "csv/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "document/integer_text.hpp"
#include "document/moment.hpp"

namespace profilestore::csv {
namespace {

struct Spelling {
  std::string_view text;
  char what;
};

// Of two that begin alike the longer one comes first.
constexpr std::array spellings{
    Spelling{"January", 'N'}, Spelling{"Jan", 'n'},    Spelling{"2006", 'Y'},
    Spelling{"01", 'M'},      Spelling{"02", 'D'},     Spelling{"04", 'i'},
    Spelling{"05", 's'},      Spelling{"15", 'h'},     Spelling{"1", 'm'},
    Spelling{"2", 'd'},       Spelling{"Z07:00", 'z'}, Spelling{"Z0700", 'z'},
    Spelling{"-07:00", 'z'},  Spelling{"-0700", 'z'},
};

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_plain(char c) { return c == 'T' || c == 'Z' || (!is_digit(c) && !is_letter(c)); }

std::size_t digits_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

// ".000" behind seconds: a point and zeros or nines.
std::size_t fraction_in(std::string_view layout) {
  if (!layout.starts_with('.')) return 0;
  const std::size_t end = std::min(layout.find_first_not_of("09", 1), layout.size());
  return end > 1 ? end : 0;
}

/// Takes a date's text apart.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  bool read(char what, std::string_view literal) {
    switch (what) {
      case 'Y':
        return digits(4, 4, year_);
      case 'M':
        return digits(2, 2, month_);
      case 'm':
        return digits(1, 2, month_);
      case 'D':
        return digits(2, 2, day_);
      case 'd':
        return digits(1, 2, day_);
      case 'h':
        return digits(2, 2, hour_);
      case 'i':
        return digits(2, 2, minute_);
      case 's':
        return digits(2, 2, second_);
      case 'N':
      case 'n':
        return month(what == 'n');
      case 'f':
        return fraction();
      case 'z':
        return zone();
      default:
        return literally(literal);
    }
  }

  // A fraction that the layout does not tell of.
  void read_fraction_if_any() {
    if (text_.starts_with('.') && digits_of(text_.substr(1)) > 0) (void)fraction();
  }

  std::optional<std::int64_t> millis() const {
    if (!text_.empty()) return std::nullopt;
    return document::millis_of_iso(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{}", year_,
                                               month_, day_, hour_, minute_, second_, fraction_,
                                               zone_));
  }

 private:
  bool digits(std::size_t least, std::size_t most, int& number) {
    const std::size_t count = std::min(digits_of(text_), most);
    if (count < least) return false;
    number = *document::integer_of_text<int>(take(count));
    return true;
  }

  bool month(bool is_short) {
    for (std::size_t i = 0; i < months.size(); ++i)
      if (literally(is_short ? months[i].substr(0, 3) : months[i])) {
        month_ = static_cast<int>(i) + 1;
        return true;
      }
    return false;
  }

  bool fraction() {
    const std::size_t count = text_.starts_with('.') ? digits_of(text_.substr(1)) : 0;
    if (count == 0) return false;
    fraction_ = take(1 + count);
    return true;
  }

  bool zone() {
    if (literally("Z")) return true;
    const std::size_t end = std::min(text_.find_first_not_of("+-:0123456789"), text_.size());
    if (end == 0) return false;
    zone_ = take(end);
    return true;
  }

  bool literally(std::string_view literal) {
    if (!text_.starts_with(literal)) return false;
    text_.remove_prefix(literal.size());
    return true;
  }

  std::string_view take(std::size_t count) {
    const std::string_view taken = text_.substr(0, count);
    text_.remove_prefix(count);
    return taken;
  }

  std::string_view text_;
  int year_ = 0, month_ = 0, day_ = 0, hour_ = 0, minute_ = 0, second_ = 0;
  std::string fraction_, zone_ = "Z";
};

}  // namespace

DateLayout::DateLayout(std::string_view layout) {
  const std::string whole(layout);
  while (!layout.empty()) {
    const auto* known = std::ranges::find_if(
        spellings, [&](const Spelling& spelling) { return layout.starts_with(spelling.text); });
    const bool seconds = !parts_.empty() && parts_.back().what == 's';
    const std::size_t fraction = seconds ? fraction_in(layout) : 0;
    std::size_t length = 1;
    if (fraction > 0) {
      parts_.push_back({'f', ""});
      length = fraction;
    } else if (known != spellings.end()) {
      parts_.push_back({known->what, ""});
      length = known->text.size();
    } else if (is_plain(layout.front())) {
      parts_.push_back({0, std::string(layout.substr(0, 1))});
    } else {
      throw InvalidInput(
          2, fmt::format("the date layout '{}' has '{}', which is not supported", whole, layout));
    }
    layout.remove_prefix(length);
  }
  const auto has = [&](std::string_view letters) {
    return std::ranges::any_of(parts_, [&](const Part& part) {
      return part.what != 0 && letters.find(part.what) != std::string_view::npos;
    });
  };
  if (!has("Y") || !has("MmNn") || !has("Dd"))
    throw InvalidInput(2, fmt::format("the date layout '{}' lacks the year 2006, the month 01 or "
                                      "the day 02",
                                      whole));
}

std::optional<std::int64_t> DateLayout::millis(std::string_view text) const {
  if (parts_.empty()) return document::millis_of_iso(text);
  DateReader reader(text);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (!reader.read(parts_[i].what, parts_[i].text)) return std::nullopt;
    const bool told = i + 1 < parts_.size() && parts_[i + 1].what == 'f';
    if (parts_[i].what == 's' && !told) reader.read_fraction_if_any();
  }
  return reader.millis();
}

}  // namespace profilestore::csv
