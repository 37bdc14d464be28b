#include "keys/unicode.hpp"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>

#include "keys/icu.hpp"

namespace profilestore::keys {
namespace {

constexpr std::string_view refusal = "ICU can't normalise a text";

std::int32_t length_of(const auto& text) { return static_cast<std::int32_t>(text.size()); }

// Calls `fill(buffer, capacity, status)` again if it needs more room than `guess`.
template <class Text>
Text filled(std::size_t guess, auto&& fill) {
  Text out(guess, '\0');
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = fill(out.data(), length_of(out), &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    out.resize(static_cast<std::size_t>(length));
    length = fill(out.data(), length_of(out), &status);
  }
  check_icu(status, refusal);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::u16string to_utf16(const std::string& text) {
  return filled<std::u16string>(
      text.size(), [&](char16_t* out, std::int32_t size, UErrorCode* status) {
        std::int32_t length = 0;
        u_strFromUTF8(out, size, &length, text.data(), length_of(text), status);
        return length;
      });
}

std::string to_utf8(const std::u16string& text) {
  return filled<std::string>(
      3 * text.size(), [&](char* out, std::int32_t size, UErrorCode* status) {
        std::int32_t length = 0;
        u_strToUTF8(out, size, &length, text.data(), length_of(text), status);
        return length;
      });
}

std::u16string normalised(const std::u16string& text,
                          const UNormalizer2* (*instance)(UErrorCode*)) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = instance(&status);
  check_icu(status, refusal);
  return filled<std::u16string>(
      text.size() + 16, [&](char16_t* out, std::int32_t size, UErrorCode* error) {
        return unorm2_normalize(form, text.data(), length_of(text), out, size, error);
      });
}

std::u16string folded(const std::u16string& text) {
  return filled<std::u16string>(
      text.size() + 16, [&](char16_t* out, std::int32_t size, UErrorCode* error) {
        return u_strFoldCase(out, size, text.data(), length_of(text), U_FOLD_CASE_DEFAULT, error);
      });
}

std::string in_lower_case(std::string ascii) {
  for (char& c : ascii)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return ascii;
}

}  // namespace

bool is_ascii(std::string_view text) {
  unsigned char bits = 0;
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  return bits < 0x80;
}

std::string composed(std::string text) {
  if (is_ascii(text)) return text;
  return to_utf8(normalised(to_utf16(text), unorm2_getNFCInstance));
}

std::string case_folded(std::string text) {
  return is_ascii(text) ? in_lower_case(std::move(text)) : to_utf8(folded(to_utf16(text)));
}

// Unicode, D145: folding by itself may leave what was composed no longer so.
std::string canonically_folded(std::string text) {
  if (is_ascii(text)) return in_lower_case(std::move(text));
  const auto apart = normalised(to_utf16(text), unorm2_getNFDInstance);
  return to_utf8(normalised(folded(apart), unorm2_getNFCInstance));
}

}  // namespace profilestore::keys
