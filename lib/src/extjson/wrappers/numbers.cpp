// Numbers, dates and timestamps.
#include <limits>

#include "document/decimal.hpp"
#include "document/integer_text.hpp"
#include "document/moment.hpp"
#include "extjson/fault.hpp"
#include "extjson/number_text.hpp"
#include "extjson/wrappers/wrapper.hpp"

namespace profilestore::extjson {
namespace {

// What `read` makes of the wrapper's text; a Fault if that is nothing.
template <class Read>
auto number_in(View object, std::string_view name, std::string_view expected, Read read) {
  const auto number = read(only_text(object, name, expected));
  if (!number) throw ill_formed(name, expected);
  return *number;
}

std::optional<double> any_real_of_text(std::string_view text) {
  const auto non_finite = non_finite_of_text(text);
  return non_finite ? non_finite : real_of_text(text);
}

// Whether `iso` is the very text that normal form has for that moment, so that it can be copied.
bool is_normal_iso(std::string_view iso, std::int64_t millis) {
  if (!document::has_iso_text(millis) || iso.back() != 'Z') return false;
  if (iso.size() == 24 && iso.substr(19, 4) == ".000") return false;
  return (iso.size() == 20 || iso.size() == 24) && iso.substr(17, 2) != "60";
}

void tell_date(std::int64_t millis, Sink& out) {
  const Value date = document::date_of_millis(millis);
  const Value& inside = date.begin().value();
  out.date(millis, inside.is_string() ? std::string_view(inside.get_ref<const std::string&>())
                                      : std::string_view());
}

// v1 has a bare number of milliseconds, v2 one in a wrapper.
std::optional<std::int64_t> millis_of_number(View value) {
  if (const auto number = value.integer()) return number;
  if (value.size() != 1) return std::nullopt;
  if (const auto text = member_text(value, "$numberLong"))
    return document::integer_of_text<std::int64_t>(*text);
  if (const auto text = member_text(value, "$numberInt"))
    return document::integer_of_text<std::int32_t>(*text);
  return std::nullopt;
}

std::optional<std::int64_t> uint32_member(View object, std::string_view name) {
  const auto value = object.member(name);
  const auto number = value ? value->integer() : std::nullopt;
  if (!number || *number < 0 || *number > std::numeric_limits<std::uint32_t>::max())
    return std::nullopt;
  return number;
}

}  // namespace

Outcome convert_number_int(View object, Sink& out) {
  out.int32(number_in(object, "$numberInt", "a string with a 32-bit integer is expected",
                      document::integer_of_text<std::int32_t>));
  return Outcome::converted;
}

Outcome convert_number_long(View object, Sink& out) {
  out.int64(number_in(object, "$numberLong", "a string with a 64-bit integer is expected",
                      document::integer_of_text<std::int64_t>));
  return Outcome::converted;
}

Outcome convert_number_double(View object, Sink& out) {
  out.real(number_in(object, "$numberDouble",
                     "a string with a number, NaN, Infinity or -Infinity is expected",
                     any_real_of_text));
  return Outcome::converted;
}

Outcome convert_number_decimal(View object, Sink& out) {
  const auto number =
      number_in(object, "$numberDecimal", "a string with a number of at most 34 digits is expected",
                document::Decimal::from_text);
  tell_wrapper(out, "$numberDecimal", number.to_text());
  return Outcome::converted;
}

Outcome convert_date(View object, Sink& out) {
  const View value = only_member(object, "$date");
  if (const auto iso = value.text()) {
    const auto millis = document::millis_of_iso(*iso);
    if (!millis) throw ill_formed("$date", "an ISO 8601 date and time with an offset is expected");
    is_normal_iso(*iso, *millis) ? out.date(*millis, *iso) : tell_date(*millis, out);
    return Outcome::converted;
  }
  const auto millis = millis_of_number(value);
  if (!millis) throw ill_formed("$date", "a date as text or as milliseconds is expected");
  tell_date(*millis, out);
  return Outcome::converted;
}

Outcome convert_timestamp(View object, Sink& out) {
  const View value = only_member(object, "$timestamp");
  const auto t = uint32_member(value, "t"), i = uint32_member(value, "i");
  if (!t || !i || value.size() != 2)
    throw ill_formed("$timestamp", "two unsigned 32-bit integers, t and i, are expected");
  out.begin_object(1);
  out.name("$timestamp");
  out.begin_object(2);
  out.name("t");
  out.bare(*t);
  out.name("i");
  out.bare(*i);
  out.end_object();
  out.end_object();
  return Outcome::converted;
}

}  // namespace profilestore::extjson
