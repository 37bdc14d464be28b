#include "extjson/shell.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "extjson/fault.hpp"
#include "extjson/scanner.hpp"

namespace profilestore::extjson {
namespace {

// Letters beyond ASCII may be in a name; the white space beyond ASCII that people paste may not.
bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}
// A word as it may stand in a message.
std::string shown(std::string_view word) {
  const bool plain = word.size() <= 40 && std::all_of(word.begin(), word.end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x80;
                     });
  return plain ? std::string(word) : "a word";
}

bool has_odd_space(std::string_view word) {
  for (const std::string_view odd : {"\xC2\xA0", "\xE2\x80", "\xE3\x80\x80", "\xEF\xBB\xBF"})
    if (word.find(odd) != std::string_view::npos) return true;
  return false;
}

}  // namespace

bool may_be_of_shell(std::string_view text) {
  bool in_string = false, behind_comma = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    if (in_string) {
      if (c == '\\') ++at;
    } else if (std::string_view("'`/#(").find(c) != std::string_view::npos ||
               (behind_comma && (c == '}' || c == ']')) || begins_word(c)) {
      return true;
    }
    if (c == '"') in_string = !in_string;
    behind_comma = c == ',';
  }
  return false;
}

bool ShellArgument::is_number() const {
  return json.front() == '-' || (json.front() >= '0' && json.front() <= '9');
}

std::string_view ShellReader::respelled(std::string_view text) {
  text_ = text;
  at_ = nesting_ = 0;
  out_.clear();
  marks_.clear();
  is_shell_ = false;
  skip();
  if (peek() != '{') fail(at_, "a document must be an object");
  container();
  while (!done() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos) ++at_;
  if (!done()) fail(at_, "text follows the document");
  return out_;
}

std::size_t ShellReader::source_of(std::size_t offset) const {
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), offset,
                                      [](std::size_t at, const Mark& one) { return at < one.out; });
  return after == marks_.begin() ? 0 : std::prev(after)->in;
}

bool ShellReader::take(char c) {
  if (done() || peek() != c) return false;
  ++at_;
  return true;
}

void ShellReader::fail(std::size_t at, const std::string& what, const std::string& advice) const {
  throw ShellFault(malformed(text_, at, what), advice);
}

void ShellReader::fail_here(const std::string& expected) const {
  if (done()) fail(at_, "the text ends inside the document", "look whether the file is whole");
  if (peek() == '.' && peek(1) == '.')
    fail(at_, "'...': the shell left something out", "export the collection with mongoexport");
  const bool is_sign = peek() > ' ' && peek() < 0x7F && !begins_word(peek()) && !is_digit(peek());
  fail(at_, expected + " is expected" + (is_sign ? fmt::format(", not '{}'", peek()) : ""));
}

// White space and comments.
void ShellReader::skip() {
  for (; !done(); ++at_) {
    const char c = peek();
    if (c == '#' || (c == '/' && peek(1) == '/')) {
      is_shell_ = true;
      at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      if (done()) return;
    } else if (c == '/' && peek(1) == '*') {
      is_shell_ = true;
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) fail(at_, "a comment has no end", "close it with */");
      at_ = end + 1;
    } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
      return;
    }
  }
}

void ShellReader::value() {
  mark();
  const char c = peek();
  if (c == '{' || c == '[') return container();
  if (is_quote(c)) return strings();
  if (begins_word(c)) return word_value();
  if (c == '/') return regex();
  if (c == '-' || is_digit(c)) return number();
  if (c == '+' && text_.substr(at_).starts_with("+Infinity")) return ++at_, word_value();
  fail_here("a value");
}

void ShellReader::container() {
  if (++nesting_ > max_nesting) fail(at_, too_deep().reason);
  const bool is_object = text_[at_++] == '{';
  const char close = is_object ? '}' : ']';
  out_ += is_object ? '{' : '[';
  for (bool first = true; next_child(close, first); first = false) {
    if (!first) out_ += ',';
    if (is_object) name();
    value();
  }
  out_ += close;
  --nesting_;
}

// After an opening bracket or a child. One comma may stand behind the last child.
bool ShellReader::next_child(char close, bool first) {
  skip();
  if (take(close)) return false;
  if (first) return true;
  if (!take(','))
    fail_here(close == '}' ? "',' or '}'" : close == ']' ? "',' or ']'" : "',' or ')'");
  skip();
  if (peek() != close || done()) return true;
  is_shell_ = true;
  ++at_;
  return false;
}

void ShellReader::name() {
  mark();
  const std::size_t begin = at_;
  if (!done() && is_quote(peek()) && peek() != '`') {
    out_ += '"';
    string();
    out_ += '"';
  } else if (begins_word(peek())) {
    const std::string_view name = word();
    skip();
    is_shell_ = is_shell_ || peek() == ':';
    if (name.find('.') != std::string_view::npos)
      fail(begin, "a name with a dot", "quote the name");
    if (has_odd_space(name)) fail(begin, "a name with a space beyond ASCII", "quote the name");
    out_.append("\"").append(name).append("\"");
  } else if (is_digit(peek())) {
    const std::size_t end = std::min(text_.find_first_not_of("0123456789", at_), text_.size());
    const std::string_view digits = text_.substr(at_, end - at_);
    if (digits.size() > 15 || (digits.size() > 1 && digits.front() == '0'))
      fail(at_, "a number as a name", "quote the name");
    out_.append("\"").append(digits).append("\"");
    is_shell_ = true;
    at_ = end;
  } else {
    fail_here("a name");
  }
  skip();
  if (!take(':')) fail_here("':'");
  out_ += ':';
  skip();
}

std::string_view ShellReader::word() {
  const std::size_t begin = at_;
  while (begins_word(peek()) || is_digit(peek()) || peek() == '.') ++at_;
  return text_.substr(begin, at_ - begin);
}

void ShellReader::word_value() {
  const std::size_t begin = at_;
  std::string_view name = word();
  const bool is_new = name == "new";
  if (is_new) {
    skip();
    name = word();
  }
  if (name == "true" || name == "false" || name == "null") {
    out_ += name;
    return;
  }
  is_shell_ = true;
  const std::size_t end = at_;
  skip();
  if (peek() == '(') return constructor(name, begin, is_new);
  if (const auto known = is_new ? std::nullopt : shell_word(name)) {
    at_ = end;
    out_ += *known;
    return;
  }
  if (name == "Object" || name == "Array")
    fail(begin, fmt::format("'{}': the shell left something out", name),
         "export the collection with mongoexport");
  fail(begin, fmt::format("'{}' is no value that is known", shown(name)), by_hand);
}

void ShellReader::constructor(std::string_view name, std::size_t at, bool is_new) {
  ++at_;
  if (++nesting_ > max_nesting) fail(at, too_deep().reason);
  const std::size_t begin = out_.size(), marks = marks_.size();
  std::vector<ShellArgument> arguments;
  for (bool first = true; next_child(')', first); first = false) {
    value();
    arguments.push_back({out_.substr(begin)});
    out_.resize(begin);
  }
  --nesting_;
  marks_.resize(marks);
  try {
    const auto made = constructed(name, arguments, is_new);
    if (!made) fail(at, fmt::format("'{}(…)' is not known", shown(name)), by_hand);
    out_ += *made;
  } catch (const Fault& fault) {
    fail(at, fault.reason, by_hand);
  }
}

// Its digits as they stand: whether they are a number is seen when they are read.
void ShellReader::number() {
  const std::size_t begin = at_;
  ++at_;
  if (text_[begin] == '-' && peek() == 'I') {
    if (word() != "Infinity") fail(begin, "a value is expected");
    is_shell_ = true;
    out_ += R"({"$numberDouble":"-Infinity"})";
    return;
  }
  while (begins_word(peek()) || is_digit(peek()) || peek() == '.' || peek() == '+' || peek() == '-')
    ++at_;
  out_ += text_.substr(begin, at_ - begin);
}

}  // namespace profilestore::extjson
