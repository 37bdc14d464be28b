#include "sources/open_sources.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

// "app.logs and app.users", "a, b, c and 12 others"
std::string list_of(const std::set<std::string>& names) {
  constexpr std::size_t most = 10;
  std::vector<std::string> shown(names.begin(), names.end());
  const std::size_t others = shown.size() > most ? shown.size() - most : 0;
  shown.resize(shown.size() - others);
  if (others > 0) return fmt::format("{} and {} others", fmt::join(shown, ", "), others);
  const std::string last = shown.back();
  shown.pop_back();
  return shown.empty() ? last : fmt::format("{} and {}", fmt::join(shown, ", "), last);
}

std::set<std::string> namespaces_of(const std::vector<Source>& sources) {
  std::set<std::string> names;
  for (const Source& source : sources) names.insert(source.dumped().text());
  return names;
}

template <class Unwanted>
void drop(std::vector<Source>& sources, Unwanted unwanted) {
  std::vector<Source> kept;
  for (Source& source : sources)
    if (!unwanted(source)) kept.push_back(std::move(source));
  sources.swap(kept);
}

void take_from(Opened& opened, const std::string& from) {
  const auto all = namespaces_of(opened.sources);
  drop(opened.sources, [&](const Source& source) { return !source.dumped().is_of(from); });
  if (opened.sources.empty())
    throw InvalidInput(26, fmt::format("{} has no database or collection '{}'; it has {}",
                                       opened.name, from, list_of(all)));
}

void choose(Opened& opened, const Choice& choice) {
  if (!opened.is_dump) return;
  if (!choice.from.empty()) take_from(opened, choice.from);
  const auto is_named = [&](const Source& source) {
    return source.dumped().collection == choice.collection;
  };
  if (std::ranges::any_of(opened.sources, is_named))
    drop(opened.sources, [&](const Source& source) { return !is_named(source); });
  const auto names = namespaces_of(opened.sources);
  if (names.size() > 1)
    throw InvalidInput(
        2, fmt::format("{} has {} collections: {}; choose one of them with --from {}", opened.name,
                       names.size(), list_of(names), *names.begin()));
}

void refuse_url(const std::string& name) {
  const std::size_t scheme = name.find("://");
  if (scheme == 0 || scheme == std::string::npos || fs::exists(name)) return;
  throw InvalidInput(2, fmt::format("{}… is a URL; give files, which mongoexport or mongodump "
                                    "writes",
                                    name.substr(0, scheme + 3)));
}

std::vector<Opened> open_all(const std::vector<std::string>& names, const SourceType& type) {
  type.check();
  if (names.empty()) throw InvalidInput(2, "no source was given");
  if (std::count(names.begin(), names.end(), "-") > 1)
    throw InvalidInput(2, "standard input can be read only once");
  for (const std::string& name : names) refuse_url(name);
  std::vector<Opened> all;
  for (const auto& parts : with_parts_joined(names)) all.push_back(open_source(parts));
  return all;
}

void check_from(const std::vector<Opened>& all, const std::string& from) {
  if (!from.empty() && std::ranges::none_of(all, &Opened::is_dump))
    throw InvalidInput(2, fmt::format("'{}' was asked for, but {} is not a dump of collections; "
                                      "omit --from",
                                      from, all.front().name));
}

void take_type(std::vector<Source>& sources, const SourceType& type) {
  constexpr std::size_t most = 0xFFFF;  // a candidate has 16 bits for its source
  if (sources.size() > most)
    throw InvalidInput(
        2, fmt::format("{} files are too many: an import reads at most {}; join them (cat), or "
                       "import them in several parts",
                       sources.size(), most));
  for (Source& source : sources) {
    source.convert(type.encoding);
    refuse_wrong_kind(source, type);
    source.read_as(type);
  }
}

void check_one_database(const std::vector<Opened>& all) {
  std::set<std::string> databases;
  for (const Opened& opened : all)
    for (const Source& source : opened.sources)
      if (!source.dumped().database.empty()) databases.insert(source.dumped().database);
  if (databases.size() > 1)
    throw InvalidInput(
        2, fmt::format("there are collections of {} databases: {}; choose one with --from {}",
                       databases.size(), list_of(databases), *databases.begin()));
}

}  // namespace

std::vector<Source> open_sources(const std::vector<std::string>& names, const SourceType& type,
                                 const Choice& choice) {
  std::vector<Opened> all = open_all(names, type);
  if (!choice.files_too) check_from(all, choice.from);
  std::vector<Source> sources;
  for (Opened& opened : all) {
    choose(opened, choice);
    for (Source& source : opened.sources) sources.push_back(std::move(source));
  }
  if (sources.empty())
    throw InvalidInput(2, fmt::format("{} contains no file to read", names.front()));
  take_type(sources, type);
  return sources;
}

OpenedDump open_dump(const std::vector<std::string>& names, const SourceType& type,
                     const std::string& from) {
  std::vector<Opened> all = open_all(names, type);
  check_from(all, from);
  OpenedDump dump;
  std::map<std::string, std::vector<Source>> collections;
  for (Opened& opened : all)
    if (opened.is_dump && !from.empty()) take_from(opened, from);
  check_one_database(all);
  for (Opened& opened : all) {
    for (Source& source : opened.sources) {
      if (source.dumped().collection.empty())
        throw InvalidInput(2, fmt::format("{} does not tell its collection: name it with "
                                          "--collection",
                                          source.name() == "-" ? "standard input" : source.name()));
      collections[source.dumped().collection].push_back(std::move(source));
    }
    std::ranges::move(opened.left_out, std::back_inserter(dump.left_out));
  }
  if (collections.empty())
    throw InvalidInput(2,
                       fmt::format("{} has no collection with documents to import", names.front()));
  for (auto& [collection, sources] : collections) {
    take_type(sources, type);
    dump.collections.push_back({collection, std::move(sources)});
  }
  return dump;
}

}  // namespace profilestore::sources
