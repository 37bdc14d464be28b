#include <profilestore/investigate.hpp>

#include "extjson/reader.hpp"
#include "import/census.hpp"
#include "import/opening.hpp"
#include "store/catalog.hpp"

namespace profilestore {
namespace {

void check_key(const InvestigateOptions& options) { store::check_rule({options.key}); }

void count(const importing::Source& source, importing::Census& census) {
  extjson::Reader reader(census.fields());
  Document fields;
  std::string buffer;
  const auto cutter = source.cutter([&](std::string_view bytes) {
    try {
      fields = reader.read(source.json_of(bytes, buffer)).fields;
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  });
  while (const auto piece = cutter->next()) {
    if (piece->usable)
      census.add(fields);
    else
      census.add_unusable();
  }
}

}  // namespace

Document investigate(const std::vector<std::string>& sources, const InvestigateOptions& options) {
  check_key(options);
  importing::Census census(options);
  const auto type = importing::SourceType::of(options);
  for (const importing::Source& source : importing::open_sources(sources, type))
    count(source, census);
  return census.report();
}

Document investigate(const Store& store, std::string_view collection,
                     const InvestigateOptions& options) {
  check_key(options);
  importing::Census census(options);
  Store handle = store;
  for (const Document& document : handle.collection(collection).find(Document::object()))
    census.add(document);
  return census.report();
}

}  // namespace profilestore
