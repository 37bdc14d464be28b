// The two trees that a document is read from, simdjson's and nlohmann's, under one set of names.
#pragma once

#include <simdjson.h>

#include <limits>
#include <profilestore/document.hpp>
#include <string_view>
#include <type_traits>

#include "extjson/fault.hpp"

namespace profilestore::extjson {

using Element = simdjson::dom::element;

enum class Kind { null, boolean, integer, real, string, array, object };

// simdjson's: its parser has checked the UTF-8, and the caller asks for the kind first.

inline Kind kind_of(const Element& node) {
  switch (node.type()) {
    case simdjson::dom::element_type::NULL_VALUE:
      return Kind::null;
    case simdjson::dom::element_type::BOOL:
      return Kind::boolean;
    case simdjson::dom::element_type::INT64:
      return Kind::integer;
    case simdjson::dom::element_type::STRING:
      return Kind::string;
    case simdjson::dom::element_type::ARRAY:
      return Kind::array;
    case simdjson::dom::element_type::OBJECT:
      return Kind::object;
    default:
      return Kind::real;  // Extended JSON: an integer beyond Int64 is a Double
  }
}
inline bool boolean_of(const Element& node) { return node.get_bool().value_unsafe(); }
inline std::int64_t integer_of(const Element& node) { return node.get_int64().value_unsafe(); }
inline double real_of(const Element& node) { return node.get_double().value_unsafe(); }
inline std::string_view text_of(const Element& node) { return node.get_string().value_unsafe(); }
inline simdjson::dom::array elements_of(const Element& node) {
  return node.get_array().value_unsafe();
}
/// Yields pairs of name and node.
inline simdjson::dom::object members_of(const Element& node) {
  return node.get_object().value_unsafe();
}
inline std::size_t size_of(const Element& node) {
  return node.is_object() ? members_of(node).size() : elements_of(node).size();
}
inline void check_name(const Element&, std::string_view) {}

// nlohmann's: an application built it, so nothing is certain.

inline void check_utf8(std::string_view text) {
  // Most strings are short and ASCII: not worth the call.
  unsigned char bits = 0;
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  if (bits >= 0x80 && !simdjson::validate_utf8(text.data(), text.size()))
    throw Fault{"not valid UTF-8"};
}
inline Kind kind_of(const Value& node) {
  switch (node.type()) {
    case Value::value_t::null:
      return Kind::null;
    case Value::value_t::boolean:
      return Kind::boolean;
    case Value::value_t::number_integer:
      return Kind::integer;
    case Value::value_t::number_unsigned:
      if (node.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        throw Fault{"an integer too large for an Int64"};
      return Kind::integer;
    case Value::value_t::number_float:
      return Kind::real;
    case Value::value_t::string:
      return Kind::string;
    case Value::value_t::array:
      return Kind::array;
    case Value::value_t::object:
      return Kind::object;
    default:
      throw Fault{"not a JSON value: write bytes as {\"$binary\": …}"};
  }
}
inline bool boolean_of(const Value& node) { return node.get<bool>(); }
inline std::int64_t integer_of(const Value& node) { return node.get<std::int64_t>(); }
inline double real_of(const Value& node) { return node.get<double>(); }
inline std::string_view text_of(const Value& node) {
  const auto& text = node.get_ref<const std::string&>();
  check_utf8(text);
  return text;
}
inline const Value::array_t& elements_of(const Value& node) {
  return node.get_ref<const Value::array_t&>();
}
inline const Value::object_t& members_of(const Value& node) {
  return node.get_ref<const Value::object_t&>();
}
inline std::size_t size_of(const Value& node) { return node.size(); }
inline void check_name(const Value&, std::string_view name) { check_utf8(name); }

}  // namespace profilestore::extjson
