#include "planning/document_merger.hpp"

#include "catalog/rows.hpp"

namespace profilestore::planning {

MergedDocument merged_of(const merge::Merging& merging, const std::vector<Document>& ranked,
                         const std::vector<std::uint32_t>& versions) {
  MergedDocument merged;
  for (const Document& document : ranked) merged.ids.push_back(document.at("_id"));
  merge::Merged made = merging.merge(ranked, versions);
  merged.read.text = catalog::encode(made.document);
  merged.read.content = document::digest_of(merged.read.text);
  merged.read.fields = std::move(made.document);
  merged.taken = std::move(made.taken);
  return merged;
}

MergedDocument DocumentMerger::merge(const staging::MergeRecipe& recipe, std::string_view stored) {
  std::vector<Document> documents;
  std::optional<staging::Adoption> adoption;
  for (const Candidate& candidate : recipe.ranked) {
    if (candidate.source == 0) {
      documents.push_back(catalog::decode(stored));
    } else {
      staging::ReadDocument read = staging::read_candidate(reader_, sources_, candidate);
      documents.push_back(catalog::decode(read.text));
      if (documents.size() == 1) adoption = std::move(read.adoption);
    }
  }
  MergedDocument merged = merged_of(schema_.merging, documents, recipe.versions);
  merged.adoption = std::move(adoption);
  return merged;
}

}  // namespace profilestore::planning
