#include <profilestore/object_id.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <optional>

#include "document/bytes.hpp"
#include "document/decimal.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "keys/key.hpp"

namespace profilestore::keys {
namespace {

using document::Type;

const Value& inside(const Value& wrapper) { return wrapper.begin().value(); }

const std::string& text_of(const Value& value) { return value.get_ref<const std::string&>(); }

void append_uint64(std::string& out, std::uint64_t number) {
  std::array<char, 8> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(number >> (56 - 8 * i));
  out.append(bytes.data(), bytes.size());
}

// Length before bytes, so that no two sequences run into the same one.
void append_sized(std::string& out, std::string_view bytes) {
  append_uint64(out, bytes.size());
  out += bytes;
}

// One number whatever its type: an integer, else a double, else text; so equal numbers are alike.
using Number = std::variant<std::int64_t, double, std::string>;

Number number_of_real(double real) {
  if (std::isnan(real)) return "NaN";
  if (real == std::trunc(real) && real >= -0x1p63 && real < 0x1p63)
    return static_cast<std::int64_t>(real);
  return real;
}

Number number_of(const Value& value) {
  if (const auto integer = document::integer_of(value)) return *integer;
  if (const auto real = document::real_of(value)) return number_of_real(*real);
  const auto decimal = *document::Decimal::from_text(text_of(inside(value)));
  if (const auto integer = decimal.to_integer()) return *integer;
  if (const auto real = decimal.to_real()) return *real;
  return decimal.canonical_text();
}

void append(std::string& out, const Value& value);

void append_number(std::string& out, const Value& value) {
  const Number number = number_of(value);
  if (const auto* integer = std::get_if<std::int64_t>(&number)) {
    out += 'i';
    append_uint64(out, static_cast<std::uint64_t>(*integer));
  } else if (const auto* real = std::get_if<double>(&number)) {
    out += 'r';
    append_uint64(out, std::bit_cast<std::uint64_t>(*real));
  } else {
    out += 'd';
    append_sized(out, std::get<std::string>(number));
  }
}

void append_fields(std::string& out, const Value& object) {
  append_uint64(out, object.size());
  for (const auto& [name, value] : object.items()) {
    append_sized(out, name);
    append(out, value);
  }
}

void append_elements(std::string& out, const Value& array) {
  append_uint64(out, array.size());
  for (const Value& element : array) append(out, element);
}

void append_binary(std::string& out, const Value& binary) {
  append_sized(out, text_of(binary.at("subType")));
  append_sized(out, document::bytes_of_base64(text_of(binary.at("base64"))).value_or(""));
}

// MongoDB's Timestamp, regex, DBPointer and code: their members in the order of normal form.
void append_members(std::string& out, const Value& members) {
  for (const Value& member : members) append(out, member);
}

void append(std::string& out, const Value& value) {
  const Type type = document::type_of(value);
  out += static_cast<char>(document::bracket(type));
  switch (type) {
    case Type::int32:
    case Type::int64:
    case Type::real:
    case Type::decimal:
      return append_number(out, value);
    case Type::string:
      return append_sized(out, text_of(value));
    case Type::symbol:
      return append_sized(out, text_of(inside(value)));
    case Type::object:
      return append_fields(out, value);
    case Type::array:
      return append_elements(out, value);
    case Type::binary:
      return append_binary(out, inside(value));
    case Type::boolean:
      out += static_cast<char>(value.get<bool>());
      return;
    case Type::date:
      return append_uint64(out, static_cast<std::uint64_t>(document::millis_of_date(value)));
    case Type::timestamp:
    case Type::regex:
    case Type::db_pointer:
      return append_members(out, inside(value));
    case Type::code:
    case Type::code_with_scope:
      return append_members(out, value);
    case Type::object_id: {
      const auto id = ObjectId::from_value(value);
      out.append(reinterpret_cast<const char*>(id->bytes().data()), id->bytes().size());
      return;
    }
    case Type::null:
    case Type::undefined:
    case Type::min_key:
    case Type::max_key:
      return;
  }
}

Part part_of_number(const Value& value) {
  const Number number = number_of(value);
  if (const auto* integer = std::get_if<std::int64_t>(&number)) return *integer;
  if (const auto* real = std::get_if<double>(&number)) return *real;
  Blob blob;
  append(blob.bytes, value);
  return blob;
}

}  // namespace

Part encode(const Value& value) {
  const Type type = document::type_of(value);
  if (type == Type::string) return text_of(value);
  if (type == Type::symbol) return text_of(inside(value));
  if (document::is_number(type)) return part_of_number(value);
  Blob blob;
  append(blob.bytes, value);
  return blob;
}

Part encode(Value&& value) {
  if (value.is_string()) return std::move(value.get_ref<std::string&>());
  return encode(std::as_const(value));
}

void append_bytes(std::string& out, const Part& part) {
  if (const auto* text = std::get_if<std::string>(&part))
    out.reserve(out.size() + 1 + sizeof(std::uint64_t) + text->size());
  out += static_cast<char>(part.index());
  if (const auto* integer = std::get_if<std::int64_t>(&part))
    append_uint64(out, static_cast<std::uint64_t>(*integer));
  else if (const auto* real = std::get_if<double>(&part))
    append_uint64(out, std::bit_cast<std::uint64_t>(*real));
  else if (const auto* text = std::get_if<std::string>(&part))
    append_sized(out, *text);
  else if (const auto* blob = std::get_if<Blob>(&part))
    append_sized(out, blob->bytes);
}

void append_bytes(std::string& out, const Key& key) {
  for (const Part& part : key) append_bytes(out, part);
}

std::string bytes_of(const Key& key) {
  std::string out;
  append_bytes(out, key);
  return out;
}

}  // namespace profilestore::keys
