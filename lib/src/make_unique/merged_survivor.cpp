#include "make_unique/merged_survivor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "history/archive.hpp"
#include "planning/field_origins.hpp"

namespace profilestore::making_unique {

std::optional<MergedSurvivor> SurvivorMerger::merge(const std::vector<std::int64_t>& rows) {
  if (!schema_.merging.any() || rows.size() < 2) return std::nullopt;
  std::vector<Document> ranked;
  staging::MergeRecipe recipe;
  std::string own;
  for (const std::int64_t row : rows) {
    std::string text = history::stored_document(connection_, collection_, row).text;
    ranked.push_back(catalog::decode(text));
    recipe.ranked.push_back({.row = row});
    if (own.empty()) own = std::move(text);
  }
  MergedSurvivor survivor;
  try {
    survivor.merged = planning::merged_of(schema_.merging, ranked);
    if (survivor.merged.taken.empty() || survivor.merged.read.text == own) return std::nullopt;
    survivor.fault = fault_of(survivor.merged, rows);
  } catch (const InvalidInput& error) {
    survivor.fault = error.what();
    return survivor;
  }
  survivor.origins = planning::fields_from_merge(recipe, survivor.merged);
  return survivor;
}

std::string SurvivorMerger::fault_of(const planning::MergedDocument& merged,
                                     const std::vector<std::int64_t>& rows) const {
  if (schema_.validator && schema_.validator->refuses())
    if (const auto failures = staging::failures_of(schema_, merged.read.text); !failures.empty())
      return catalog::text_of(failures);
  (void)catalog::keys_of(collection_, merged.read.fields);  // throws what an index refuses
  for (const catalog::IndexEntry& index : collection_.indexes)
    if (index.unique() && index.name() != index_.name() &&
        is_taken(index, merged.read.fields, rows))
      return fmt::format("another document has its key under the unique index {}", index.name());
  return "";
}

// By a document that stays.
bool SurvivorMerger::is_taken(const catalog::IndexEntry& index, const Document& document,
                              const std::vector<std::int64_t>& rows) const {
  keys::Extract extract = index.extract(document);
  if (extract.state == keys::State::keyed) extract.keys.push_back(std::move(extract.key));
  return std::ranges::any_of(extract.keys, [&](const keys::Key& key) {
    const auto row = catalog::row_of_key(connection_, collection_, index, key, rows.front());
    return row && std::ranges::find(rows, *row) == rows.end();
  });
}

}  // namespace profilestore::making_unique
