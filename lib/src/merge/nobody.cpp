#include "merge/nobody.hpp"

#include <algorithm>
#include <string>

#include "document/blank.hpp"
#include "document/type.hpp"

namespace profilestore::merge {
namespace {

constexpr std::array<std::string_view, 14> placeholders{
    "undefined",       "null",    "nil", "none", "nan", "n/a", "#n/a", "(null)", "<null>",
    "[object object]", "unknown", "-",   "--",   "?"};

bool is_placeholder(std::string_view text) {
  constexpr std::size_t longest = 15;
  if (text.size() > longest) return false;
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::ranges::find(placeholders, lower) != placeholders.end();
}

}  // namespace

std::optional<Nobody> nobody_of(const Value* value) {
  if (value == nullptr) return Nobody::missing;
  if (value->is_null()) return Nobody::null;
  if (value->is_object() && document::type_of(*value) == document::Type::undefined)
    return Nobody::missing;
  if (!value->is_string()) return std::nullopt;
  const auto& text = value->get_ref<const std::string&>();
  if (text.empty()) return Nobody::empty;
  const std::string_view said = document::trimmed(text);
  if (said.empty()) return Nobody::blank;
  return is_placeholder(said) ? std::optional(Nobody::placeholder) : std::nullopt;
}

}  // namespace profilestore::merge
