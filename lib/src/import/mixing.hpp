// One document made of several: which they are, and what comes of them.
#pragma once

#include <string_view>
#include <vector>

#include "import/part.hpp"
#include "merge/merging.hpp"

namespace profilestore::importing {

struct Mix {
  Sight sight;  ///< of the result; `content` is the digest of its text
  std::vector<merge::Taken> taken;
  std::vector<Value> ids;  ///< `_id`s, as Recipe::ranked
};

/// Not for several threads at once.
class Mixer {
 public:
  Mixer(const Scheme& scheme, const std::vector<Source>& sources)
      : scheme_(scheme), sources_(sources), eye_(scheme) {}

  /// `stored`: the text of the store's document, if it is in the recipe.
  /// Throws InvalidInput (17420) if the result is too large.
  Mix mix(const Recipe& recipe, std::string_view stored = {});

 private:
  const Scheme& scheme_;
  const std::vector<Source>& sources_;
  Eye eye_;
};

}  // namespace profilestore::importing
