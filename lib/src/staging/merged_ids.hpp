// Documents that were merged into others by hand: importing them again must not part them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "history/merge_record.hpp"
#include "staging/read_document.hpp"

namespace profilestore::staging {

class MergedIds {
 public:
  /// The document of the store that lives on for one.
  struct Into {
    std::int64_t row;
    std::vector<document::Digest> keys;  ///< of its `_id`, and those under the index that groups
  };

  /// Null if nothing was merged by hand.
  static std::shared_ptr<const MergedIds> of(const history::MergedByHand& merged,
                                             const ImportSchema& schema);

  /// What the document with those fields was merged into; null: it was not.
  const Into* find(const Document& fields) const;

 private:
  std::map<std::string, Into> by_id_;  ///< by encoded `_id`
};

}  // namespace profilestore::staging
