// Identifiers and bytes.
#include <algorithm>
#include <array>
#include <string>

#include "document/bytes.hpp"
#include "extjson/fault.hpp"
#include "extjson/wrappers/wrapper.hpp"

namespace profilestore::extjson {
namespace {

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return document::hex_value(c) >= 0; });
}

char lower(char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; }

void tell_binary(Sink& out, std::string_view bytes, std::string_view subtype) {
  out.begin_object(1);
  out.name("$binary");
  out.begin_object(2);
  out.name("base64");
  out.string(document::base64_of(bytes));
  out.name("subType");
  out.string(subtype);
  out.end_object();
  out.end_object();
}

Outcome convert_binary_parts(std::optional<std::string_view> base64,
                             std::optional<std::string_view> subtype, Sink& out) {
  if (!subtype || subtype->empty() || subtype->size() > 2 || !is_hex(*subtype))
    throw ill_formed("$binary", "a subtype of two hexadecimal digits is expected");
  const auto bytes = base64 ? document::bytes_of_base64(*base64) : std::nullopt;
  if (!bytes) throw ill_formed("$binary", "base64 with padding is expected");
  // Some writers of v1 leave out the leading zero.
  const char digits[] = {subtype->size() == 2 ? lower(subtype->front()) : '0',
                         lower(subtype->back())};
  tell_binary(out, *bytes, std::string_view(digits, 2));
  return Outcome::converted;
}

}  // namespace

Outcome convert_oid(View object, Sink& out) {
  constexpr std::string_view expected = "a string of 24 hexadecimal digits is expected";
  const std::string_view text = only_text(object, "$oid", expected);
  if (text.size() != 24 || !is_hex(text)) throw ill_formed("$oid", expected);
  std::array<char, 24> digits{};
  std::transform(text.begin(), text.end(), digits.begin(), lower);
  tell_wrapper(out, "$oid", std::string_view(digits.data(), digits.size()));
  return Outcome::converted;
}

Outcome convert_binary(View object, Sink& out) {
  const View value = *object.member("$binary");
  if (value.is(Kind::string)) {  // v1
    if (object.size() != 2) throw ill_formed("$binary", "one more field is expected, $type");
    return convert_binary_parts(value.text(), member_text(object, "$type"), out);
  }
  if (object.size() != 1 || value.size() != 2)
    throw ill_formed("$binary", "exactly base64 and subType are expected");
  return convert_binary_parts(member_text(value, "base64"), member_text(value, "subType"), out);
}

// MongoDB: 8-4-4-4-12; the json_util of PyMongo leaves the dashes out.
Outcome convert_uuid(View object, Sink& out) {
  constexpr std::string_view expected =
      "a string of the form 8-4-4-4-12, or of 32 hexadecimal digits, is expected";
  const std::string_view text = only_text(object, "$uuid", expected);
  const bool has_dashes = text.size() == 36;
  if (!has_dashes && text.size() != 32) throw ill_formed("$uuid", expected);
  std::string bytes;
  for (std::size_t i = 0; i < text.size();) {
    if (has_dashes && (i == 8 || i == 13 || i == 18 || i == 23)) {
      if (text[i++] != '-') throw ill_formed("$uuid", expected);
      continue;
    }
    const int high = document::hex_value(text[i]), low = document::hex_value(text[i + 1]);
    if (high < 0 || low < 0) throw ill_formed("$uuid", expected);
    bytes += static_cast<char>(high * 16 + low);
    i += 2;
  }
  tell_binary(out, bytes, "04");
  return Outcome::converted;
}

}  // namespace profilestore::extjson
