#include "planning/joined_keys.hpp"

#include <algorithm>
#include <numeric>

namespace profilestore::planning {

using document::Digest;

JoinedKeys::JoinedKeys(staging::Stage& stage) {
  const auto& elements = stage.elements;
  if (elements.size() == 0) return;
  keys_.reserve(elements.size());
  for (const staging::ElementKey& element : elements) keys_.push_back(element.digest);
  std::ranges::sort(keys_);
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  parents_.resize(keys_.size());
  std::iota(parents_.begin(), parents_.end(), Number{0});
  for (std::size_t i = 1; i < elements.size(); ++i)
    if (elements[i].rank == elements[i - 1].rank)
      join(number_of(elements[i].digest), number_of(elements[i - 1].digest));
  for (staging::Candidate& candidate : stage.candidates)
    if (candidate.outcome != merge::Outcome::quarantine && contains(candidate.key))
      candidate.key = keys_[root_of(number_of(candidate.key))];
}

bool JoinedKeys::contains(const Digest& key) const {
  return std::ranges::binary_search(keys_, key);
}

JoinedKeys::Number JoinedKeys::number_of(const Digest& key) const {
  return static_cast<Number>(std::ranges::lower_bound(keys_, key) - keys_.begin());
}

// Each step halves the way of those that come later.
JoinedKeys::Number JoinedKeys::root_of(Number number) {
  while (parents_[number] != number) {
    parents_[number] = parents_[parents_[number]];
    number = parents_[number];
  }
  return number;
}

void JoinedKeys::join(Number a, Number b) {
  a = root_of(a);
  b = root_of(b);
  parents_[std::max(a, b)] = std::min(a, b);
}

}  // namespace profilestore::planning
