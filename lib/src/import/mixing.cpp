#include "import/mixing.hpp"

#include "store/rows.hpp"

namespace profilestore::importing {

Mix Mixer::mix(const Recipe& recipe, std::string_view stored) {
  std::vector<Document> documents;
  Mix mix;
  for (const Candidate& candidate : recipe.ranked) {
    documents.push_back(
        Value::parse(candidate.source == 0 ? stored : see(eye_, sources_, candidate).text));
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
