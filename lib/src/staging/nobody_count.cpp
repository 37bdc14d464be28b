#include "staging/nobody_count.hpp"

namespace profilestore::staging {
namespace {

constexpr std::size_t most_placeholders = 1000;

}  // namespace

void NobodyCount::count(std::optional<merge::Nobody> nobody, const catalog::IndexEntry& index,
                        const Document& fields) {
  if (!nobody) return;
  ++documents[static_cast<std::size_t>(*nobody)];
  if (*nobody != merge::Nobody::placeholder) return;
  for (const document::Path& path : index.index.paths()) {
    const Value* value = document::find(fields, path);
    if (merge::nobody_of(value) != merge::Nobody::placeholder) continue;
    const auto& text = value->get_ref<const std::string&>();
    if (placeholders.size() < most_placeholders || placeholders.contains(text))
      ++placeholders[text];
    return;
  }
}

void NobodyCount::add(const NobodyCount& later) {
  for (std::size_t i = 0; i < documents.size(); ++i) documents[i] += later.documents[i];
  for (const auto& [text, times] : later.placeholders) placeholders[text] += times;
}

}  // namespace profilestore::staging
