#include "import/destination.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/index_names.hpp"
#include "document/time_limit.hpp"
#include "import/dumped_indexes.hpp"
#include "sqlite/held_pragma.hpp"
#include "sqlite/watch.hpp"
#include "store/create_index.hpp"

namespace profilestore::importing {
namespace {

using catalog::CollectionEntry;
using catalog::IndexEntry;

// The steps that an import asks for at these paths.
Normalise asked_for(const Normalise& normalise, const Paths& paths) {
  Normalise asked;
  for (const std::string& path : paths) asked.add(path, normalise.at(path));
  return asked;
}

[[noreturn]] void refuse_another(const CollectionEntry& collection, const IndexEntry& found,
                                 std::string_view what) {
  throw InvalidInput(85, fmt::format("collection {}: its unique index {} {}; leave the option out "
                                     "to import by that rule, or drop the index first. Nothing was "
                                     "imported",
                                     collection.name, found.index.name(), what));
}

// Whether an index keeps the same documents apart, or orders them alike. One that takes more texts
// for equal keeps them apart, too.
bool does_as(const Index& there, const Index& dumped) {
  return there.unique == dumped.unique && there.paths.same_as(dumped.paths) &&
         (there.where == dumped.where || (there.where.empty() && dumped.where.empty())) &&
         there.collation == dumped.collation && (there.normalise.empty() || dumped.unique);
}

std::string why_another(const IndexEntry& there) {
  return fmt::format("the collection has another index {} {}", there.index.name(),
                     there.unique()
                         ? "over these paths, with another condition, collation or normalisation"
                         : "of that name");
}

}  // namespace

void Destination::prepare(const std::vector<sources::Source>& sources) {
  if (const CollectionEntry* found = write_.catalog().find(options_.collection)) {
    collection_ = *found;
  } else {
    collection_ = catalog::create_collection(write_.connection(), options_.collection, false);
    not_yet_indexed_.push_back(collection_.indexes.front());
  }
  for (const IndexEntry& entry : collection_.indexes) old_indexes_.insert(entry.index.name());
  check_normalise();
  for (const Paths& paths : options_.unique) prepare_unique(paths);
  for (const sources::Source& source : sources) prepare_dumped(source);
}

// Those of several sources may be the same.
void Destination::prepare_dumped(const sources::Source& source) {
  std::vector<SourceIndex>& told = dumped_.emplace_back();
  for (const DumpedIndex& dumped : indexes_of_metadata(source.metadata())) {
    SourceIndex& index =
        told.emplace_back(SourceIndex{dumped.name, dumped.unique, false, dumped.why_not});
    const IndexEntry* there = collection_.index_named(dumped.name);
    if (there == nullptr && dumped.unique && dumped.index)
      there = collection_.unique_over(dumped.index->paths);
    if (!dumped.index) continue;
    if (there != nullptr && !dumped.unique && there->unique() && options_.indexes) {
      Index other = *dumped.index;  // one that orders, beside one that keeps apart
      other.name.clear();
      const Index named = catalog::with_free_name(collection_, other);
      if (collection_.index_named(named.name) == nullptr) add_index(named);
      index.there = true;
    } else if (there != nullptr) {
      index.there = does_as(there->index.rule(), *dumped.index);
      if (!index.there) index.why_not = why_another(*there);
    } else if (options_.indexes) {
      add_index(*dumped.index);
      index.there = true;
    }
  }
}

void Destination::check_normalise() const {
  for (const auto& asked : options_.normalise.steps()) {
    const std::string& path = asked.first;
    const bool used = std::ranges::any_of(options_.unique, [&](const Paths& paths) {
      return path.empty() || std::find(paths.begin(), paths.end(), path) != paths.end();
    });
    if (!used)
      throw InvalidInput(2, path.empty() ? "normalise: there is no unique index to normalise for"
                                         : fmt::format("normalise: '{}' is a path of no unique "
                                                       "index that is asked for",
                                                       path));
  }
}

void Destination::prepare_unique(const Paths& paths) {
  const Normalise normalise = asked_for(options_.normalise, paths);
  if (const IndexEntry* found = collection_.unique_over(paths)) {
    const Index& rule = found->index.rule();
    const bool id = found->index.name() == catalog::id_index_name;
    if (!id && options_.missing && *options_.missing != rule.missing)
      refuse_another(collection_, *found,
                     fmt::format("has the rule '{}' for missing values, not '{}'",
                                 name_of(rule.missing), name_of(*options_.missing)));
    if (!normalise.empty() && normalise != rule.normalise)
      refuse_another(collection_, *found,
                     rule.normalise.empty()
                         ? "compares texts as they are, not normalised"
                         : fmt::format("normalises by {}", value_of(rule.normalise).dump()));
    return;
  }
  const Index wanted = UniqueIndex{.paths = paths,
                                   .missing = options_.missing.value_or(Missing::reject),
                                   .normalise = normalise};
  add_index(catalog::with_free_name(collection_, wanted));
}

void Destination::add_index(const Index& rule) {
  if (not_yet_indexed_.empty()) {  // the collection has been there, and may have documents
    store::create_index(write_, database_, collection_.name, rule);
    collection_ = *write_.catalog().find(collection_.name);
    return;
  }
  catalog::check_rule(rule);
  const IndexEntry entry = catalog::add_index_columns(write_.connection(), collection_, rule);
  collection_.indexes.push_back(entry);
  not_yet_indexed_.push_back(entry);
}

std::vector<std::string> Destination::made_indexes() const {
  std::vector<std::string> made;
  for (const IndexEntry& entry : collection_.indexes)
    if (!old_indexes_.contains(entry.index.name())) made.push_back(entry.index.name());
  return made;
}

void Destination::create_indexes() {
  const auto look = [this] {
    document::TimeLimit::look_at_clock();
    if (options_.progress) options_.progress({"indexes"});
  };
  // What is sorted is as much as the cache may hold: of little, one part is sorted on another
  // thread while the rows of the next are read.
  const sqlite::HeldPragma threads(write_.connection(), "threads", 1);
  const sqlite::HeldPragma cache(write_.connection(), "cache_size", -2048);
  for (const IndexEntry& entry : not_yet_indexed_) {
    const sqlite::Watch watch(write_.connection(), look);
    try {
      create_index(entry);
    } catch (const StorageFailure&) {
      watch.rethrow();
      throw;
    }
  }
  look();
}

void Destination::create_index(const IndexEntry& entry) {
  if (!catalog::create_sqlite_index(write_.connection(), collection_, entry))
    throw StorageFailure(fmt::format("import: the plan left two documents with the same key under "
                                     "the unique index {}; nothing was imported. "
                                     "This is a fault of this library: please report it",
                                     entry.index.name()),
                         0);
}

}  // namespace profilestore::importing
