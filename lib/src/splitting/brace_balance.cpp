#include "splitting/brace_balance.hpp"

#include <algorithm>

namespace profilestore::splitting {
namespace {

// A comment whose end is farther away than this is none.
constexpr std::size_t longest_comment = 1 << 12;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool one_of(char c, std::string_view some) { return some.find(c) != std::string_view::npos; }

/// Walks over what is between the braces, a byte or a string at a time.
template <BraceSyntax syntax>
class Walk {
 public:
  Walk(std::string_view source, std::size_t begin) : source_(source), begin_(begin) {}

  Extent to_the_end(const GivesUp& gives_up) {
    Extent extent{begin_, std::string_view::npos, false};
    std::size_t at = begin_;
    for (; at < source_.size(); at = step(at)) {
      if (source_[at] == '\n') {
        const bool starts = at + 1 < source_.size() && source_[at + 1] == '{';
        if (starts && extent.next_start == std::string_view::npos) extent.next_start = at + 1;
        if (gives_up(at + 1 - begin_, extent)) break;
      } else if (closes(source_[at])) {
        return {at + 1, extent.next_start, true, is_shell_};
      }
    }
    extent.end = std::min(at, source_.size());
    extent.is_shell = is_shell_;
    return extent;
  }

 private:
  bool closes(char c) {
    if (c == '{' || c == '[') ++depth_;
    return (c == '}' || c == ']') && --depth_ == 0;
  }

  // Where the walk goes on behind `at`.
  std::size_t step(std::size_t at) {
    const char c = source_[at];
    if constexpr (syntax == BraceSyntax::shell)
      if (const std::size_t end = step_in_shell(at); end != at) return end;
    if (c == '"') return behind_string(at);
    if (!is_blank(c)) last_ = c;
    return at + 1;
  }

  // No string of JSON goes over a line: one that would lacks its end, and is over there.
  std::size_t behind_string(std::size_t at) {
    last_ = '"';
    for (++at; at < source_.size() && source_[at] != '\n'; ++at) {
      if (source_[at] == '"') return at + 1;
      if (source_[at] == '\\' && at + 1 < source_.size() && source_[at + 1] != '\n') ++at;
    }
    return at;
  }

  std::size_t step_in_shell(std::size_t at) {
    const char c = source_[at];
    const bool value_may_begin = one_of(last_, ":,[({+");
    if ((c == '\'' || c == '`') && value_may_begin) return behind_other_string(at);
    if (c == '/' || c == '#') return behind_slash(at, value_may_begin);
    return at;
  }

  // An apostrophe is a quote where a string may stand, if it ends where one may end.
  std::size_t behind_other_string(std::size_t at) {
    const std::size_t end = string_end(source_, at);
    if (end == std::string_view::npos) return at;
    std::size_t next = end;
    while (next < source_.size() && (source_[next] == ' ' || source_[next] == '\t')) ++next;
    if (next < source_.size() && !one_of(source_[next], ":,]})+\r\n/#")) return at;
    is_shell_ = true;
    last_ = '"';
    return end;
  }

  std::size_t behind_slash(std::size_t at, bool value_may_begin) {
    const std::size_t comment = comment_end(source_.substr(0, at + longest_comment), at);
    if (comment != at && comment != std::string_view::npos) {
      is_shell_ = true;
      return comment;
    }
    if (source_[at] != '/' || source_.substr(at + 1).starts_with('*') || !value_may_begin)
      return at;
    bool in_class = false;
    for (std::size_t end = at + 1; end < source_.size() && source_[end] != '\n'; ++end) {
      if (source_[end] == '/' && !in_class) {
        is_shell_ = true;
        last_ = '/';
        return end + 1;
      }
      if (source_[end] == '\\')
        ++end;
      else if (source_[end] == '[' || source_[end] == ']')
        in_class = source_[end] == '[';
    }
    return at;
  }

  const std::string_view source_;
  const std::size_t begin_;
  std::size_t depth_ = 0;
  char last_ = ':';  ///< the last that was no blank and in no comment
  bool is_shell_ = false;
};

}  // namespace

Extent balance(std::string_view source, std::size_t begin, BraceSyntax syntax,
               const GivesUp& gives_up) {
  return syntax == BraceSyntax::json ? Walk<BraceSyntax::json>(source, begin).to_the_end(gives_up)
                                     : Walk<BraceSyntax::shell>(source, begin).to_the_end(gives_up);
}

std::size_t string_end(std::string_view source, std::size_t begin) {
  const char quote = source[begin];
  for (std::size_t at = begin + 1; at < source.size() && source[at] != '\n'; ++at) {
    if (source[at] == quote) return at + 1;
    if (source[at] == '\\' && at + 1 < source.size() && source[at + 1] != '\n') ++at;
  }
  return std::string_view::npos;
}

std::size_t comment_end(std::string_view source, std::size_t begin) {
  const std::string_view rest = source.substr(begin);
  if (rest.starts_with("/*")) {
    const std::size_t end = rest.find("*/", 2);
    return end == std::string_view::npos ? end : begin + end + 2;
  }
  if (!rest.starts_with('#') && !rest.starts_with("//")) return begin;
  const std::string_view line = rest.substr(0, rest.find('\n'));
  return begin + std::min(line.find('\r'), line.size());
}

}  // namespace profilestore::splitting
