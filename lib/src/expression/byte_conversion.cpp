// Strings as bytes and back, by a format: base64, hexadecimal digits, a UUID, UTF-8.
#include <fmt/format.h>
#include <algorithm>

#include "document/bytes.hpp"
#include "evaluation/refusal.hpp"
#include "expression/conversion.hpp"

namespace profilestore::expression {
namespace {

using document::Type;

constexpr int uuid_subtype = 4;

[[noreturn]] void refuse_bytes(const std::string& op, std::string_view format) {
  refuse(conversion_failure, op, fmt::format("has what is no {}", format));
}

// With or without its padding, in the alphabet for addresses.
std::string with_plain_alphabet(std::string text) {
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::string bytes_of_hex(const std::string& text, const std::string& op) {
  std::string bytes;
  if (text.size() % 2 != 0) refuse_bytes(op, "hexadecimal text");
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = document::hex_value(text[i]), low = document::hex_value(text[i + 1]);
    if (high < 0 || low < 0) refuse_bytes(op, "hexadecimal text");
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string bytes_of_uuid(const std::string& text, const std::string& op) {
  std::string hex = text;
  std::erase(hex, '-');
  const bool has_form = text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' &&
                        text[23] == '-' && hex.size() == 32;
  if (!has_form) refuse_bytes(op, "UUID");
  return bytes_of_hex(hex, op);
}

std::string uuid_text(const std::string& bytes) {
  std::string hex = document::hex_of(bytes);
  for (const std::size_t at : {20, 16, 12, 8}) hex.insert(at, "-");
  return hex;
}

bool is_utf8(const std::string& bytes) {
  try {
    static_cast<void>(Value(bytes).dump());
    return true;
  } catch (const Value::type_error&) {
    return false;
  }
}

std::optional<std::string> bytes_of_text(const std::string& text, BinaryFormat format,
                                         const std::string& op) {
  switch (format) {
    case BinaryFormat::base64:
      return document::bytes_of_base64(text);
    case BinaryFormat::base64url:
      return document::bytes_of_base64(with_plain_alphabet(text));
    case BinaryFormat::hex:
      return bytes_of_hex(text, op);
    case BinaryFormat::uuid:
      return bytes_of_uuid(text, op);
    case BinaryFormat::utf8:
      return text;
    case BinaryFormat::automatic:
      break;
  }
  return document::bytes_of_base64(text);
}

int subtype_of(const Value& binary) {
  return std::stoi(binary.begin().value().at("subType").get<std::string>(), nullptr, 16);
}

}  // namespace

std::optional<BinaryFormat> binary_format_of(const Result& format, const std::string& op) {
  if (format.is_nullish()) return std::nullopt;
  if (!format.is_string()) refuse(4341114, op, "takes a string as its format");
  const std::string& name = format.text();
  if (name == "base64") return BinaryFormat::base64;
  if (name == "base64url") return BinaryFormat::base64url;
  if (name == "hex") return BinaryFormat::hex;
  if (name == "uuid") return BinaryFormat::uuid;
  if (name == "utf8") return BinaryFormat::utf8;
  if (name == "auto") return BinaryFormat::automatic;
  refuse(4341125, op, "takes 'auto', 'base64', 'base64url', 'hex', 'utf8' or 'uuid' as its format");
}

std::string text_of_bytes(const Value& binary, std::optional<BinaryFormat> format,
                          const std::string& op) {
  if (!format) refuse(4341115, op, "takes a format to convert binData");
  const std::string base64 = binary.begin().value().at("base64").get<std::string>();
  const std::string bytes = document::bytes_of_base64(base64).value_or("");
  const bool is_uuid = subtype_of(binary) == uuid_subtype && bytes.size() == 16;
  switch (*format) {
    case BinaryFormat::base64:
      return base64;
    case BinaryFormat::base64url: {
      std::string text = base64;
      std::ranges::replace(text, '+', '-');
      std::ranges::replace(text, '/', '_');
      text.erase(std::min(text.find('='), text.size()));
      return text;
    }
    case BinaryFormat::hex:
      return document::hex_of(bytes);
    case BinaryFormat::uuid:
      if (!is_uuid) refuse_bytes(op, "UUID");
      return uuid_text(bytes);
    case BinaryFormat::utf8:
      if (!is_utf8(bytes)) refuse_bytes(op, "UTF-8");
      return bytes;
    case BinaryFormat::automatic:
      break;
  }
  return is_uuid ? uuid_text(bytes) : base64;
}

Value converted_to_bytes(const Result& value, int subtype, std::optional<BinaryFormat> format,
                         const std::string& op) {
  if (value.is(Type::binary)) {
    if (subtype_of(*value) != subtype)
      refuse(conversion_failure, op, "does not change the subtype of binData");
    return *value;
  }
  if (!value.is_string()) refuse_conversion(value, Type::binary, op);
  if (!format) refuse(4341115, op, "takes a format to convert a string to binData");
  if ((*format == BinaryFormat::uuid) != (subtype == uuid_subtype))
    refuse(4341116, op, "takes the format 'uuid' with the subtype 4, and no other");
  const auto bytes = bytes_of_text(value.text(), *format, op);
  if (!bytes) refuse_bytes(op, "base64");
  return bson::binary(*bytes, static_cast<std::uint8_t>(subtype));
}

}  // namespace profilestore::expression
