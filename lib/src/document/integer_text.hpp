// Integers as text.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace profilestore::document {

/// The integer that all of `text` spells in decimal: nothing if it has another byte, spaces and a
/// `+` too, or does not fit.
template <class Integer>
std::optional<Integer> integer_of_text(std::string_view text) {
  Integer number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, fault] = std::from_chars(text.data(), last, number);
  if (fault != std::errc{} || end != last) return std::nullopt;
  return number;
}

}  // namespace profilestore::document
