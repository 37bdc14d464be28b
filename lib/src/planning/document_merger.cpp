#include "planning/document_merger.hpp"

#include "catalog/rows.hpp"

namespace profilestore::planning {

MergedDocument DocumentMerger::merge(const staging::MergeRecipe& recipe, std::string_view stored) {
  std::vector<Document> documents;
  MergedDocument merged;
  for (const Candidate& candidate : recipe.ranked) {
    if (candidate.source == 0) {
      documents.push_back(catalog::decode(stored));
    } else {
      staging::ReadDocument read = staging::read_candidate(reader_, sources_, candidate);
      documents.push_back(catalog::decode(read.text));
      if (merged.ids.empty()) merged.adoption = std::move(read.adoption);
    }
    merged.ids.push_back(documents.back().at("_id"));
  }
  merge::Merged made = schema_.merging.merge(documents);
  merged.read.text = catalog::encode(made.document);
  merged.read.content = document::digest_of(merged.read.text);
  merged.read.fields = std::move(made.document);
  merged.taken = std::move(made.taken);
  return merged;
}

}  // namespace profilestore::planning
