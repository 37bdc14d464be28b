// Documents as MongoDB's shells and the tools around them print them, respelled as Extended JSON:
// constructors, names without quotes, strings in other quotes, comments.
//
// Knows the syntax. Whether a value is one is for who reads the Extended JSON. What is not known is
// a fault that names it: nothing is guessed.
#pragma once

#include <cstddef>
#include <optional>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace profilestore::extjson {

/// A text that is written as a shell prints documents, and is none.
class ShellFault : public MalformedJson {
 public:
  ShellFault(const MalformedJson& where, std::string advice)
      : MalformedJson(where), advice_(std::move(advice)) {}
  /// What to do about it.
  const std::string& advice() const noexcept { return advice_; }

 private:
  std::string advice_;
};

/// Between the parentheses of a constructor: Extended JSON.
struct ShellArgument {
  std::string json;
  bool is_text() const { return json.starts_with('"'); }
  bool is_number() const;
  /// Between its quotes, escapes as they stand in JSON.
  std::string_view text() const { return std::string_view(json).substr(1, json.size() - 2); }
};

/// Whether anything in `text` may be what only a shell prints. Costs less than to read it in vain.
bool may_be_of_shell(std::string_view text);

/// Reads documents one after the other, reusing its buffers.
class ShellReader {
 public:
  /// One document, an object, as Extended JSON; valid until the next. Throws ShellFault.
  std::string_view respelled(std::string_view text);

  /// Whether the last text, as far as it was read, had what Extended JSON has not.
  bool is_shell() const { return is_shell_; }

  /// Where in the last text that stands which is at `offset` of its Extended JSON.
  std::size_t source_of(std::size_t offset) const;

 private:
  struct Mark {
    std::size_t out, in;
  };

  static constexpr const char* by_hand = "write the value as Extended JSON";
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

  bool done() const { return at_ == text_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool take(char c);
  [[noreturn]] void fail(std::size_t at, const std::string& what,
                         const std::string& advice = "correct the document") const;
  [[noreturn]] void fail_here(const std::string& expected) const;

  void skip();
  void value();
  void container();
  bool next_child(char close, bool first);
  void name();
  std::string_view word();
  void word_value();
  void constructor(std::string_view name, std::size_t at, bool is_new);
  void number();
  void regex();
  void strings();
  void string();
  void escape();
  void code_point();
  unsigned hex(std::size_t digits);
  void put(char c);
  void put_unit(unsigned unit);
  void mark() { marks_.push_back({out_.size(), at_}); }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Mark> marks_;
  std::size_t nesting_ = 0;
  bool is_shell_ = false;
};

/// What a constructor makes of its arguments, as Extended JSON; nothing if no constructor has that
/// name. Throws Fault.
std::optional<std::string> constructed(std::string_view name,
                                       const std::vector<ShellArgument>& arguments, bool is_new);

/// What a word alone stands for, as Extended JSON; nothing if the word is not known.
std::optional<std::string_view> shell_word(std::string_view word);

}  // namespace profilestore::extjson
