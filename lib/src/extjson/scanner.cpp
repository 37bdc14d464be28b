#include "extjson/scanner.hpp"

#include <simdjson.h>
#include <algorithm>
#include <charconv>

#include "document/bytes.hpp"
#include "document/number.hpp"
#include "extjson/fault.hpp"
#include "extjson/number_text.hpp"

namespace profilestore::extjson {
namespace {

// Whether simdjson reads the integer: a negative one as signed, any other as unsigned.
bool fits_64_bits(std::string_view integer) {
  const auto fits = [&](auto number) {
    return std::from_chars(integer.data(), integer.data() + integer.size(), number).ec ==
           std::errc{};
  };
  return integer.front() == '-' ? fits(std::int64_t{}) : fits(std::uint64_t{});
}

}  // namespace

MalformedJson malformed(std::string_view text, std::size_t offset, const std::string& reason) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  return MalformedJson(reason, offset, static_cast<std::size_t>(line));
}

void Scanner::fail(const char* reason) const {
  fail_at(at_, done() ? "the text ends inside the document" : reason);
}

void Scanner::fail_at(std::size_t offset, const std::string& reason) const {
  throw malformed(text_, offset, reason);
}

void Scanner::document() {
  if (text_.starts_with("\xEF\xBB\xBF")) fail("a byte order mark before the document");
  skip_space();
  if (done()) fail_at(at_, "no document: the text is empty");
  if (peek() != '{') fail("a document must be a JSON object");
  value();
  skip_space();
  if (!done()) fail("text follows the document");
}

void Scanner::skip_space() {
  while (!done() && (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')) ++at_;
}

bool Scanner::take(char c) {
  if (done() || peek() != c) return false;
  ++at_;
  return true;
}

bool Scanner::next_child(char close, bool first) {
  skip_space();
  if (first) return !take(close);
  if (take(close)) return false;
  if (!take(',')) fail(close == '}' ? "',' or '}' is expected" : "',' or ']' is expected");
  skip_space();
  return true;
}

void Scanner::name() {
  if (done() || peek() != '"') fail("a name in double quotes is expected");
  string();
  skip_space();
  if (!take(':')) fail("':' is expected after a name");
  skip_space();
}

void Scanner::value() {
  if (done()) fail("");
  if (peek() == '"') return string();
  if (peek() == '{' || peek() == '[') return container();
  word();
}

void Scanner::container() {
  if (nesting_ == static_cast<std::size_t>(max_depth)) too_deep_at_ = at_;
  if (++nesting_ > max_nesting) fail_at(too_deep_at_, too_deep().reason);
  const bool is_object = text_[at_++] == '{';
  for (bool first = true; next_child(is_object ? '}' : ']', first); first = false) {
    if (is_object) name();
    value();
  }
  --nesting_;
}

void Scanner::string() {
  const std::size_t begin = ++at_;
  while (!done() && peek() != '"') {
    if (static_cast<unsigned char>(peek()) < 0x20)
      fail("a control character in a string must be escaped");
    if (peek() == '\\')
      escape();
    else
      ++at_;
  }
  check_utf8(begin);
  if (!take('"')) fail("");
}

void Scanner::escape() {
  const std::size_t begin = at_++;
  if (done()) fail("");
  const char letter = text_[at_++];
  if (std::string_view("\"\\/bfnrtu").find(letter) == std::string_view::npos)
    fail_at(begin, "an escape that is not valid in JSON");
  if (letter != 'u') return;
  const unsigned first = code_unit();
  if (first < 0xD800 || first > 0xDFFF) return;
  unsigned second = 0;
  if (first < 0xDC00 && text_.substr(at_, 2) == "\\u") {
    at_ += 2;
    second = code_unit();
  }
  if (second < 0xDC00 || second > 0xDFFF) fail_at(begin, "an unpaired surrogate");
}

unsigned Scanner::code_unit() {
  unsigned unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const int digit = done() ? -1 : document::hex_value(peek());
    if (digit < 0) fail("four hexadecimal digits are expected after \\u");
    unit = unit * 16 + static_cast<unsigned>(digit);
  }
  return unit;
}

void Scanner::check_utf8(std::size_t begin) const {
  const std::string_view string = text_.substr(begin, at_ - begin);
  if (simdjson::validate_utf8(string.data(), string.size())) return;
  // Which character it is: the first that is not valid by itself, at any length it may have.
  for (std::size_t i = 0; i < string.size();) {
    std::size_t length = 1;
    while (length <= 4 &&
           !simdjson::validate_utf8(string.data() + i, std::min(length, string.size() - i)))
      ++length;
    if (length > 4) fail_at(begin + i, "not valid UTF-8");
    i += length;
  }
}

void Scanner::word() {
  const std::size_t begin = at_;
  constexpr std::string_view ends = ",:]}{[\" \t\r\n";
  const std::size_t end = std::min(text_.find_first_of(ends, begin), text_.size());
  const std::string_view word = text_.substr(begin, end - begin);
  if (word == "true" || word == "false" || word == "null") {
    at_ = end;
  } else if (const auto non_finite = non_finite_of_text(word)) {
    respellings_.push_back(
        {begin, word.size(),
         "{\"$numberDouble\":\"" + std::string(document::name_of_non_finite(*non_finite)) + "\"}"});
    at_ = end;
  } else if (peek() == '-' || peek_digit()) {
    number(begin);
  } else {
    fail("a value is expected");
  }
}

void Scanner::number(std::size_t begin) {
  take('-');
  if (!take('0')) digits();
  const bool integral = done() || (peek() != '.' && peek() != 'e' && peek() != 'E');
  if (take('.')) digits();
  if (take('e') || take('E')) {
    if (!take('+')) take('-');
    digits();
  }
  if (!done() && std::string_view(",]} \t\r\n").find(peek()) == std::string_view::npos)
    fail("not a JSON number");
  end_number(begin, integral);
}

void Scanner::digits() {
  if (!peek_digit()) fail("a digit is expected");
  while (peek_digit()) ++at_;
}

void Scanner::end_number(std::size_t begin, bool integral) {
  const std::string_view number = text_.substr(begin, at_ - begin);
  if (!real_of_text(number)) fail_at(begin, "a number too large for a Double");
  if (integral && !fits_64_bits(number)) respellings_.push_back({at_, 0, ".0"});
}

}  // namespace profilestore::extjson
