// A shell's texts and regular expressions.
#include <fmt/format.h>

#include "document/bytes.hpp"
#include "extjson/shell.hpp"

namespace profilestore::extjson {

// As it stands between the slashes: that is what the shell stores.
void ShellReader::regex() {
  is_shell_ = true;
  const std::size_t begin = at_++;
  out_ += R"({"$regularExpression":{"pattern":")";
  for (bool in_class = false; in_class || peek() != '/'; ++at_) {
    if (done() || static_cast<unsigned char>(peek()) < 0x20)
      fail(begin, "a regular expression has no end", "close it with /");
    if (peek() == '\\' && static_cast<unsigned char>(peek(1)) >= 0x20)
      put(text_[at_++]);
    else if (peek() == '[' || peek() == ']')
      in_class = peek() == '[';
    put(peek());
  }
  ++at_;
  const std::string_view options = word();
  if (options.find_first_not_of("imslux") != std::string_view::npos)
    fail(at_ - options.size(), "an option of a regular expression that is not known", by_hand);
  out_.append(R"(","options":")").append(options).append("\"}}");
}

// Long texts are printed as several, joined by plus.
void ShellReader::strings() {
  out_ += '"';
  string();
  for (;;) {
    const std::size_t end = at_;
    skip();
    if (!take('+')) {
      at_ = end;
      break;
    }
    is_shell_ = true;
    skip();
    if (done() || !is_quote(peek())) fail_here("a text");
    string();
  }
  out_ += '"';
}

// What is between the quotes.
void ShellReader::string() {
  const std::size_t begin = at_;
  const char quote = text_[at_++];
  is_shell_ = is_shell_ || quote != '"';
  while (peek() != quote || done()) {
    if (done()) fail_here("");
    if (peek() == '\n' || peek() == '\r') fail(begin, "a text has no end", "close it in its line");
    if (quote == '`' && peek() == '$' && peek(1) == '{') fail(at_, "'${' in a text", by_hand);
    if (static_cast<unsigned char>(peek()) < 0x20 && peek() != '\t')
      fail(at_, "a control character in a text must be escaped");
    if (peek() == '\\')
      escape();
    else
      put(text_[at_++]);
  }
  ++at_;
}

// Of JavaScript, but none that stands for itself: a backslash that nobody doubled looks like it.
void ShellReader::escape() {
  const std::size_t begin = at_++;
  const char letter = peek();
  if (!done()) ++at_;
  switch (letter) {
    case '\'':
    case '`':
      return put(letter);
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
      out_.append("\\").append(1, letter);
      return;
    case 'v':
      return put_unit(0x0B);
    case 'x':
      return put_unit(hex(2));
    case 'u':
      return peek() == '{' ? code_point() : put_unit(hex(4));
    case '0':
      if (!is_digit(peek())) return put_unit(0);
      [[fallthrough]];
    default:
      fail(begin, "an escape that is not known", "double the backslash if it is one");
  }
}

void ShellReader::code_point() {
  const std::size_t begin = ++at_;
  unsigned code = 0;
  while (document::hex_value(peek()) >= 0 && code <= 0x10FFFF)
    code = code * 16 + static_cast<unsigned>(document::hex_value(text_[at_++]));
  if (at_ == begin || code > 0x10FFFF || !take('}')) fail(begin, "no character has that number");
  if (code < 0x10000) return put_unit(code);
  put_unit(0xD800 + ((code - 0x10000) >> 10));
  put_unit(0xDC00 + ((code - 0x10000) & 0x3FF));
}

unsigned ShellReader::hex(std::size_t digits) {
  unsigned number = 0;
  for (; digits > 0; --digits, ++at_) {
    const int digit = done() ? -1 : document::hex_value(peek());
    if (digit < 0) fail(at_, "an escape lacks a hexadecimal digit");
    number = number * 16 + static_cast<unsigned>(digit);
  }
  return number;
}

void ShellReader::put(char c) {
  if (c == '"' || c == '\\') out_ += '\\';
  if (c == '\t')
    out_ += "\\t";
  else
    out_ += c;
}

void ShellReader::put_unit(unsigned unit) { out_ += fmt::format("\\u{:04x}", unit); }

}  // namespace profilestore::extjson
