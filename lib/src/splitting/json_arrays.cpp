// The arrays around a source's documents.
#include <fmt/format.h>

#include <algorithm>

#include "splitting/json_splitter.hpp"

namespace profilestore::splitting {
namespace {

bool is_any(char c, std::string_view of) { return of.find(c) != std::string_view::npos; }
bool separates_elements(char c) { return is_any(c, " \t\r\n,]"); }
bool is_word_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::string_view digits = "0123456789";
constexpr std::string_view quotes = "\"'`";

// What an element is, if it is no object; its text is nobody's business.
std::string kind_of(std::string_view element) {
  if (element == "null" || element == "true" || element == "false") return std::string(element);
  if (element.front() == '[') return "an array";
  if (is_any(element.front(), quotes))
    return element.size() > 1 && element.back() == element.front() ? "a text" : "an unclosed text";
  if (element.find_first_not_of("0123456789+-.eE") == std::string_view::npos) return "a number";
  return std::all_of(element.begin(), element.end(), is_word_letter) ? "a word" : "something else";
}

}  // namespace

// Whether the bracket at hand begins an array, not the line of a log.
bool JsonSplitter::opens_array() {
  const std::size_t first = gap_end(at_ + 1, false);
  if (first == source_.size()) return true;
  if (!is_word_letter(source_[first]))
    return is_any(source_[first], "{[],-") || is_any(source_[first], digits) ||
           is_any(source_[first], quotes);
  std::size_t end = first;
  while (end < source_.size() && is_word_letter(source_[end])) ++end;
  const std::string_view word = source_.substr(first, end - first);
  const bool is_value = word == "null" || word == "true" || word == "false";
  end = gap_end(end, false);
  return is_value || (end < source_.size() && source_[end] == ',');
}

// Whether the source ends with a document of the array at hand, so that nothing is behind it that
// could be set aside for its missing end. Such a source is read twice.
bool JsonSplitter::stays_open() const {
  if (looks_ahead_ || source_.back() != '}') return false;
  JsonSplitter ahead(*this);
  ahead.looks_ahead_ = true;
  ahead.context_.in_array = true;
  ahead.context_.array_at = at_;
  ++ahead.at_;
  while (ahead.context_.in_array && ahead.context_.array_at == at_)
    if (!ahead.next()) return ahead.last_was_usable_;
  return false;
}

std::string JsonSplitter::not_closed() const {
  const std::string_view before = source_.substr(0, context_.array_at);
  return fmt::format("the array that began at line {}, column {} is not closed",
                     1 + std::count(before.begin(), before.end(), '\n'),
                     before.size() - (before.rfind('\n') + 1) + 1);
}

// Nothing if the bracket is one of an array.
std::optional<Piece> JsonSplitter::pass_bracket() {
  if (source_[at_] == ']' && !context_.in_array) {
    const std::size_t end = std::min(source_.find_first_not_of(']', at_), source_.size());
    return take(end, false, {"']' closes no array", "remove it", false});
  }
  if (source_[at_] == ']') {
    context_.in_array = false;
    ++at_;
    return std::nullopt;
  }
  const std::size_t first = gap_end(at_ + 1, false);
  context_.array_at = at_;
  if (first == source_.size() || stays_open()) {
    context_.in_array = first != source_.size();
    return take(at_ + 1, false,
                {not_closed() + ": the file seems cut off", "export it again", true});
  }
  context_.in_array = true;
  move_to(first);
  if (source_[at_] != ',') return std::nullopt;
  return take(at_ + 1, false, {"',' follows no element", "remove it", false});
}

// Where what is no object ends: at the latest with its line, but for an array.
std::size_t JsonSplitter::element_end() {
  const std::size_t stop = line_end(at_);
  if (source_[at_] == '[') {
    const Extent extent =
        balance(source_, at_, BraceSyntax::shell,
                [&](std::size_t, const Extent&) { return context_.closing_brace_missing; });
    if (extent.closed) return extent.end;
    context_.closing_brace_missing = true;
    return trimmed(at_, stop, separates_elements);
  }
  if (is_any(source_[at_], quotes)) {
    const std::size_t end = string_end(source_, at_);
    const std::size_t next = end == std::string_view::npos ? end : gap_end(end, false);
    const bool ends =
        end != std::string_view::npos && (next >= stop || is_any(source_[next], ",]"));
    if (ends) return end;
    return trimmed(at_, std::min(source_.substr(0, stop).find(',', at_), stop), separates_elements);
  }
  std::size_t depth = 0, at = at_ + 1;
  for (; at < stop && (depth > 0 || !is_any(source_[at], ",]")); ++at) {
    if (is_any(source_[at], "{[")) ++depth;
    if (depth > 0 && is_any(source_[at], "}]")) --depth;
  }
  return trimmed(at_, at, separates_elements);
}

Piece JsonSplitter::take_element() {
  const std::size_t end = element_end();
  return take(end, false,
              {"not an object: " + kind_of(source_.substr(at_, end - at_)),
               "remove it or make it an object", false});
}

// Within an array, what is behind the last document stands for the bracket that is not there: the
// comma or, if there is nothing else, the white space.
std::optional<Piece> JsonSplitter::end_of_source(const Cursor& gap) {
  depended_on_context_ = true;
  if (!context_.in_array) return std::nullopt;
  context_.in_array = false;
  if (!last_was_usable_ || gap.at == source_.size()) return std::nullopt;
  at_ = gap.at;
  line_ = gap.line;
  line_begin_ = gap.line_begin;
  const std::size_t begin = source_.find_first_not_of(" \t\r\n", at_);
  const bool is_blank = begin == std::string_view::npos;
  if (!is_blank) move_to(begin);
  const std::size_t end = is_blank ? source_.size() : source_.find_last_not_of(" \t\r\n") + 1;
  return take(end, false, {not_closed() + ": the file seems cut off", "export it again", true});
}

}  // namespace profilestore::splitting
