#include "splitting/json_splitter.hpp"

#include <algorithm>
#include <cstring>

namespace profilestore::splitting {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

// A document's braces are looked for so far beyond the place where the next seems to begin.
constexpr std::size_t longest_doubt = 1 << 20;

// As a shell's, once they have been looked for far away in vain.
constexpr std::size_t short_doubt = 1 << 12;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool ends_array_line(char c) { return is_space(c) || c == ',' || c == '[' || c == ']'; }
bool ends_line(char c) { return is_space(c) || c == ','; }

// Just past the white space, byte order marks, comments and perhaps commas at `at`. No comment that
// begins at `unclosed` or behind has an end.
std::size_t behind_gap(std::string_view source, std::size_t at, bool with_commas,
                       std::size_t& unclosed) {
  for (;;) {
    while (at < source.size() && (is_space(source[at]) || (with_commas && source[at] == ','))) ++at;
    if (at == source.size()) return at;
    std::size_t end = at;
    if (source[at] == byte_order_mark.front() && source.substr(at).starts_with(byte_order_mark))
      end += byte_order_mark.size();
    else if (at < unclosed || !source.substr(at).starts_with("/*"))
      end = comment_end(source, at);
    if (end == nowhere) unclosed = at;
    if (end == nowhere || end == at) return at;
    at = end;
  }
}

}  // namespace

JsonSplitter::JsonSplitter(std::string_view source, Test test)
    : JsonSplitter(source, std::move(test), Place{}) {}

JsonSplitter::JsonSplitter(std::string_view source, Test test, const Place& place)
    : source_(source),
      test_(std::move(test)),
      at_(place.at),
      line_(place.line),
      line_begin_(at_ == 0 ? 0 : source_.rfind('\n', at_ - 1) + 1),
      context_(place.context) {}

std::size_t JsonSplitter::gap_end(std::size_t at, bool with_commas) {
  return behind_gap(source_, at, with_commas, unclosed_comment_);
}

void JsonSplitter::move_to(std::size_t end) {
  while (const void* found = std::memchr(source_.data() + at_, '\n', end - at_)) {
    at_ = static_cast<std::size_t>(static_cast<const char*>(found) - source_.data()) + 1;
    line_begin_ = at_;
    ++line_;
  }
  at_ = end;
}

std::size_t JsonSplitter::line_end(std::size_t from) const {
  const void* found = std::memchr(source_.data() + from, '\n', source_.size() - from);
  return found == nullptr
             ? source_.size()
             : static_cast<std::size_t>(static_cast<const char*>(found) - source_.data());
}

std::size_t JsonSplitter::trimmed(std::size_t begin, std::size_t end, bool (*drop)(char)) const {
  while (end > begin && drop(source_[end - 1])) --end;
  return end;
}

// Whether a scan that has met no closing brace gives up at the end of a line. Where each line has
// been a document, one that is none does not go on in the next; and who has once looked far in vain
// does not look far again: the time would go with the square of the source's length.
bool JsonSplitter::stops_looking(std::size_t length, const Extent& extent) const {
  if (context_.line_per_document && context_.closing_brace_missing) return true;
  if (extent.next_start == nowhere) return false;
  return context_.line_per_document || context_.closing_brace_missing || length > longest_doubt;
}

Piece JsonSplitter::take(std::size_t end, bool usable, PieceFault fault) {
  Piece piece{
      source_.substr(at_, end - at_), at_, line_, usable, at_ - line_begin_ + 1, std::move(fault)};
  last_was_usable_ = usable;
  move_to(end);
  return piece;
}

// Where the object at hand ends if what only the shells print is taken for what it is; nothing if
// there is none, or no end.
std::optional<std::size_t> JsonSplitter::shell_end() {
  const std::size_t reach = context_.closing_brace_missing ? short_doubt : longest_doubt;
  const std::string_view within = source_.substr(0, std::min(source_.size(), at_ + reach));
  const Extent extent =
      balance(within, at_, BraceSyntax::shell, [&](std::size_t length, const Extent& so_far) {
        return so_far.next_start != nowhere || stops_looking(length, so_far);
      });
  if (extent.end == at_ + reach && !extent.closed) context_.closing_brace_missing = true;
  return extent.closed && extent.is_shell ? std::optional(extent.end) : std::nullopt;
}

Piece JsonSplitter::take_object() {
  // Of a line that holds several, only the first is tried as the whole of it.
  const bool fresh_line = at_ >= line_stop_;
  if (fresh_line) line_stop_ = line_end(at_);
  const std::size_t line_body = fresh_line ? trimmed(at_, line_stop_, ends_array_line) : at_ + 1;
  if (source_[line_body - 1] == '}' && test_(source_.substr(at_, line_body - at_))) {
    context_.line_per_document = true;
    return take(line_body, true);
  }
  depended_on_context_ = true;
  const Extent extent = balance(
      source_, at_, BraceSyntax::json,
      [&](std::size_t length, const Extent& so_far) { return stops_looking(length, so_far); });
  const auto take_document = [&](std::size_t end) {
    context_.line_per_document = context_.line_per_document && end <= line_stop_;
    return take(end, true);
  };
  if (extent.closed && test_(source_.substr(at_, extent.end - at_)))
    return take_document(extent.end);
  if (const auto end = shell_end(); end && (!extent.closed || *end != extent.end))
    return test_(source_.substr(at_, *end - at_)) ? take_document(*end) : take(*end, false);
  if (!extent.closed) context_.closing_brace_missing = true;
  const bool whole_line = context_.line_per_document && (fresh_line || extent.end > line_stop_);
  const std::size_t stop = extent.next_start != nowhere ? extent.next_start
                           : whole_line                 ? line_stop_
                                                        : extent.end;
  return take(trimmed(at_, stop, ends_line), false);
}

Piece JsonSplitter::take_line() {
  PieceFault fault{"not an object", "", true};
  if (source_.substr(at_).starts_with("/*"))
    fault = {"a comment is not closed", "put */ at its end", false};
  return take(trimmed(at_, line_end(at_), ends_line), false, std::move(fault));
}

std::optional<Piece> JsonSplitter::next(std::size_t limit) {
  const Cursor gap{at_, line_, line_begin_};
  for (;;) {
    move_to(gap_end(at_, true));
    if (at_ == source_.size()) return end_of_source(gap);
    if (at_ >= limit) return std::nullopt;
    if (source_[at_] == '{') return take_object();
    depended_on_context_ = true;
    if (const char c = source_[at_];
        c == ']' || (c == '[' && !context_.in_array && opens_array())) {
      if (auto piece = pass_bracket()) return piece;
    } else {
      return context_.in_array ? take_element() : take_line();
    }
  }
}

std::string_view json_format_of(std::string_view source) {
  std::size_t unclosed = nowhere;
  const std::size_t first = behind_gap(source, 0, false, unclosed);
  if (first == source.size()) return "empty";
  if (source[first] == '[') return "json-array";
  source.remove_prefix(first);
  std::string_view line = source.substr(0, source.find('\n'));
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line.size() > 1 && line.back() == '}' ? "json-lines" : "json-objects";
}

Splitter::Context usual_context(std::string_view source) {
  const std::string_view format = json_format_of(source);
  std::size_t unclosed = nowhere;
  const bool in_array = format == "json-array";
  return {.line_per_document = format != "json-objects",
          .in_array = in_array,
          .array_at = in_array ? behind_gap(source, 0, false, unclosed) : 0};
}

}  // namespace profilestore::splitting
