// Fields that tell persons apart: documents of one key that differ in one are not of one person.
#pragma once

#include <map>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "document/path.hpp"
#include "merge/identity_encoder.hpp"
#include "merge/rule_use.hpp"

namespace profilestore::merge {

class Identity {
 public:
  /// Throws InvalidInput for a path with an empty segment, and for one that is given twice.
  static Identity of(const std::vector<std::string>& fields);

  bool any() const { return !fields_.empty(); }

  /// What it asks of documents.
  std::vector<RuleQuestion> questions() const;

  /// The top-level names that it looks at.
  std::vector<std::string> fields() const;

  /// What is known of one person, which grows with each document that is taken for theirs. A field
  /// that a document does not have filled says nothing.
  class Person {
   public:
    explicit Person(const Identity& identity) : identity_(identity) {}

    /// The field in which `document` is somebody else's; nothing if it may be theirs. Strings are
    /// compared without blanks around them and whatever the case, all else as MongoDB compares.
    std::optional<std::string> differs(const Document& document) const;

    /// Whether a field that is known of them is the same in `document`.
    bool confirms(const Document& document) const;

    void forget() { known_.clear(); }

    /// Takes `document` for theirs. What is known of them already stays.
    void add(const Document& document);

   private:
    const Identity& identity_;
    std::map<std::size_t, std::string> known_;  ///< by number of the field
  };

 private:
  std::optional<std::string> sign_of(std::size_t field, const Document& document) const;

  std::vector<document::Path> fields_;
  std::optional<IdentityEncoder> encoder_;  ///< if there are fields
};

}  // namespace profilestore::merge
