#include "extjson/text_sink.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "extjson/fault.hpp"

namespace profilestore::extjson {
namespace {

constexpr std::size_t first_text_capacity = std::size_t{16} * 1024;
constexpr std::size_t escape_room = 6;  // \u001f

// Writes nlohmann's spelling of a byte that cannot stand in a string as it is.
char* write_escape(char* at, char c) {
  constexpr std::string_view plain = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
  *at++ = '\\';
  if (const std::size_t i = plain.find(c); i != std::string_view::npos) {
    *at++ = letters[i];
    return at;
  }
  constexpr char digits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  for (const char digit : {'u', '0', '0', digits[byte >> 4], digits[byte & 15]}) *at++ = digit;
  return at;
}

char* write_real(char* at, char* end, double number) {
  // dump() calls the same function; std::to_chars would spell some numbers otherwise.
  return nlohmann::detail::to_chars(at, end, number);
}

}  // namespace

TextSink::TextSink(std::size_t limit)
    : most_(limit + std::min(number_room, std::numeric_limits<std::size_t>::max() - limit)) {
  buffer_ = std::make_unique_for_overwrite<char[]>(first_text_capacity);
  buffer_[0] = ':';
  end_ = buffer_.get() + first_text_capacity;
  clear();
}

void TextSink::bare(double number) {
  separate_value();
  make_room(number_room);
  at_ = write_real(at_, end_, number);
}

void TextSink::quote_escaped(std::string_view text, std::size_t plain) {
  put('"');
  for (;;) {
    put(text.substr(0, plain));
    if (plain == text.size()) break;
    make_room(escape_room);
    at_ = write_escape(at_, text[plain]);
    text.remove_prefix(plain + 1);
    plain = plain_prefix(text);
  }
  put('"');
}

void TextSink::grow(std::size_t bytes) {
  const std::size_t kept = used(), needed = kept + bytes;
  if (needed > most_) throw too_large();
  const std::size_t doubled = 2 * static_cast<std::size_t>(end_ - buffer_.get());
  const std::size_t capacity = std::min(std::max(needed, doubled), most_);
  auto larger = std::make_unique_for_overwrite<char[]>(capacity);
  std::memcpy(larger.get(), buffer_.get(), kept);
  buffer_ = std::move(larger);
  at_ = buffer_.get() + kept;
  end_ = buffer_.get() + capacity;
}

void CanonicalText::int32(std::int32_t number) {
  tell_wrapper(*this, "$numberInt", static_cast<std::int64_t>(number));
}

void CanonicalText::int64(std::int64_t number) { tell_wrapper(*this, "$numberLong", number); }

void CanonicalText::real(double number) {
  if (!std::isfinite(number)) return Sink::real(number);
  char digits[64];
  char* end = write_real(digits, digits + sizeof digits, number);
  std::replace(digits, end, 'e', 'E');  // the BSON corpus; normal form keeps JSON's usual e
  tell_wrapper(*this, "$numberDouble",
               std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void CanonicalText::date(std::int64_t millis, std::string_view) { Sink::date(millis, {}); }

}  // namespace profilestore::extjson
