#include "import/dumped_indexes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>

#include "catalog/catalog.hpp"
#include "document/number.hpp"

namespace profilestore::importing {
namespace {

// What of an index's specification changes nothing here.
constexpr std::array idle{"_id", "v", "ns", "name", "key", "background", "dropDups"};
constexpr std::array known{"unique", "sparse", "partialFilterExpression", "collation"};

// What of a collection's options means something here, and what is so without it.
constexpr std::array<std::pair<const char*, const char*>, 6> options_with_effect{{
    {"validator",
     "documents are not held to it; give it to the collection by exec's operation collMod"},
    {"collation",
     "texts are compared as they are; give it to the indexes by index create --collation"},
    {"capped", "no document is deleted for a newer one"},
    {"expireAfterSeconds", "no document is deleted by its date; see index create --expire-after"},
    {"timeseries", "the documents are those of an ordinary collection"},
    {"clusteredIndex", "the collection is in the order of its documents"},
}};

std::optional<double> number_of(const Value& value) {
  if (const auto integer = document::integer_of(value)) return static_cast<double>(*integer);
  return document::real_of(value);
}

bool is_set(const Document& spec, const char* name) {
  const auto found = spec.find(name);
  if (found == spec.end() || found->is_null()) return false;
  if (found->is_boolean()) return found->get<bool>();
  const auto number = number_of(*found);
  return !number || *number != 0;
}

Paths paths_of(const Document& key) {
  std::vector<IndexPath> paths;
  for (const auto& [path, direction] : key.items()) {
    const auto number = number_of(direction);
    if (!number || *number == 0)
      throw InvalidInput(67, fmt::format("the index type of '{}' is not supported", path));
    paths.emplace_back(path, *number > 0 ? 1 : -1);
  }
  return Paths(std::move(paths));
}

// The keys are made anew, whichever ICU MongoDB had.
std::optional<Collation> collation_of_dump(Document collation) {
  if (collation.is_object()) collation.erase("version");
  return collation_of(collation);
}

Index index_of(const Document& spec) {
  for (const auto& [name, value] : spec.items()) {
    const auto is = [&name = name](const char* other) { return name == other; };
    if (is("expireAfterSeconds") && !value.is_null())
      throw InvalidInput(67,
                         "it deletes documents by their date (expireAfterSeconds), which no import "
                         "asks for: create it with index create --expire-after");
    if (std::ranges::none_of(idle, is) && std::ranges::none_of(known, is) &&
        is_set(spec, name.c_str()))
      throw InvalidInput(67, fmt::format("'{}' is not supported", name));
  }
  Index index{paths_of(spec.at("key")), is_set(spec, "unique"),
              is_set(spec, "sparse") ? Missing::sparse : Missing::collide,
              spec.value("name", std::string())};
  if (const auto where = spec.find("partialFilterExpression"); where != spec.end())
    index.where = *where;
  if (const auto collation = spec.find("collation"); collation != spec.end())
    index.collation = collation_of_dump(*collation);
  catalog::check_rule(index);
  return index;
}

DumpedIndex dumped(const Document& spec) {
  DumpedIndex found{spec.value("name", std::string()), is_set(spec, "unique")};
  try {
    found.index = index_of(spec);
  } catch (const InvalidInput& error) {
    found.why_not = error.what();
  }
  return found;
}

}  // namespace

std::vector<DumpedIndex> indexes_of_metadata(std::string_view text) {
  std::vector<DumpedIndex> found;
  if (text.empty()) return found;
  const Document metadata = ejson::parse(text);
  const auto indexes = metadata.find("indexes");
  if (indexes == metadata.end()) return found;
  if (!indexes->is_array()) throw InvalidInput(9, "'indexes' in its metadata is not an array");
  for (const Value& spec : *indexes) {
    const bool sound = spec.is_object() && spec.contains("key") && spec.at("key").is_object() &&
                       !spec.at("key").empty() && spec.contains("name") &&
                       spec.at("name").is_string();
    if (!sound) throw InvalidInput(9, "an index in its metadata has no valid 'key' or 'name'");
    if (spec.at("name") != "_id_") found.push_back(dumped(spec));
  }
  return found;
}

std::vector<DumpedOption> options_left_out(std::string_view text) {
  std::vector<DumpedOption> left;
  if (text.empty()) return left;
  const Document metadata = ejson::parse(text);
  const auto options = metadata.find("options");
  if (options == metadata.end() || !options->is_object()) return left;
  for (const auto& [name, why] : options_with_effect)
    if (const auto found = options->find(name);
        found != options->end() && !found->empty() && is_set(*options, name))
      left.push_back({name, why});
  return left;
}

}  // namespace profilestore::importing
