// An order of values that a rule names, as in rank:role=admin>manager>user.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/path.hpp"

namespace profilestore::merge {

class Ranking {
 public:
  /// Values with `>` between them, the best first; blanks around a value are not a part of it.
  /// Nothing if one is empty, or is there twice.
  static std::optional<Ranking> of(std::string_view text);

  /// How good a value is: greater is better; 0 if it is not in the list. A text is in it as it is
  /// spelled. A number or a boolean is in it by what its text says, unless two texts say that.
  std::int64_t score(const Value& value) const;

 private:
  struct Entry {
    std::string text;
    Value value;  ///< the number or boolean that the text spells; else null
  };
  std::vector<Entry> entries_;
};

/// "role=admin>user", cut at the first "=".
struct RankedField {
  document::Path path;
  std::shared_ptr<const Ranking> ranking;
};

/// Nothing if it is not of that form.
std::optional<RankedField> ranked_field_of(std::string_view text);

}  // namespace profilestore::merge
