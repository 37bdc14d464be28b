#include "match/integers.hpp"

#include <cmath>

#include "document/decimal_functions.hpp"
#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::match {

std::optional<std::int64_t> truncated(const Value& value) {
  if (const auto real = document::real_of(value))
    return document::integral_of(document::real(std::trunc(*real)));
  if (document::type_of(value) != document::Type::decimal) return document::integer_of(value);
  const auto number =
      document::Decimal::from_text(value["$numberDecimal"].get_ref<const std::string&>());
  return number ? document::integer_part(*number) : std::nullopt;
}

}  // namespace profilestore::match
