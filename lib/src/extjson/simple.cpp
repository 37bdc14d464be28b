#include "extjson/simple.hpp"

#include <simdjson.h>

#include <algorithm>

#include "document/type.hpp"

namespace profilestore::extjson {
namespace {

constexpr std::size_t most_fields = 16, longest_simple_text = 64 * 1024;
constexpr int most_levels = 4;

bool is_simple_text(const std::string& text) {
  return text.size() <= longest_simple_text && simdjson::validate_utf8(text.data(), text.size());
}

bool is_simple_name(const std::string& name) {
  return is_simple_text(name) && name.find('\0') == name.npos &&
         !(name.starts_with('$') && document::is_wrapper_name(name));
}

bool is_simple_within(const Value& value, int levels);

bool is_simple_object(const Value::object_t& fields, int levels) {
  if (fields.size() > most_fields) return false;
  for (auto field = fields.begin(); field != fields.end(); ++field) {
    const auto has_name = [&](const auto& other) { return other.first == field->first; };
    if (!is_simple_name(field->first) || std::any_of(fields.begin(), field, has_name) ||
        !is_simple_within(field->second, levels - 1))
      return false;
  }
  return true;
}

bool is_simple_within(const Value& value, int levels) {
  switch (value.type()) {
    case Value::value_t::null:
    case Value::value_t::boolean:
    case Value::value_t::number_integer:
      return true;
    case Value::value_t::string:
      return is_simple_text(value.get_ref<const std::string&>());
    case Value::value_t::object:
      return levels > 0 && is_simple_object(value.get_ref<const Value::object_t&>(), levels);
    default:
      return false;
  }
}

}  // namespace

bool is_simple(const Value& value) { return is_simple_within(value, most_levels); }

}  // namespace profilestore::extjson
