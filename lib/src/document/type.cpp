#include "document/type.hpp"

#include <array>

namespace profilestore::document {
namespace {

struct Kind {
  Type type;
  int bracket;
  std::string_view alias;
};

// In the order of Type.
constexpr std::array kinds{
    Kind{Type::min_key, 1, "minKey"},      Kind{Type::undefined, 2, "undefined"},
    Kind{Type::null, 5, "null"},           Kind{Type::int32, 10, "int"},
    Kind{Type::int64, 10, "long"},         Kind{Type::real, 10, "double"},
    Kind{Type::decimal, 10, "decimal"},    Kind{Type::string, 15, "string"},
    Kind{Type::symbol, 15, "symbol"},      Kind{Type::object, 20, "object"},
    Kind{Type::array, 25, "array"},        Kind{Type::binary, 30, "binData"},
    Kind{Type::object_id, 35, "objectId"}, Kind{Type::boolean, 40, "bool"},
    Kind{Type::date, 45, "date"},          Kind{Type::timestamp, 47, "timestamp"},
    Kind{Type::regex, 50, "regex"},        Kind{Type::db_pointer, 55, "dbPointer"},
    Kind{Type::code, 60, "javascript"},    Kind{Type::code_with_scope, 65, "javascriptWithScope"},
    Kind{Type::max_key, 127, "maxKey"},
};

constexpr bool stand_at_their_types() {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i].type != static_cast<Type>(i)) return false;
  return kinds.back().type == Type::max_key;
}
static_assert(stand_at_their_types());

constexpr const Kind& kind_of(Type type) { return kinds[static_cast<std::size_t>(type)]; }

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
  const auto& members = value.get_ref<const Value::object_t&>();
  if (members.empty() || members.size() > 2) return Type::object;
  const std::string_view name = members.front().first;
  if (name.empty() || name.front() != '$') return Type::object;
  for (const Wrapper& wrapper : wrappers) {
    if (wrapper.name != name) continue;
    if (members.size() == 1) return wrapper.type;
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

int bracket(Type type) { return kind_of(type).bracket; }

std::string_view alias(Type type) { return kind_of(type).alias; }

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
