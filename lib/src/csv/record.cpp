#include "csv/record.hpp"

#include <algorithm>
#include <array>

namespace profilestore::csv {
namespace {

/// Reads values one after the other.
class RecordReader {
 public:
  RecordReader(std::string_view text, const Style& style, std::vector<std::string>* values)
      : text_(text), style_(style), values_(values) {}

  Extent read() {
    for (;;) {
      const bool quoted = style_.quotes && at_ < text_.size() && text_[at_] == '"';
      const char* const fault = quoted ? read_quoted() : read_plain();
      if (fault != nullptr) return {std::string_view::npos, fault};
      if (at_ == text_.size() || text_[at_] != style_.separator) return {at_, nullptr};
      ++at_;
    }
  }

 private:
  const char* read_plain() {
    const std::array<char, 2> ends{style_.separator, style_.line_end};
    std::size_t end = std::min(text_.find_first_of({ends.data(), 2}, at_), text_.size());
    if (end == text_.size() || text_[end] == style_.line_end)
      while (end > at_ && text_[end - 1] == '\r') --end;
    if (values_ != nullptr) values_->emplace_back(text_.substr(at_, end - at_));
    at_ = end;
    return nullptr;
  }

  const char* read_quoted() {
    std::string value;
    for (++at_;; at_ += 2) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos) return "a value's closing quote is missing";
      const bool doubled = text_.substr(quote + 1).starts_with('"');
      if (values_ != nullptr) value += text_.substr(at_, quote - at_ + (doubled ? 1 : 0));
      at_ = quote;
      if (!doubled) break;
    }
    ++at_;
    if (!value_ends()) return "text follows a value's closing quote";
    if (values_ != nullptr) values_->push_back(std::move(value));
    return nullptr;
  }

  bool value_ends() const {
    if (at_ < text_.size() && text_[at_] == style_.separator) return true;
    if (at_ < text_.size() && text_[at_] == style_.line_end) return true;
    const std::size_t end = text_.find_first_not_of('\r', at_);
    return end == std::string_view::npos || text_[end] == '\n';
  }

  const std::string_view text_;
  const Style& style_;
  std::vector<std::string>* const values_;
  std::size_t at_ = 0;
};

}  // namespace

Extent read_record(std::string_view text, const Style& style, std::vector<std::string>* values) {
  return RecordReader(text, style, values).read();
}

std::size_t behind_empty_lines(std::string_view source, std::size_t at, const Style& style) {
  for (;;) {
    const std::size_t end = std::min(source.find_first_not_of('\r', at), source.size());
    if (end == source.size()) return end;
    if (source[end] != '\n') return style.line_end == '\r' ? end : at;
    at = end + 1;
  }
}

char line_end_of(std::string_view source, bool quotes) {
  bool quoted = false, bare = false;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (quotes && source[at] == '"') quoted = !quoted;
    if (quoted) continue;
    if (source[at] == '\n') return '\n';
    if (source[at] != '\r' || bare) continue;
    const std::size_t next = source.find_first_not_of('\r', at);
    if (next == std::string_view::npos || source[next] == '\n') return '\n';
    bare = true;
  }
  return bare ? '\r' : '\n';
}

std::size_t start_of(std::string_view source) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  return source.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
}

}  // namespace profilestore::csv
