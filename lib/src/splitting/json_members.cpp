#include "splitting/json_members.hpp"

#include <algorithm>
#include <profilestore/document.hpp>

#include "splitting/brace_balance.hpp"

namespace profilestore::splitting {
namespace {

constexpr std::string_view gaps = " \t\r\n";

// The end of what is in brackets, if it ends with the one that it needs.
std::size_t bracket_end(std::string_view text, std::size_t begin, BraceSyntax syntax) {
  const Extent extent =
      balance(text, begin, syntax, [](std::size_t, const Extent&) { return false; });
  const char closing = text[begin] == '{' ? '}' : ']';
  return extent.closed && text[extent.end - 1] == closing ? extent.end : text.npos;
}

}  // namespace

std::string JsonMembers::Member::text() const {
  if (name.find('\\') != name.npos)
    if (const Value text = Value::parse(name, nullptr, false); text.is_string())
      return text.get<std::string>();
  return std::string(name.substr(1, name.size() - 2));
}

std::optional<JsonMembers::Member> JsonMembers::next() {
  const std::size_t begin = text_.find_first_not_of(gaps, is_first_ ? 1 : at_);
  at_ = std::min(begin, text_.size());
  if (at_ == text_.size()) return std::nullopt;
  if (!is_first_) {
    if (text_[at_] != ',') return std::nullopt;
    at_ = std::min(text_.find_first_not_of(gaps, at_ + 1), text_.size());
  }
  is_first_ = false;
  if (at_ == text_.size() || text_[at_] != '"') return std::nullopt;
  const std::size_t name = at_, name_end = string_end(text_, at_);
  if (name_end == text_.npos) return std::nullopt;
  const std::size_t colon = text_.find_first_not_of(gaps, name_end);
  if (colon == text_.npos || text_[colon] != ':') return std::nullopt;
  const std::size_t value = text_.find_first_not_of(gaps, colon + 1);
  if (value == text_.npos) return std::nullopt;
  const std::size_t end = json_value_end(text_, value);
  if (end == text_.npos) return std::nullopt;
  at_ = std::min(text_.find_first_not_of(gaps, end), text_.size());
  return Member{text_.substr(name, name_end - name), text_.substr(value, end - value)};
}

std::size_t json_value_end(std::string_view text, std::size_t begin) {
  if (text[begin] == '"') return string_end(text, begin);
  if (text[begin] != '{' && text[begin] != '[') {
    const std::size_t end = std::min(text.find_first_of(",}]\r\n", begin), text.size());
    const std::size_t last = text.find_last_not_of(gaps, end - 1);
    return end == begin || last == text.npos || last < begin ? text.npos : last + 1;
  }
  const std::size_t end = bracket_end(text, begin, BraceSyntax::json);
  return end != text.npos ? end : bracket_end(text, begin, BraceSyntax::shell);
}

}  // namespace profilestore::splitting
