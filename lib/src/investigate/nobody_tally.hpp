// How many documents have a key that names nobody, by kind.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <profilestore/document.hpp>
#include <string>

#include "merge/nobody.hpp"

namespace profilestore::investigating {

class NobodyTally {
 public:
  /// `value`: the placeholder, if that is the kind.
  void add(merge::Nobody nobody, const Value* value);

  /// "null", "missing", "empty", "blank", "placeholders", "placeholderDocuments": see
  /// profilestore::investigate. `values`: whether with the texts.
  Document counts(bool values) const;

 private:
  std::array<std::int64_t, merge::names_of_nobody.size()> documents_{};
  std::map<std::string, std::int64_t> placeholders_;  ///< by text; at most 1000 of them
};

}  // namespace profilestore::investigating
