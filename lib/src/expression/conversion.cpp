#include "expression/conversion.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "dates/calendar.hpp"
#include "dates/moment_text.hpp"
#include "dates/time_zone.hpp"
#include "document/bytes.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "document/text.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/texts.hpp"
#include "numbers/numbers.hpp"

namespace profilestore::expression {
namespace {

using document::Type;

struct TypeNumber {
  int number;
  Type type;
};

constexpr std::array type_numbers{TypeNumber{1, Type::real},
                                  TypeNumber{2, Type::string},
                                  TypeNumber{3, Type::object},
                                  TypeNumber{4, Type::array},
                                  TypeNumber{5, Type::binary},
                                  TypeNumber{6, Type::undefined},
                                  TypeNumber{7, Type::object_id},
                                  TypeNumber{8, Type::boolean},
                                  TypeNumber{9, Type::date},
                                  TypeNumber{10, Type::null},
                                  TypeNumber{11, Type::regex},
                                  TypeNumber{12, Type::db_pointer},
                                  TypeNumber{13, Type::code},
                                  TypeNumber{14, Type::symbol},
                                  TypeNumber{15, Type::code_with_scope},
                                  TypeNumber{16, Type::int32},
                                  TypeNumber{17, Type::timestamp},
                                  TypeNumber{18, Type::int64},
                                  TypeNumber{19, Type::decimal},
                                  TypeNumber{-1, Type::min_key},
                                  TypeNumber{127, Type::max_key}};

Value to_boolean(const Result& value) {
  return truth(value);  // MongoDB: what is no number is true, if it is not nullish
}

Value to_object_id(const Result& value, const std::string& op) {
  if (value.is(Type::object_id)) return *value;
  if (!value.is_string()) refuse_conversion(value, Type::object_id, op);
  const std::string hex = document::ascii_lower(value.text());
  if (hex.size() != 24 || hex.find_first_not_of("0123456789abcdef") != hex.npos)
    refuse(conversion_failure, op, "reads an objectId of 24 hexadecimal digits only");
  return {{"$oid", hex}};
}

Value to_date(const Result& value, const std::string& op) {
  if (value.is(Type::date)) return *value;
  if (value.is(Type::object_id) || value.is(Type::timestamp))
    return document::date_of_millis(*moment_of(value, conversion_failure, op));
  if (value.is_string()) {
    const auto moment = read_moment(value.text());
    if (!moment) refuse(conversion_failure, op, "has a string that is no date");
    return document::date_of_millis(moment->local - moment->offset.value_or(0));
  }
  // MongoDB: an Int32 has too few milliseconds to be one.
  if (!value.is_number() || value.is(Type::int32)) refuse_conversion(value, Type::date, op);
  const Value millis = converted_to_number(value, Type::int64, op);
  return document::date_of_millis(*document::integer_of(millis));
}

}  // namespace

void refuse_conversion(const Result& value, Type to, const std::string& op) {
  refuse(conversion_failure, op,
         fmt::format("does not convert {} to {}", value.type_name(), document::alias(to)));
}

Target target_of(const Result& to, const std::string& op) {
  if (to.is_object()) {
    const Value& parts = *to;
    for (const auto& [name, value] : parts.items())
      if (name != "type" && name != "subtype")
        refuse(failed_to_parse, op, "takes an object {type, subtype} as its 'to'");
    if (!parts.contains("type")) refuse(failed_to_parse, op, "lacks the 'type' in its 'to'");
    Target target = target_of(Result::seen(&parts.at("type")), op);
    if (parts.contains("subtype")) {
      const auto subtype = small_integral_of(parts.at("subtype"));
      if (!subtype || *subtype < 0 || *subtype > 255)
        refuse(4341107, op, "takes a subtype from 0 to 255");
      target.subtype = *subtype;
    }
    return target;
  }
  if (to.is_string()) {
    const auto found = std::ranges::find_if(type_numbers, [&](const TypeNumber& each) {
      return document::alias(each.type) == to.text();
    });
    if (found == type_numbers.end()) refuse(bad_value, op, "takes the name of a type as its 'to'");
    return {.type = found->type};
  }
  if (!to.is_number())
    refuse(failed_to_parse, op, "takes the name or the number of a type as its 'to'");
  const auto number = small_integral_of(*to);
  const auto found = std::ranges::find_if(
      type_numbers, [&](const TypeNumber& each) { return number == each.number; });
  if (found == type_numbers.end())
    refuse(failed_to_parse, op, "takes the number of a type as its 'to'");
  return {.type = found->type};
}

Value converted(const Result& value, const Target& target, std::optional<BinaryFormat> format,
                const std::string& op) {
  switch (target.type) {
    case Type::boolean:
      return to_boolean(value);
    case Type::int32:
    case Type::int64:
    case Type::real:
    case Type::decimal:
      return converted_to_number(value, target.type, op);
    case Type::string:
      return converted_to_text(value, format, op);
    case Type::object_id:
      return to_object_id(value, op);
    case Type::date:
      return to_date(value, op);
    case Type::binary:
      return converted_to_bytes(value, target.subtype.value_or(0), format, op);
    default:
      if (value.is(target.type)) return *value;
      refuse_conversion(value, target.type, op);
  }
}

Value converted_to_text(const Result& value, std::optional<BinaryFormat> format,
                        const std::string& op) {
  if (value.is_string()) return *value;
  if (value.is_number()) return text_of_number(*value);
  if (value.is(Type::binary)) return text_of_bytes(*value, format, op);
  switch (document::type_of(*value)) {
    case Type::boolean:
      return value->get<bool>() ? "true" : "false";
    case Type::object_id:
    case Type::symbol:
    case Type::code:
      return value->begin().value();
    case Type::date:
      return iso_text(document::millis_of_date(*value));
    default:
      refuse_conversion(value, Type::string, op);
  }
}

}  // namespace profilestore::expression
