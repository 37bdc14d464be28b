#include "planning/joined_keys.hpp"

#include <algorithm>

namespace profilestore::planning {

using document::Digest;

JoinedKeys::JoinedKeys(staging::Stage& stage) {
  const auto& elements = stage.elements;
  if (elements.size() == 0) return;
  keys_.reserve(elements.size());
  for (const staging::ElementKey& element : elements) keys_.push_back(element.digest);
  std::ranges::sort(keys_);
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  DisjointSets sets;
  for (std::size_t i = 0; i < keys_.size(); ++i) sets.add();
  for (std::size_t i = 1; i < elements.size(); ++i)
    if (elements[i].rank == elements[i - 1].rank)
      sets.join(number_of(elements[i].digest), number_of(elements[i - 1].digest));
  for (staging::Candidate& candidate : stage.candidates)
    if (candidate.outcome != merge::Outcome::quarantine && contains(candidate.key))
      candidate.key = keys_[sets.root_of(number_of(candidate.key))];
}

bool JoinedKeys::contains(const Digest& key) const {
  return std::ranges::binary_search(keys_, key);
}

DisjointSets::Number JoinedKeys::number_of(const Digest& key) const {
  return static_cast<DisjointSets::Number>(std::ranges::lower_bound(keys_, key) - keys_.begin());
}

}  // namespace profilestore::planning
