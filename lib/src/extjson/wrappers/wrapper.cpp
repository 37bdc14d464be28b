#include "extjson/wrappers/wrapper.hpp"

#include <array>

#include "extjson/fault.hpp"

namespace profilestore::extjson {
namespace {

// The most frequent first.
constexpr std::array wrappers{
    Wrapper{"$oid", convert_oid},
    Wrapper{"$date", convert_date},
    Wrapper{"$numberInt", convert_number_int},
    Wrapper{"$numberLong", convert_number_long},
    Wrapper{"$numberDouble", convert_number_double},
    Wrapper{"$numberDecimal", convert_number_decimal},
    Wrapper{"$binary", convert_binary},
    Wrapper{"$uuid", convert_uuid},
    Wrapper{"$timestamp", convert_timestamp},
    Wrapper{"$regularExpression", convert_regular_expression},
    Wrapper{"$regex", convert_regex},
    Wrapper{"$code", convert_code},
    Wrapper{"$scope", convert_scope},
    Wrapper{"$symbol", convert_symbol},
    Wrapper{"$undefined", convert_undefined, false},
    Wrapper{"$minKey", convert_min_key},
    Wrapper{"$maxKey", convert_max_key},
    Wrapper{"$dbPointer", convert_db_pointer},
};

}  // namespace

const Wrapper* wrapper_named(std::string_view name) {
  for (const Wrapper& wrapper : wrappers)
    if (wrapper.name == name) return &wrapper;
  return nullptr;
}

View only_member(View object, std::string_view name) {
  const auto value = object.member(name);
  if (!value || object.size() != 1) throw ill_formed(name, "no other field is allowed beside it");
  return *value;
}

std::string_view only_text(View object, std::string_view name, std::string_view expected) {
  const auto text = only_member(object, name).text();
  if (!text) throw ill_formed(name, expected);
  return *text;
}

std::optional<std::string_view> member_text(View object, std::string_view name) {
  const auto value = object.member(name);
  return value ? value->text() : std::nullopt;
}

}  // namespace profilestore::extjson
