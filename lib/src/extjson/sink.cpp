#include "extjson/sink.hpp"

#include <charconv>
#include <cmath>

#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::extjson {

void tell_wrapper(Sink& out, std::string_view name, std::string_view text) {
  out.begin_object(1);
  out.name(name);
  out.string(text);
  out.end_object();
}

void tell_wrapper(Sink& out, std::string_view name, std::int64_t number) {
  char digits[24];
  const char* end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  tell_wrapper(out, name, std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void Sink::int64(std::int64_t number) {
  if (document::fits_int32(number))
    tell_wrapper(*this, "$numberLong", number);
  else
    bare(number);
}

void Sink::real(double number) {
  if (std::isfinite(number))
    bare(number);
  else
    tell_wrapper(*this, "$numberDouble", document::name_of_non_finite(number));
}

void Sink::date(std::int64_t millis, std::string_view iso) {
  if (!iso.empty()) return tell_wrapper(*this, "$date", iso);
  begin_object(1);
  name("$date");
  tell_wrapper(*this, "$numberLong", millis);
  end_object();
}

}  // namespace profilestore::extjson
