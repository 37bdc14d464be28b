#include "keys/decode.hpp"

#include <algorithm>
#include <bit>
#include <profilestore/object_id.hpp>
#include <string_view>

#include "document/bytes.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::keys {
namespace {

using document::Type;

/// What can't be read of a key.
struct Unreadable {};

/// The bytes of a blob, from front to back.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return bytes_.empty(); }

  std::string_view take(std::size_t length) {
    if (length > bytes_.size()) throw Unreadable{};
    const std::string_view taken = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return taken;
  }

  std::uint64_t take_uint64() {
    std::uint64_t number = 0;
    for (const char c : take(8)) number = number << 8 | static_cast<unsigned char>(c);
    return number;
  }

  std::string take_sized() { return std::string(take(take_uint64())); }

 private:
  std::string_view bytes_;
};

Value value_in(Bytes& bytes);

Value number_in(Bytes& bytes) {
  switch (bytes.take(1).front()) {
    case 'i':
      return static_cast<std::int64_t>(bytes.take_uint64());
    case 'r':
      return document::real(std::bit_cast<double>(bytes.take_uint64()));
    case 'd':
      return {{"$numberDecimal", bytes.take_sized()}};
    default:
      throw Unreadable{};
  }
}

Value fields_in(Bytes& bytes) {
  Value object = Value::object();
  for (std::uint64_t left = bytes.take_uint64(); left > 0; --left) {
    const std::string name = bytes.take_sized();
    object[name] = value_in(bytes);
  }
  return object;
}

Value elements_in(Bytes& bytes) {
  Value array = Value::array();
  for (std::uint64_t left = bytes.take_uint64(); left > 0; --left) array.push_back(value_in(bytes));
  return array;
}

Value binary_in(Bytes& bytes) {
  const std::string subtype = bytes.take_sized(), content = bytes.take_sized();
  return {{"$binary", {{"base64", document::base64_of(content)}, {"subType", subtype}}}};
}

Value object_id_in(Bytes& bytes) {
  ObjectId::Bytes id{};
  std::ranges::copy(bytes.take(id.size()), id.begin());
  return ObjectId(id);
}

bool is_of(int bracket, Type type) { return bracket == document::bracket(type); }

Value value_in(Bytes& bytes) {
  const int bracket = static_cast<signed char>(bytes.take(1).front());
  if (is_of(bracket, Type::int32)) return number_in(bytes);
  if (is_of(bracket, Type::string)) return bytes.take_sized();
  if (is_of(bracket, Type::object)) return fields_in(bytes);
  if (is_of(bracket, Type::array)) return elements_in(bytes);
  if (is_of(bracket, Type::binary)) return binary_in(bytes);
  if (is_of(bracket, Type::object_id)) return object_id_in(bytes);
  if (is_of(bracket, Type::boolean)) return bytes.take(1).front() != 0;
  if (is_of(bracket, Type::date))
    return document::date_of_millis(static_cast<std::int64_t>(bytes.take_uint64()));
  if (is_of(bracket, Type::null)) return nullptr;
  throw Unreadable{};
}

}  // namespace

std::optional<Value> decode(const Part& part) {
  if (const auto* integer = std::get_if<std::int64_t>(&part)) return *integer;
  if (const auto* real = std::get_if<double>(&part)) return document::real(*real);
  if (const auto* text = std::get_if<std::string>(&part)) return *text;
  const auto* blob = std::get_if<Blob>(&part);
  if (blob == nullptr) return std::nullopt;
  try {
    Bytes bytes(blob->bytes);
    Value value = value_in(bytes);
    if (!bytes.at_end()) return std::nullopt;
    return value;
  } catch (const Unreadable&) {
    return std::nullopt;
  }
}

}  // namespace profilestore::keys
