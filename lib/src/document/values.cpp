// The constructors of values that applications use.
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>

#include <fmt/format.h>

#include "document/bytes.hpp"
#include "document/decimal.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"

namespace profilestore::bson {

Value date(std::chrono::system_clock::time_point moment) {
  return document::date_of_millis(
      std::chrono::floor<std::chrono::milliseconds>(moment).time_since_epoch().count());
}

Value now() { return date(std::chrono::system_clock::now()); }

Value int64(std::int64_t number) { return document::long_integer(number); }

Value decimal(std::string_view text) {
  const auto parsed = document::Decimal::from_text(text);
  if (!parsed) throw InvalidInput(2, "decimal: not a number of at most 34 digits");
  return {{"$numberDecimal", parsed->to_text()}};
}

Value binary(std::string_view bytes, std::uint8_t subtype) {
  return {{"$binary",
           {{"base64", document::base64_of(bytes)}, {"subType", fmt::format("{:02x}", subtype)}}}};
}

}  // namespace profilestore::bson
