#include "dates/time_zone.hpp"

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <charconv>
#include <map>
#include <mutex>
#include <string>

#include "dates/calendar.hpp"
#include "document/moment.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {

struct TimeZone::Place {
  std::unique_ptr<const icu::BasicTimeZone> zone;
};

namespace {

// "+hh", "+hhmm", "+hh:mm"
std::optional<std::int64_t> offset_of_text(std::string_view text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const bool west = text.front() == '-';
  std::string digits(text.substr(1));
  if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
  if (digits.size() != 2 && digits.size() != 4) return std::nullopt;
  if (digits.find_first_not_of("0123456789") != digits.npos) return std::nullopt;
  const std::int64_t hours = std::stoi(digits.substr(0, 2));
  const std::int64_t minutes = digits.size() == 4 ? std::stoi(digits.substr(2)) : 0;
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t offset = hours * millis_per_hour + minutes * millis_per_minute;
  return west ? -offset : offset;
}

// Null pointer: the database has no such place.
std::unique_ptr<const icu::BasicTimeZone> zone_named(const std::string& name) {
  const icu::UnicodeString id = icu::UnicodeString::fromUTF8(name);
  icu::UnicodeString canonical;
  UBool is_system = 0;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(id, canonical, is_system, status);
  if (U_FAILURE(status) || !is_system) return nullptr;
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  if (dynamic_cast<icu::BasicTimeZone*>(zone.get()) == nullptr) return nullptr;
  return std::unique_ptr<const icu::BasicTimeZone>(
      static_cast<icu::BasicTimeZone*>(zone.release()));
}

}  // namespace

std::optional<TimeZone> TimeZone::parse(std::string_view text) {
  if (text == "UTC" || text == "GMT") return TimeZone();
  if (const auto offset = offset_of_text(text)) return of_offset(*offset);
  // To make a zone takes longer than all that is asked of it; there are some hundreds.
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const Place>, std::less<>> places;
  const std::lock_guard lock(mutex);
  auto found = places.find(text);
  if (found == places.end()) {
    const std::string name(text);
    auto zone = zone_named(name);
    if (zone == nullptr) return std::nullopt;
    found = places.emplace(name, std::make_shared<const Place>(Place{std::move(zone)})).first;
  }
  TimeZone result;
  result.place_ = found->second;
  return result;
}

TimeZone TimeZone::of_offset(std::int64_t millis) {
  TimeZone zone;
  zone.offset_ = millis;
  return zone;
}

std::int64_t TimeZone::offset_at(std::int64_t millis) const {
  if (place_ == nullptr) return offset_;
  std::int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  place_->zone->getOffset(static_cast<UDate>(millis), 0, raw, summer, status);
  return U_FAILURE(status) ? 0 : raw + summer;
}

std::int64_t TimeZone::to_local(std::int64_t millis) const {
  return saturated_sum(millis, offset_at(millis));
}

std::int64_t TimeZone::from_local(std::int64_t local) const {
  if (place_ == nullptr) return saturated_sum(local, -offset_);
  std::int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  place_->zone->getOffsetFromLocal(static_cast<UDate>(local), UCAL_TZ_LOCAL_FORMER,
                                   UCAL_TZ_LOCAL_FORMER, raw, summer, status);
  return U_FAILURE(status) ? local : saturated_sum(local, -raw - summer);
}

std::optional<TimeZone> zone_argument(const Arguments& arguments, std::size_t i) {
  if (!arguments.given(i)) return TimeZone();
  const Result name = arguments[i];
  if (name.is_nullish()) return std::nullopt;
  if (!name.is_string())
    refuse(40517, arguments.op(),
           fmt::format("takes a string as its timezone, not {}", name.type_name()));
  auto zone = TimeZone::parse(name.text());
  if (!zone) refuse(40485, arguments.op(), "has a timezone that is unknown");
  return zone;
}

std::optional<std::int64_t> moment_of(const Result& value, int code, const std::string& op) {
  using document::Type;
  if (value.is_nullish()) return std::nullopt;
  if (value.is(Type::date)) return document::millis_of_date(*value);
  if (value.is(Type::timestamp))
    return value->begin().value().at("t").get<std::int64_t>() * millis_per_second;
  if (value.is(Type::object_id)) {
    const auto hex = value->begin().value().get<std::string>();
    return static_cast<std::int64_t>(std::stoul(hex.substr(0, 8), nullptr, 16)) * millis_per_second;
  }
  refuse(code, op,
         fmt::format("takes a date, a timestamp or an objectId, not {}", value.type_name()));
}

}  // namespace profilestore::expression
