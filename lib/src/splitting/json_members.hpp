// The members of an object of JSON, where they stand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace profilestore::splitting {

/// Reads the members of the object that a text begins with.
class JsonMembers {
 public:
  explicit JsonMembers(std::string_view text) : text_(text) {}

  struct Member {
    std::string_view name;   ///< with its quotes
    std::string_view value;  ///< without the white space around it

    /// The name that is meant; itself if it is no text of JSON.
    std::string text() const;
  };

  /// Nothing at the end of the object, and where it is no JSON.
  std::optional<Member> next();

  /// Where the members that were read end.
  std::size_t at() const { return at_; }

  /// Whether the object ended there.
  bool all_read() const { return at_ < text_.size() && text_[at_] == '}'; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool is_first_ = true;
};

/// Just past the value at `begin`, of JSON or of a shell; npos: it has no end.
std::size_t json_value_end(std::string_view text, std::size_t begin);

}  // namespace profilestore::splitting
