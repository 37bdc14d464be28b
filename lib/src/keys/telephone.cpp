#include "keys/telephone.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace profilestore::keys {
namespace {

// What is written in telephone numbers: a digit, +, ( or ); ' ' for what says nothing; else NUL.
char sign_of(UChar32 c) {
  if (const std::int32_t digit = u_charDigitValue(c); digit >= 0)
    return static_cast<char>('0' + digit);
  if (c == '+' || c == 0xFF0B) return '+';  // FULLWIDTH PLUS SIGN
  if (c == '(' || c == ')') return static_cast<char>(c);
  const int type = u_charType(c);
  const bool silent = c == '.' || c == '/' || c == 0x2212 ||  // MINUS SIGN
                      u_isUWhiteSpace(c) || type == U_DASH_PUNCTUATION || type == U_FORMAT_CHAR;
  return silent ? ' ' : '\0';
}

// Without what says nothing; nothing if there is something else.
std::optional<std::string> signs_of(std::string_view text) {
  std::string signs;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    const char sign = c < 0 ? '\0' : sign_of(c);
    if (sign == '\0') return std::nullopt;
    if (sign != ' ') signs += sign;
  }
  return signs;
}

}  // namespace

std::optional<std::string> telephone_number(std::string_view text) {
  std::optional<std::string> signs = signs_of(text);
  if (!signs) return std::nullopt;
  const std::size_t first = signs->find_first_not_of('(');
  bool abroad = first != signs->npos && signs->compare(first, 1, "+") == 0;
  if (abroad) signs->erase(first, 1);
  if (!abroad && signs->compare(first == signs->npos ? 0 : first, 2, "00") == 0) {
    abroad = true;
    signs->erase(first, 2);
  }
  if (signs->find('+') != signs->npos) return std::nullopt;
  if (const std::size_t trunk = signs->find("(0)"); abroad && trunk != signs->npos)
    signs->erase(trunk, 3);
  std::erase_if(*signs, [](char sign) { return sign == '(' || sign == ')'; });
  if (signs->empty()) return std::nullopt;
  return abroad ? "+" + *signs : *signs;
}

}  // namespace profilestore::keys
