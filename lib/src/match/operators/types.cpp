#include "match/operators/types.hpp"

#include <array>

#include "document/number.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

using document::Type;

struct Code {
  int code;
  Type type;
};

// The BSON specification's numbers.
constexpr std::array codes{
    Code{-1, Type::min_key},    Code{1, Type::real},
    Code{2, Type::string},      Code{3, Type::object},
    Code{4, Type::array},       Code{5, Type::binary},
    Code{6, Type::undefined},   Code{7, Type::object_id},
    Code{8, Type::boolean},     Code{9, Type::date},
    Code{10, Type::null},       Code{11, Type::regex},
    Code{12, Type::db_pointer}, Code{13, Type::code},
    Code{14, Type::symbol},     Code{15, Type::code_with_scope},
    Code{16, Type::int32},      Code{17, Type::timestamp},
    Code{18, Type::int64},      Code{19, Type::decimal},
    Code{127, Type::max_key},
};

bool add_code(TypeSet& types, std::int64_t number) {
  for (const auto& [code, type] : codes) {
    if (code != number) continue;
    types.add(type);
    return true;
  }
  return false;
}

void add(TypeSet& types, const Value& value, const Operand& operand) {
  const std::string& path = operand.path.text();
  if (value.is_string()) {
    if (!types.add_alias(value.get_ref<const std::string&>()))
      refuse("Unknown type name alias", path, operand.name);
  } else if (document::is_number(document::type_of(value))) {
    const auto code = document::integral_of(value);
    if (code == 0)
      refuse("Invalid numerical type code: 0. Instead use {$exists:false}.", path, operand.name);
    if (!code || !add_code(types, *code)) refuse("Invalid numerical type code", path, operand.name);
  } else {
    refuse(type_mismatch, "type must be represented as a number or a string", path, operand.name);
  }
}

}  // namespace

void TypeSet::add_numbers() {
  for (const Type type : {Type::int32, Type::int64, Type::real, Type::decimal}) add(type);
}

bool TypeSet::add_alias(std::string_view alias) {
  if (alias == "number") {
    add_numbers();
    return true;
  }
  for (const auto& [code, type] : codes) {
    if (document::alias(type) != alias) continue;
    add(type);
    return true;
  }
  return false;
}

Node parse_type(const Operand& operand) {
  TypeSet types;
  if (operand.value.is_array())
    for (const Value& value : operand.value) add(types, value, operand);
  else
    add(types, operand.value, operand);
  if (types.empty())
    refuse(failed_to_parse, "$type must match at least one type", operand.path.text(),
           operand.name);
  return leaf_of({.path = operand.path, .holds = [types](const Value* element) {
                    return element != nullptr && types.has(document::type_of(*element));
                  }});
}

}  // namespace profilestore::match
