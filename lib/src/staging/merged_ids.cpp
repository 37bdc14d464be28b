#include "staging/merged_ids.hpp"

#include "history/decided_id.hpp"

namespace profilestore::staging {

std::shared_ptr<const MergedIds> MergedIds::of(const history::MergedByHand& merged,
                                               const ImportSchema& schema) {
  if (merged.empty()) return nullptr;
  MergedIds ids;
  for (const auto& [id, into] : merged) {
    const KeyDigest key = key_digest(schema.indexes[schema.grouping], into.document);
    Into& led = ids.by_id_[id] = {into.row, {}};
    led.keys = {key_digest(schema.indexes.front(), into.document).digest};
    if (!groups_by_id(schema, key, into.document))
      led.keys.insert(led.keys.end(), key.all().begin(), key.all().end());
  }
  return std::make_shared<const MergedIds>(std::move(ids));
}

const MergedIds::Into* MergedIds::find(const Document& fields) const {
  const auto found = by_id_.find(history::id_key_of(fields.at("_id")));
  return found == by_id_.end() ? nullptr : &found->second;
}

}  // namespace profilestore::staging
