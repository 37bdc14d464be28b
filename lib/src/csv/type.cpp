#include "csv/type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "document/bytes.hpp"
#include "document/decimal.hpp"
#include "document/integer_text.hpp"
#include "extjson/number_text.hpp"

namespace profilestore::csv {
namespace {

constexpr std::size_t object_id_digits = 24;

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return document::hex_value(c) >= 0; });
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size());
}

enum class Look { other, integer, real };

// As JSON writes numbers: what begins with a zero or a plus is a code, and stays one.
Look look_of(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = skip_digits(text, at);
  if (whole == at || (text[at] == '0' && whole > at + 1)) return Look::other;
  if (whole == text.size()) return text == "-0" ? Look::other : Look::integer;
  at = whole;
  if (text[at] == '.') {
    const std::size_t fraction = skip_digits(text, at + 1);
    if (fraction == at + 1) return Look::other;
    at = fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const std::size_t sign = text.find_first_of("+-", at) == at + 1 ? 1 : 0;
    const std::size_t exponent = skip_digits(text, at + 1 + sign);
    at = exponent == at + 1 + sign ? at : exponent;
  }
  return at == text.size() ? Look::real : Look::other;
}

void append_wrapped(std::string_view wrapper, std::string_view text, std::string& json) {
  json += fmt::format("{{\"{}\":\"{}\"}}", wrapper, text);
}

bool append_object_id(std::string_view text, bool bare, std::string& json) {
  constexpr std::string_view before = "ObjectId(", after = ")";
  if (text.starts_with(before) && text.ends_with(after)) {
    text = text.substr(before.size(), text.size() - before.size() - after.size());
    const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
    if (quoted) text = text.substr(1, text.size() - 2);
  } else if (!bare) {
    return false;
  }
  if (text.size() != object_id_digits || !is_hex(text)) return false;
  append_wrapped("$oid", text, json);
  return true;
}

template <class Integer>
bool append_integer(std::string_view wrapper, std::string_view text, std::string& json) {
  const auto number = document::integer_of_text<Integer>(text);
  if (number) append_wrapped(wrapper, std::to_string(*number), json);
  return number.has_value();
}

bool append_real(std::string_view text, std::string& json) {
  const bool is_number = extjson::real_of_text(text) || extjson::non_finite_of_text(text);
  if (is_number) append_wrapped("$numberDouble", text, json);
  return is_number;
}

bool append_decimal(std::string_view text, std::string& json) {
  const auto number = document::Decimal::from_text(text);
  if (number) append_wrapped("$numberDecimal", number->to_text(), json);
  return number.has_value();
}

bool append_boolean(std::string_view text, std::string& json) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const bool yes = lower == "true" || lower == "1";
  if (!yes && lower != "false" && lower != "0") return false;
  json += yes ? "true" : "false";
  return true;
}

bool append_date(const DateLayout& layout, std::string_view text, std::string& json) {
  const auto millis = layout.millis(text);
  if (millis) json += fmt::format(R"({{"$date":{{"$numberLong":"{}"}}}})", *millis);
  return millis.has_value();
}

void append_binary(std::string_view bytes, std::string& json) {
  json +=
      fmt::format(R"({{"$binary":{{"base64":"{}","subType":"00"}}}})", document::base64_of(bytes));
}

bool append_base64(std::string_view text, std::string& json) {
  const auto bytes = document::bytes_of_base64(text);
  if (bytes) append_binary(*bytes, json);
  return bytes.has_value();
}

bool append_hex(std::string_view text, std::string& json) {
  if (text.size() % 2 != 0 || !is_hex(text)) return false;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes +=
        static_cast<char>(document::hex_value(text[i]) * 16 + document::hex_value(text[i + 1]));
  append_binary(bytes, json);
  return true;
}

bool append_by_look(std::string_view text, std::string& json) {
  const Look look = look_of(text);
  const bool whole = look == Look::integer && document::integer_of_text<std::int64_t>(text);
  if (whole)
    json += text;
  else if (look != Look::real || !append_real(text, json))
    if (!append_object_id(text, false, json)) append_json_string(text, json);
  return true;
}

Kind kind_of(std::string_view name, std::string_view argument) {
  if (name == "date" || name == "date_go") return Kind::date;
  if (name == "binary" && argument == "base64") return Kind::base64;
  if (name == "binary" && argument == "hex") return Kind::hex;
  if (name == "date_ms" || name == "date_oracle")
    throw InvalidInput(2, fmt::format("the type {} is not supported: give the layout as "
                                      "date(2006-01-02 15:04:05)",
                                      name));
  if (!argument.empty() || name == "binary")
    throw InvalidInput(2, fmt::format("unknown type {}({})", name, argument));
  if (name == "auto") return Kind::automatic;
  if (name == "string") return Kind::string;
  if (name == "int32") return Kind::int32;
  if (name == "int64") return Kind::int64;
  if (name == "double") return Kind::real;
  if (name == "decimal") return Kind::decimal;
  if (name == "boolean") return Kind::boolean;
  if (name == "objectId") return Kind::object_id;
  throw InvalidInput(2, fmt::format("unknown type {}(); the types are auto, string, int32, int64, "
                                    "double, decimal, boolean, date, binary and objectId",
                                    name));
}

}  // namespace

Type type_of(std::string_view name, std::string_view argument) {
  Type type{kind_of(name, argument), std::string(name)};
  if (type.kind == Kind::date && !argument.empty()) type.layout = DateLayout(argument);
  return type;
}

bool append_value(const Type& type, std::string_view value, std::string& json) {
  switch (type.kind) {
    case Kind::automatic:
      return append_by_look(value, json);
    case Kind::string:
      return append_json_string(value, json), true;
    case Kind::int32:
      return append_integer<std::int32_t>("$numberInt", value, json);
    case Kind::int64:
      return append_integer<std::int64_t>("$numberLong", value, json);
    case Kind::real:
      return append_real(value, json);
    case Kind::decimal:
      return append_decimal(value, json);
    case Kind::boolean:
      return append_boolean(value, json);
    case Kind::date:
      return append_date(type.layout, value, json);
    case Kind::object_id:
      return append_object_id(value, true, json);
    case Kind::base64:
      return append_base64(value, json);
    case Kind::hex:
      return append_hex(value, json);
  }
  return false;
}

void append_json_string(std::string_view text, std::string& json) {
  json += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (json += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20)
      json += fmt::format("\\u{:04x}", static_cast<int>(c));
    else
      json += c;
  }
  json += '"';
}

}  // namespace profilestore::csv
