// Takes from the front of what is left of a text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace profilestore::expression {

class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  char peek() const { return text_.empty() ? '\0' : text_.front(); }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool take_spaces() {
    bool any = false;
    while (take(' ') || take('\t')) any = true;
    return any;
  }
  /// How many digits come next.
  std::size_t digits_ahead() const { return digits_of(text_); }
  /// `least` to `most` digits, as many as there are.
  std::optional<std::int64_t> number(std::size_t least, std::size_t most) {
    const std::size_t count = digits_of(text_.substr(0, most));
    if (count < least) return std::nullopt;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < count; ++i) number = number * 10 + (text_[i] - '0');
    text_.remove_prefix(count);
    return number;
  }
  /// The letters that come next.
  std::string_view word() {
    std::size_t end = 0;
    while (end < text_.size() && ((text_[end] | 0x20) >= 'a' && (text_[end] | 0x20) <= 'z')) ++end;
    const std::string_view word = text_.substr(0, end);
    text_.remove_prefix(end);
    return word;
  }
  std::string_view rest() const { return text_; }
  void restore(std::string_view rest) { text_ = rest; }

 private:
  static std::size_t digits_of(std::string_view text) {
    return std::min(text.find_first_not_of("0123456789"), text.size());
  }

  std::string_view text_;
};

}  // namespace profilestore::expression
