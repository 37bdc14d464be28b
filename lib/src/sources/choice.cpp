#include "sources/choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <profilestore/error.hpp>
#include <set>

namespace profilestore::sources {
namespace {

// "app.logs and app.users", "a, b, c and 12 others"
std::string list_of(const std::set<std::string>& names) {
  constexpr std::size_t most = 10;
  std::vector<std::string> shown(names.begin(), names.end());
  if (shown.empty()) return "none";
  if (shown.size() > most) {
    const std::size_t others = shown.size() - most;
    shown.resize(most);
    return fmt::format("{} and {} others", fmt::join(shown, ", "), others);
  }
  const std::string last = shown.back();
  shown.pop_back();
  return shown.empty() ? last : fmt::format("{} and {}", fmt::join(shown, ", "), last);
}

std::string names_of(const std::vector<Opened>& all) {
  std::set<std::string> names;
  for (const Opened& opened : all)
    if (opened.is_dump) names.insert(opened.name);
  return list_of(names);
}

std::set<std::string> namespaces_of(const std::vector<Opened>& all) {
  std::set<std::string> names;
  for (const Opened& opened : all)
    if (opened.is_dump)
      for (const Source& source : opened.sources) names.insert(source.dumped().text());
  return names;
}

template <class Wanted>
bool any_of(const std::vector<Opened>& all, Wanted wanted) {
  return std::ranges::any_of(all, [&](const Opened& opened) {
    return opened.is_dump && std::ranges::any_of(opened.sources, [&](const Source& source) {
             return wanted(source.dumped());
           });
  });
}

template <class Wanted>
void keep(std::vector<Opened>& all, Wanted wanted) {
  for (Opened& opened : all) {
    if (!opened.is_dump) continue;
    std::vector<Source> kept;
    for (Source& source : opened.sources)
      if (wanted(source.dumped())) kept.push_back(std::move(source));
    opened.sources.swap(kept);
  }
}

void check_from(const std::vector<Opened>& all, const std::string& from) {
  for (const Opened& opened : all)
    if (!from.empty() && !opened.is_dump)
      throw InvalidInput(2, fmt::format("'{}' was asked for, but {} is not a dump of collections; "
                                        "omit --from",
                                        from, opened.name));
}

// A view that bears the name has no documents: to say so is better than that there is none.
void refuse_left_out(const std::vector<Opened>& all, const std::string& name) {
  for (const Opened& opened : all)
    for (const LeftOut& left : opened.left_out)
      if (!left.dumped.collection.empty() &&
          (left.dumped.collection == name || left.dumped.text() == name))
        throw InvalidInput(
            26, fmt::format("'{}' cannot be imported from {}: {}", name, left.name, left.why));
}

// The whole name comes first; a name alone may be a collection's or a database's.
void take_from(std::vector<Opened>& all, const std::string& from) {
  const auto whole = [&](const Namespace& one) { return one.text() == from; };
  const auto collection = [&](const Namespace& one) { return one.collection == from; };
  const auto database = [&](const Namespace& one) { return one.database == from; };
  if (any_of(all, whole)) return keep(all, whole);
  const bool of_collection = any_of(all, collection), of_database = any_of(all, database);
  if (of_collection && of_database)
    throw InvalidInput(
        2, fmt::format("'{0}' is the name of a database and of a collection; choose with --from "
                       "DATABASE.COLLECTION among {1}",
                       from, list_of(namespaces_of(all))));
  if (of_collection) return keep(all, collection);
  if (of_database) return keep(all, database);
  refuse_left_out(all, from);
  throw InvalidInput(26, fmt::format("{} has no database or collection '{}'; it has {}",
                                     names_of(all), from, list_of(namespaces_of(all))));
}

void take_named(std::vector<Opened>& all, const std::string& name) {
  const auto is_named = [&](const Namespace& one) { return one.collection == name; };
  if (any_of(all, is_named)) return keep(all, is_named);
  refuse_left_out(all, name);
  const auto there = namespaces_of(all);
  throw InvalidInput(
      26, fmt::format("{} has no collection '{}'; it has {}: to import one of them as '{}', choose "
                      "it with --from {}",
                      names_of(all), name, list_of(there), name, *there.begin()));
}

}  // namespace

void choose_collection(std::vector<Opened>& all, const Choice& choice) {
  if (!choice.files_too) check_from(all, choice.from);
  if (namespaces_of(all).empty()) return;
  if (!choice.from.empty())
    take_from(all, choice.from);
  else if (!choice.collection.empty())
    take_named(all, choice.collection);
  const auto names = namespaces_of(all);
  if (names.size() > 1)
    throw InvalidInput(2,
                       fmt::format("{} has {} collections: {}; choose one of them with --from {}",
                                   names_of(all), names.size(), list_of(names), *names.begin()));
}

void choose_database(std::vector<Opened>& all, const std::string& from) {
  check_from(all, from);
  if (!from.empty()) take_from(all, from);
  std::set<std::string> databases;
  for (const Opened& opened : all)
    for (const Source& source : opened.sources)
      if (!source.dumped().database.empty()) databases.insert(source.dumped().database);
  if (databases.size() > 1)
    throw InvalidInput(
        2, fmt::format("there are collections of {} databases: {}; choose one with --from {}",
                       databases.size(), list_of(databases), *databases.begin()));
}

}  // namespace profilestore::sources
