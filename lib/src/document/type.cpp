#include "document/type.hpp"

#include <array>

namespace profilestore::document {
namespace {

struct Wrapper {
  std::string_view name;
  Type type;
};

// Every name that begins a wrapper in normal form. $code stands for both kinds of code.
constexpr std::array wrappers{
    Wrapper{"$oid", Type::object_id},
    Wrapper{"$date", Type::date},
    Wrapper{"$numberLong", Type::int64},
    Wrapper{"$numberDouble", Type::real},
    Wrapper{"$numberDecimal", Type::decimal},
    Wrapper{"$binary", Type::binary},
    Wrapper{"$timestamp", Type::timestamp},
    Wrapper{"$regularExpression", Type::regex},
    Wrapper{"$code", Type::code},
    Wrapper{"$symbol", Type::symbol},
    Wrapper{"$undefined", Type::undefined},
    Wrapper{"$minKey", Type::min_key},
    Wrapper{"$maxKey", Type::max_key},
    Wrapper{"$dbPointer", Type::db_pointer},
};

// Spellings that exist in Extended JSON and never in normal form.
constexpr std::array foreign_names{std::string_view{"$numberInt"}, std::string_view{"$uuid"},
                                   std::string_view{"$scope"}};

Type type_of_object(const Value& value) {
  if (value.empty() || value.size() > 2) return Type::object;
  const std::string& name = value.begin().key();
  if (name.empty() || name.front() != '$') return Type::object;
  for (const Wrapper& wrapper : wrappers) {
    if (wrapper.name != name) continue;
    if (value.size() == 1) return wrapper.type;
    return wrapper.type == Type::code && value.contains("$scope") ? Type::code_with_scope
                                                                  : Type::object;
  }
  return Type::object;
}

}  // namespace

Type type_of(const Value& value) {
  switch (value.type()) {
    case Value::value_t::null:
      return Type::null;
    case Value::value_t::object:
      return type_of_object(value);
    case Value::value_t::array:
      return Type::array;
    case Value::value_t::string:
      return Type::string;
    case Value::value_t::boolean:
      return Type::boolean;
    case Value::value_t::number_integer:
    case Value::value_t::number_unsigned:
      return fits_int32(value.get<std::int64_t>()) ? Type::int32 : Type::int64;
    case Value::value_t::number_float:
      return Type::real;
    default:
      return Type::undefined;
  }
}

int bracket(Type type) {
  switch (type) {
    case Type::min_key:
      return 1;
    case Type::undefined:
      return 2;
    case Type::null:
      return 5;
    case Type::int32:
    case Type::int64:
    case Type::real:
    case Type::decimal:
      return 10;
    case Type::string:
    case Type::symbol:
      return 15;
    case Type::object:
      return 20;
    case Type::array:
      return 25;
    case Type::binary:
      return 30;
    case Type::object_id:
      return 35;
    case Type::boolean:
      return 40;
    case Type::date:
      return 45;
    case Type::timestamp:
      return 47;
    case Type::regex:
      return 50;
    case Type::db_pointer:
      return 55;
    case Type::code:
      return 60;
    case Type::code_with_scope:
      return 65;
    case Type::max_key:
      return 127;
  }
  return 127;
}

std::string_view alias(Type type) {
  switch (type) {
    case Type::min_key:
      return "minKey";
    case Type::undefined:
      return "undefined";
    case Type::null:
      return "null";
    case Type::int32:
      return "int";
    case Type::int64:
      return "long";
    case Type::real:
      return "double";
    case Type::decimal:
      return "decimal";
    case Type::string:
      return "string";
    case Type::symbol:
      return "symbol";
    case Type::object:
      return "object";
    case Type::array:
      return "array";
    case Type::binary:
      return "binData";
    case Type::object_id:
      return "objectId";
    case Type::boolean:
      return "bool";
    case Type::date:
      return "date";
    case Type::timestamp:
      return "timestamp";
    case Type::regex:
      return "regex";
    case Type::db_pointer:
      return "dbPointer";
    case Type::code:
      return "javascript";
    case Type::code_with_scope:
      return "javascriptWithScope";
    case Type::max_key:
      return "maxKey";
  }
  return "";
}

bool is_number(Type type) { return bracket(type) == bracket(Type::int32); }

bool is_plain_object(const Value& value) {
  return value.is_object() && type_of_object(value) == Type::object;
}

bool is_wrapper_name(std::string_view name) {
  if (name.empty() || name.front() != '$') return false;
  for (const Wrapper& wrapper : wrappers)
    if (wrapper.name == name) return true;
  for (std::string_view foreign : foreign_names)
    if (foreign == name) return true;
  return false;
}

}  // namespace profilestore::document
