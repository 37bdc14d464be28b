// All rules of an import as data: what --keep, --merge, --identity and --on-existing say, or a file
// of rules.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::merge {

/// What becomes of the document that the store has for a key.
enum class Existing : std::uint8_t {
  merge,    ///< competes, gives and takes like any other
  keep,     ///< stays as it is
  replace,  ///< gives way to the best of the import
  newest,   ///< stays unless the best of the import is newer
};

/// "merge", "keep", "replace", "newest".
std::string_view name_of(Existing existing);

/// Throws InvalidInput that says what there is.
Existing existing_of(std::string_view name);

struct RuleSet {
  std::string keep = "complete,newest:updatedAt";  ///< see Rules
  std::vector<std::string> merge = {};             ///< see Merging
  std::vector<std::string> identity = {};          ///< see Identity
  Existing existing = Existing::merge;

  /// Of {"version": 1, "keep"?: […], "merge"?: {"fill"?: true, "union"?: […], …, "groups"?: [[…]]},
  /// "identity"?: […], "onExisting"?: …}. Throws InvalidInput that names the place of a member that
  /// is not known, or not of its type.
  static RuleSet of(const Value& json);

  bool operator==(const RuleSet&) const = default;

  /// What of() reads, with every member.
  Value json() const;
};

/// "a,b" -> {"a", "b"}
std::vector<std::string> split(std::string_view text);

}  // namespace profilestore::merge
