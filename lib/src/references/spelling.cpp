#include "references/spelling.hpp"

#include <algorithm>
#include <profilestore/object_id.hpp>

#include "document/bytes.hpp"
#include "document/type.hpp"

namespace profilestore::references {
namespace {

constexpr std::size_t digits = 24;

bool is_upper(char c) { return c >= 'A' && c <= 'F'; }
bool is_lower(char c) { return c >= 'a' && c <= 'f'; }

}  // namespace

bool is_hex_id(std::string_view text) {
  return text.size() == digits &&
         std::ranges::all_of(text, [](char c) { return document::hex_value(c) >= 0; });
}

bool is_unmistakable(const Value& value) {
  if (value.is_string()) return is_hex_id(value.get_ref<const std::string&>());
  const document::Type type = document::type_of(value);
  return type == document::Type::object_id || type == document::Type::binary;
}

std::optional<Value> as_text_like(std::string_view model, const Value& id) {
  if (id.is_string()) return id;
  const auto object_id = ObjectId::from_value(id);
  if (!object_id) return std::nullopt;
  std::string text = object_id->to_hex();
  if (std::ranges::any_of(model, is_upper) && std::ranges::none_of(model, is_lower))
    for (char& c : text)
      if (is_lower(c)) c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace profilestore::references
