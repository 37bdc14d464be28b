// What a value says of a person, as bytes: equal for values that say the same.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string>

#include "keys/collator.hpp"

namespace profilestore::merge {

/// Strings are compared without blanks around them and whatever the case, all else as MongoDB
/// compares.
class IdentityEncoder {
 public:
  IdentityEncoder() : collator_(Collation{.strength = 2}) {}

  /// Nothing of a value that is not filled, or of none.
  std::optional<std::string> of(const Value* value) const;

 private:
  keys::Collator collator_;
};

}  // namespace profilestore::merge
