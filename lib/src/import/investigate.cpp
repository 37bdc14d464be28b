#include <profilestore/investigate.hpp>

#include "extjson/reader.hpp"
#include "import/census.hpp"
#include "import/opening.hpp"
#include "store/catalog.hpp"

namespace profilestore {
namespace {

void check_paths(const InvestigateOptions& options) {
  store::check_rule({options.key});
  for (const std::string& path : options.identity) store::check_rule({path});
}

/// Calls `with` for each document of a source, as its fields and as its text in normal form.
template <class With>
void each(const importing::Source& source, const std::vector<std::string>& fields, With&& with,
          const std::function<void()>& unusable) {
  extjson::Reader reader(fields);
  std::string buffer;
  extjson::Reading reading;
  const auto cutter = source.cutter([&](std::string_view bytes) {
    try {
      reading = reader.read(source.json_of(bytes, buffer));
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  });
  while (const auto piece = cutter->next())
    piece->usable ? with(reading.fields, reading.normal) : unusable();
}

}  // namespace

Document investigate(const std::vector<std::string>& sources, const InvestigateOptions& options) {
  check_paths(options);
  importing::Census census(options);
  const auto opened = importing::open_sources(sources, importing::SourceType::of(options));
  for (const importing::Source& source : opened)
    each(
        source, census.fields(), [&](const Document& fields, auto) { census.count(fields); },
        [&] { census.count_unusable(); });
  census.find_groups();
  for (const importing::Source& source : opened)
    each(
        source, census.fields(),
        [&](const Document& fields, std::string_view text) {
          if (census.is_of_a_group(fields)) census.look(Value::parse(text));
        },
        [] {});
  return census.report();
}

Document investigate(const Store& store, std::string_view collection,
                     const InvestigateOptions& options) {
  check_paths(options);
  importing::Census census(options);
  Store handle = store;
  Collection documents = handle.collection(collection);
  for (const Document& document : documents.find(Document::object())) census.count(document);
  census.find_groups();
  for (const Document& document : documents.find(Document::object()))
    if (census.is_of_a_group(document)) census.look(document);
  return census.report();
}

}  // namespace profilestore
