#include "investigate/nobody_tally.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace profilestore::investigating {
namespace {

// The same text may be spelled in capitals and between blanks in very many ways.
constexpr std::size_t most_placeholders = 1000, shown_placeholders = 10;

}  // namespace

void NobodyTally::add(merge::Nobody nobody, const Value* value) {
  ++documents_[static_cast<std::size_t>(nobody)];
  if (nobody != merge::Nobody::placeholder || value == nullptr) return;
  const auto& text = value->get_ref<const std::string&>();
  if (placeholders_.size() < most_placeholders || placeholders_.contains(text))
    ++placeholders_[text];
}

Document NobodyTally::counts(bool values) const {
  std::vector<std::pair<std::string, std::int64_t>> texts(placeholders_.begin(),
                                                          placeholders_.end());
  std::ranges::stable_sort(texts, [](const auto& a, const auto& b) { return a.second > b.second; });
  if (texts.size() > shown_placeholders) texts.resize(shown_placeholders);
  Value placeholders = Value::array();
  for (const auto& [text, documents] : texts) {
    placeholders.push_back({{"documents", documents}});
    if (values) placeholders.back()["text"] = text;
  }
  const auto of = [this](merge::Nobody kind) { return documents_[static_cast<std::size_t>(kind)]; };
  return {{"null", of(merge::Nobody::null)},
          {"missing", of(merge::Nobody::missing)},
          {"empty", of(merge::Nobody::empty)},
          {"blank", of(merge::Nobody::blank)},
          {"placeholders", placeholders},
          {"placeholderDocuments", of(merge::Nobody::placeholder)}};
}

}  // namespace profilestore::investigating
