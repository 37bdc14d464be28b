#include <profilestore/store.hpp>

#include <fmt/format.h>

#include <algorithm>

#include "store/check.hpp"
#include "store/core.hpp"
#include "store/create_index.hpp"

namespace profilestore {
namespace {

using store::CollectionEntry;

std::vector<UniqueIndex> named(const std::vector<UniqueIndex>& rules) {
  std::vector<UniqueIndex> all;
  for (const UniqueIndex& rule : rules) {
    store::check_rule(rule);
    if (rule.paths == store::id_index().paths) continue;  // every collection has it
    all.push_back(keys::Index(rule).rule());
  }
  std::sort(all.begin(), all.end(),
            [](const UniqueIndex& a, const UniqueIndex& b) { return a.name < b.name; });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<UniqueIndex> without_id(const CollectionEntry& collection) {
  std::vector<UniqueIndex> rules;
  for (const auto& entry : collection.indexes)
    if (entry.index.name() != "_id_") rules.push_back(entry.index.rule());
  return named(rules);
}

void expect_same(const CollectionEntry& collection, const CollectionOptions& options) {
  if (!options.indexes.empty() && named(options.indexes) != without_id(collection))
    throw InvalidInput(85, fmt::format("collection {} exists with other unique indexes",
                                       collection.name));
  if (options.timestamps && !collection.timestamps)
    throw InvalidInput(85, fmt::format("collection {} exists and does not stamp its documents",
                                       collection.name));
}

void create(store::Turn& turn, const std::string& database, const std::string& name,
            const CollectionOptions& options) {
  const CollectionEntry created =
      store::create_collection(turn.connection(), name, options.timestamps);
  store::create_sqlite_index(turn.connection(), created, created.indexes.front());
  turn.reload_catalog();
  for (const UniqueIndex& index : options.indexes)
    store::create_index(turn, database, name, index);
}

}  // namespace

Store Store::open(const std::filesystem::path& path, const StoreOptions& options) {
  return Store(store::Core::open(path, options));
}

const std::filesystem::path& Store::path() const { return core_->path(); }

Collection Store::collection(std::string_view name, const CollectionOptions& options) {
  store::check_name(name);
  Collection handle(core_, std::string(name));
  if (options.indexes.empty() && !options.timestamps) return handle;
  {
    auto reader = core_->reader();
    if (const CollectionEntry* found = reader.collection_now(name)) {
      expect_same(*found, options);
      return handle;
    }
  }
  store::Turn turn(*core_);
  if (const CollectionEntry* found = turn.catalog().find(name)) {
    expect_same(*found, options);  // another made it meanwhile
    return handle;
  }
  create(turn, core_->database(), handle.name(), options);
  turn.commit();
  return handle;
}

std::vector<std::string> Store::collection_names() const {
  auto reader = core_->reader();
  std::vector<std::string> names;
  const auto catalog = store::load_catalog(reader.connection());
  for (const auto& [name, entry] : catalog->collections) names.push_back(name);
  return names;
}

CheckReport Store::check() const {
  auto reader = core_->reader();
  return store::check(reader);
}

void Collection::create_index(const UniqueIndex& index) {
  store::Turn turn(*core_);
  store::create_index(turn, core_->database(), name_, index);
  turn.commit();
}

}  // namespace profilestore
