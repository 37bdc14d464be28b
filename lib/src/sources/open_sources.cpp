#include "sources/open_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <profilestore/error.hpp>
#include <set>

#include "sources/opened.hpp"
#include "sources/split_parts.hpp"
#include "sources/wrong_kind.hpp"

namespace profilestore::sources {
namespace {

namespace fs = std::filesystem;

void refuse_url(const std::string& name) {
  const std::size_t scheme = name.find("://");
  if (scheme == 0 || scheme == std::string::npos || fs::exists(name)) return;
  throw InvalidInput(2, fmt::format("{}… is a URL; give files, which mongoexport or mongodump "
                                    "writes",
                                    name.substr(0, scheme + 3)));
}

void check_number(std::size_t sources) {
  constexpr std::size_t most = 0xFFFF;  // a candidate has 16 bits for its source
  if (sources > most)
    throw InvalidInput(
        2, fmt::format("{} files are too many: an import reads at most {}; join them (cat), or "
                       "import them in several parts",
                       sources, most));
}

std::vector<Opened> open_all(const std::vector<std::string>& names, const SourceType& type) {
  type.check();
  if (names.empty()) throw InvalidInput(2, "no source was given");
  if (std::count(names.begin(), names.end(), "-") > 1)
    throw InvalidInput(2, "standard input can be read only once");
  check_number(names.size());
  for (const std::string& name : names) refuse_url(name);
  std::vector<Opened> all;
  for (const auto& parts : with_parts_joined(names)) all.push_back(open_source(parts));
  return all;
}

void take_type(std::vector<Source>& sources, const SourceType& type) {
  check_number(sources.size());
  for (Source& source : sources) {
    source.convert(type.encoding);
    refuse_wrong_kind(source, type);
    source.read_as(type);
  }
}

std::string shown(const std::string& name) { return name == "-" ? "standard input" : name; }

// A file that stands alone does not tell its database; the folder that it lies in may.
void check_not_mixed(const std::vector<Source>& sources) {
  const auto folder = [](const Source& source) {
    return source.dumped().database.empty() ? namespace_of(source.name(), "").database
                                            : source.dumped().database;
  };
  for (const Source& source : sources)
    if (folder(source) != folder(sources.front()))
      throw InvalidInput(
          2, fmt::format("{} and {} are both called {}, and lie in different folders; if they are "
                         "one collection, name it with --collection",
                         sources.front().name(), source.name(), source.dumped().collection));
}

}  // namespace

std::vector<Source> open_sources(const std::vector<std::string>& names, const SourceType& type,
                                 const Choice& choice, std::vector<LeftOutSource>* left_out) {
  std::vector<Opened> all = open_all(names, type);
  choose_collection(all, choice);
  std::vector<Source> sources;
  for (Opened& opened : all) {
    for (Source& source : opened.sources) sources.push_back(std::move(source));
    for (const LeftOut& left : opened.left_out)
      if (left_out != nullptr && part_of(left.name) == DumpPart::none && left.dumped == Namespace())
        left_out->push_back(left);
  }
  if (sources.empty())
    throw InvalidInput(2, fmt::format("{} contains no file to read", names.front()));
  take_type(sources, type);
  return sources;
}

OpenedDump open_dump(const std::vector<std::string>& names, const SourceType& type,
                     const std::string& from) {
  std::vector<Opened> all = open_all(names, type);
  choose_database(all, from);
  OpenedDump dump;
  std::map<std::string, std::vector<Source>> collections;
  for (Opened& opened : all) {
    for (Source& source : opened.sources) {
      if (source.dumped().collection.empty()) {
        refuse_wrong_kind(source, type);
        throw InvalidInput(2, fmt::format("{} does not tell its collection: name it with "
                                          "--collection",
                                          shown(source.name())));
      }
      collections[source.dumped().collection].push_back(std::move(source));
    }
    dump.left_out.insert(dump.left_out.end(), opened.left_out.begin(), opened.left_out.end());
  }
  if (collections.empty())
    throw InvalidInput(2,
                       fmt::format("{} has no collection with documents to import", names.front()));
  for (auto& [collection, sources] : collections) {
    check_not_mixed(sources);
    take_type(sources, type);
    dump.collections.push_back({collection, std::move(sources)});
  }
  return dump;
}

std::vector<Namespace> dumped_in(const std::vector<std::string>& names) {
  std::set<std::pair<std::string, std::string>> found;
  for (const Opened& opened : open_all(names, {}))
    for (const Source& source : opened.sources)
      if (!source.dumped().collection.empty())
        found.emplace(source.dumped().database, source.dumped().collection);
  std::vector<Namespace> all;
  for (const auto& [database, collection] : found) all.push_back({database, collection});
  return all;
}

}  // namespace profilestore::sources
