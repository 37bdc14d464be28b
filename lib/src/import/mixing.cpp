#include "import/mixing.hpp"

#include "store/rows.hpp"

namespace profilestore::importing {

Mix Mixer::mix(const Recipe& recipe, std::string_view stored) {
  std::vector<Document> documents;
  Mix mix;
  for (const Candidate& candidate : recipe.ranked) {
    if (candidate.source == 0) {
      documents.push_back(store::decode(stored));
    } else {
      Sight sight = see(eye_, sources_, candidate);
      documents.push_back(store::decode(sight.text));
      if (mix.ids.empty()) mix.adoption = std::move(sight.adoption);
    }
    mix.ids.push_back(documents.back().at("_id"));
  }
  merge::Merged merged = scheme_.merging.merge(documents);
  mix.sight.text = store::encode(merged.document);
  mix.sight.content = document::digest_of(mix.sight.text);
  mix.sight.fields = std::move(merged.document);
  mix.taken = std::move(merged.taken);
  return mix;
}

}  // namespace profilestore::importing
