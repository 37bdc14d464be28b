#include "changes/token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <vector>

namespace profilestore::changes {
namespace {

constexpr std::string_view kind = "cs1";
constexpr std::size_t store_digits = 32, sum_digits = 16;

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find('-');
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

template <class Number>
std::optional<Number> number_in(std::string_view text, int base) {
  Number number{};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == text.npos;
}

}  // namespace

std::string text_of(const Token& token) {
  return fmt::format("{}-{}-{}-{}-{:016x}", kind, token.store, token.collection,
                     token.position.number, std::bit_cast<std::uint64_t>(token.position.sum));
}

std::optional<Token> token_of(std::string_view text) {
  const auto parts = parts_of(text);
  if (parts.size() != 5 || parts[0] != kind || parts[1].size() != store_digits ||
      parts[4].size() != sum_digits || !is_hexadecimal(parts[1]) || !is_hexadecimal(parts[4]))
    return std::nullopt;
  const auto collection = number_in<std::int64_t>(parts[2], 10);
  const auto number = number_in<std::int64_t>(parts[3], 10);
  const auto sum = number_in<std::uint64_t>(parts[4], 16);
  if (!collection || !number || !sum || *number < 1) return std::nullopt;
  return Token{std::string(parts[1]), *collection, {*number, std::bit_cast<std::int64_t>(*sum)}};
}

}  // namespace profilestore::changes
