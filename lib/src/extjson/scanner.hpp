// The text of JSON, read with a finger on the place: the slow way, taken where the fast parser has
// refused a text, or where a place must be told. Makes no values.
#pragma once

#include <cstddef>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::extjson {

/// The error of a fault at `offset` of `text`.
MalformedJson malformed(std::string_view text, std::size_t offset, const std::string& reason);

/// A place of a text that simdjson can't read: `with` stands for its `length` bytes.
struct Respelling {
  std::size_t offset;
  std::size_t length;
  std::string with;
};

/// Every function throws MalformedJson at the first fault that it meets.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  /// The whole text, which must be one object.
  void document();

  /// The parts that one comes by on the way to a place.
  void skip_space();
  void value();
  bool take(char c);
  /// After an opening bracket or a child: whether a child follows, and where it begins.
  bool next_child(char close, bool first);
  /// A field's name and what stands between it and the value.
  void name();

  std::size_t at() const { return at_; }
  /// Of the values read so far, in their order.
  const std::vector<Respelling>& respellings() const { return respellings_; }

 private:
  bool done() const { return at_ == text_.size(); }
  char peek() const { return text_[at_]; }
  bool peek_digit() const { return !done() && peek() >= '0' && peek() <= '9'; }
  /// `reason` is for a text that goes on; one that ends here ends too soon.
  [[noreturn]] void fail(const char* reason) const;
  [[noreturn]] void fail_at(std::size_t offset, const std::string& reason) const;

  void container();
  void string();
  void escape();
  unsigned code_unit();
  void check_utf8(std::size_t begin) const;
  void word();
  void number(std::size_t begin);
  void digits();
  void end_number(std::size_t begin, bool integral);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t nesting_ = 0;
  std::size_t too_deep_at_ = 0;
  std::vector<Respelling> respellings_;
};

}  // namespace profilestore::extjson
