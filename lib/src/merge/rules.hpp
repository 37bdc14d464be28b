// Which of several documents of one key survives: the rules, and the scores they give a document.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/path.hpp"

namespace profilestore::merge {

/// A list of rules, the first that tells two documents apart decides. Written as
///
///     complete            more filled leaves (see extjson::Reader) win
///     complete:FIELD      a document whose FIELD is there, and not null, false, "", [] or {}, wins
///     newest:FIELD        the later moment at FIELD wins; a document without one loses
///     oldest:FIELD        the earlier moment at FIELD wins; a document without one loses
///
/// separated by commas. A moment is a date, a timestamp, an ObjectId, ISO text, or a number of
/// milliseconds. Whatever the list, it ends with the newer ObjectId time of `_id`.
class Rules {
 public:
  /// Throws InvalidInput that names the rule it does not know.
  static Rules parse(std::string_view text);

  /// "complete,newest:updatedAt"
  static constexpr std::string_view usual = "complete,newest:updatedAt";

  std::size_t size() const { return rules_.size(); }

  /// The name of rule `i` as it is written: "newest:updatedAt".
  const std::string& name(std::size_t i) const { return rules_[i].name; }

  /// The top-level names that the rules look at.
  std::vector<std::string> fields() const;

  /// One score a rule, greater is better. `document` needs to hold fields() only; `filled` is the
  /// number of filled leaves of the whole document. REQUIRES: scores.size() == size().
  void score(const Document& document, std::size_t filled, std::span<std::int64_t> scores) const;

 private:
  enum class Kind { most_filled, has, newest, oldest };
  struct Rule {
    Kind kind;
    std::string name;
    document::Path path;
  };
  static Rule parse_one(std::string_view text);

  std::vector<Rule> rules_;
};

}  // namespace profilestore::merge
