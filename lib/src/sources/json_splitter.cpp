#include "sources/json_splitter.hpp"

#include <algorithm>
#include <cstring>

namespace profilestore::sources {
namespace {

// A document's braces are looked for so far beyond the place where the next seems to begin.
constexpr std::size_t longest_doubt = 1 << 20;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool separates(char c) { return is_space(c) || c == ',' || c == '[' || c == ']'; }
bool ends_line(char c) { return is_space(c) || c == ','; }

}  // namespace

JsonSplitter::JsonSplitter(std::string_view source, Test test)
    : JsonSplitter(source, std::move(test), Place{}) {}

JsonSplitter::JsonSplitter(std::string_view source, Test test, const Place& place)
    : source_(source),
      test_(std::move(test)),
      at_(place.at),
      line_(place.line),
      context_(place.context) {
  if (at_ == 0 && source_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
}

void JsonSplitter::skip_separators() {
  for (; at_ < source_.size() && separates(source_[at_]); ++at_)
    if (source_[at_] == '\n') ++line_;
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
  if (extent.next_start == std::string_view::npos) return false;
  return context_.line_per_document || context_.closing_brace_missing || length > longest_doubt;
}

JsonSplitter::Extent JsonSplitter::balance(std::size_t begin) const {
  Extent extent{begin, std::string_view::npos, false};
  std::size_t depth = 0;
  bool in_string = false;
  std::size_t at = begin;
  for (; at < source_.size(); ++at) {
    const char c = source_[at];
    if (c == '\n') {
      in_string = false;  // no string of JSON goes over a line: this one lacks its end
      const bool starts = at + 1 < source_.size() && source_[at + 1] == '{';
      if (starts && extent.next_start == std::string_view::npos) extent.next_start = at + 1;
      if (stops_looking(at + 1 - begin, extent)) break;
    } else if (in_string) {
      if (c == '\\' && !source_.substr(at + 1).starts_with('\n'))
        ++at;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return {at + 1, extent.next_start, true};
    }
  }
  extent.end = std::min(at, source_.size());
  return extent;
}

Piece JsonSplitter::take(std::size_t end, bool usable) {
  const std::string_view bytes = source_.substr(at_, end - at_);
  const Piece piece{bytes, at_, line_, usable};
  line_ += static_cast<std::uint32_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  at_ = end;
  return piece;
}

Piece JsonSplitter::take_object() {
  // Of a line that holds several, only the first is tried as the whole of it.
  const bool fresh_line = at_ >= line_stop_;
  if (fresh_line) line_stop_ = line_end(at_);
  const std::size_t line_body = fresh_line ? trimmed(at_, line_stop_, separates) : at_ + 1;
  if (source_[line_body - 1] == '}' && test_(source_.substr(at_, line_body - at_))) {
    context_.line_per_document = true;
    return take(line_body, true);
  }
  depended_on_context_ = true;
  const Extent extent = balance(at_);
  if (extent.closed && test_(source_.substr(at_, extent.end - at_))) {
    context_.line_per_document = context_.line_per_document && extent.end <= line_stop_;
    return take(extent.end, true);
  }
  if (!extent.closed) context_.closing_brace_missing = true;
  const bool whole_line = context_.line_per_document && (fresh_line || extent.end > line_stop_);
  const std::size_t stop = extent.next_start != std::string_view::npos ? extent.next_start
                           : whole_line                                ? line_stop_
                                                                       : extent.end;
  return take(trimmed(at_, stop, ends_line), false);
}

std::optional<Piece> JsonSplitter::next(std::size_t limit) {
  skip_separators();
  if (at_ >= std::min(limit, source_.size())) return std::nullopt;
  if (source_[at_] == '{') return take_object();
  return take(trimmed(at_, line_end(at_), ends_line), false);
}

std::string_view json_format_of(std::string_view source) {
  if (source.starts_with(byte_order_mark)) source.remove_prefix(byte_order_mark.size());
  const auto first = std::find_if_not(source.begin(), source.end(), is_space);
  if (first == source.end()) return "empty";
  if (*first == '[') return "json-array";
  source.remove_prefix(static_cast<std::size_t>(first - source.begin()));
  std::string_view line = source.substr(0, source.find('\n'));
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line.size() > 1 && line.back() == '}' ? "json-lines" : "json-objects";
}

}  // namespace profilestore::sources
