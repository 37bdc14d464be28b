// $bsonSize, $binarySize.
#include "expression/sizes.hpp"

#include <fmt/format.h>
#include <array>

#include "document/bytes.hpp"
#include "document/type.hpp"
#include "evaluation/refusal.hpp"
#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

using document::Type;

constexpr std::size_t length_bytes = 4, terminator = 1;

std::size_t string_size(const Value& text) {
  return length_bytes + text.get_ref<const std::string&>().size() + terminator;
}

std::size_t bytes_in(const Value& binary) {
  return document::bytes_of_base64(binary.begin().value().at("base64").get<std::string>())
      .value_or("")
      .size();
}

std::size_t c_string_size(const Value& text) {
  return text.get_ref<const std::string&>().size() + terminator;
}

std::size_t value_size(const Value& value) {
  switch (document::type_of(value)) {
    case Type::min_key:
    case Type::max_key:
    case Type::undefined:
    case Type::null:
      return 0;
    case Type::boolean:
      return 1;
    case Type::int32:
      return 4;
    case Type::int64:
    case Type::real:
    case Type::date:
    case Type::timestamp:
      return 8;
    case Type::object_id:
      return 12;
    case Type::decimal:
      return 16;
    case Type::string:
      return string_size(value);
    case Type::symbol:
    case Type::code:
      return string_size(value.begin().value());
    case Type::object:
    case Type::array:
      return bson_size(value);
    case Type::binary:
      return length_bytes + 1 + bytes_in(value);
    case Type::regex:
      return c_string_size(value.begin().value().at("pattern")) +
             c_string_size(value.begin().value().at("options"));
    case Type::db_pointer:
      return string_size(value.begin().value().at("$ref")) + 12;
    case Type::code_with_scope:
      break;
  }
  return length_bytes + string_size(value.at("$code")) + bson_size(value.at("$scope"));
}

Result bson_size_of(const Arguments& arguments) {
  const Result value = arguments[0];
  if (value.is_nullish()) return Value();
  if (!value.is_object())
    refuse(31393, arguments.op(), fmt::format("takes an object, not {}", value.type_name()));
  return Value(static_cast<std::int64_t>(bson_size(*value)));
}

Result binary_size_of(const Arguments& arguments) {
  const Result value = arguments[0];
  if (value.is_nullish()) return Value();
  if (value.is_string()) return Value(static_cast<std::int64_t>(value.text().size()));
  if (!value.is(Type::binary))
    refuse(51276, arguments.op(),
           fmt::format("takes a string or binData, not {}", value.type_name()));
  return Value(static_cast<std::int64_t>(bytes_in(*value)));
}

constexpr std::array size_table{
    Operator{.name = "$bsonSize", .least = 1, .most = 1, .act = bson_size_of},
    Operator{.name = "$binarySize", .least = 1, .most = 1, .act = binary_size_of},
};

}  // namespace

std::size_t bson_size(const Value& value) {
  std::size_t size = length_bytes + terminator, index = 0;
  for (auto each = value.begin(); each != value.end(); ++each, ++index) {
    const std::size_t name = value.is_array() ? std::to_string(index).size() : each.key().size();
    size += 1 + name + terminator + value_size(*each);
  }
  return size;
}

Family size_operators() { return size_table; }

}  // namespace profilestore::expression
