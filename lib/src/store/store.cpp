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
    throw InvalidInput(
        85, fmt::format("collection {} exists with other unique indexes", collection.name));
  if (options.timestamps && !collection.timestamps)
    throw InvalidInput(
        85, fmt::format("collection {} exists and does not stamp its documents", collection.name));
}

void create(store::Turn& turn, const std::string& database, const std::string& name,
            const CollectionOptions& options) {
  const CollectionEntry created =
      store::create_collection(turn.connection(), name, options.timestamps);
  store::create_sqlite_index(turn.connection(), created, created.indexes.front());
  turn.reload_catalog();
  for (const UniqueIndex& index : options.indexes) store::create_index(turn, database, name, index);
}

Collection opened(const Collection& handle, store::Core& core, const store::SessionPointer& session,
                  const CollectionOptions& options) {
  if (options.indexes.empty() && !options.timestamps) return handle;
  {
    auto reader = core.reader(session);
    if (const CollectionEntry* found = reader.collection_now(handle.name())) {
      expect_same(*found, options);
      return handle;
    }
  }
  store::Turn turn(core, session);
  if (const CollectionEntry* found = turn.catalog().find(handle.name())) {
    expect_same(*found, options);  // another made it meanwhile
    return handle;
  }
  create(turn, core.database(), handle.name(), options);
  turn.commit();
  return handle;
}

std::vector<std::string> names_of(sqlite::Connection& connection) {
  std::vector<std::string> names;
  const auto catalog = store::load_catalog(connection);
  for (const auto& [name, entry] : catalog->collections) names.push_back(name);
  return names;
}

/// Ends the session at the end of a function's scope: its handles are of no use from then on.
struct Ending {
  store::Session& session;
  ~Ending() { session.ended = true; }
};

void run_in(store::Turn& turn, store::SessionPointer session,
            const std::function<void(store::SessionPointer)>& work) {
  session->turn = &turn;
  session->connection = &turn.connection();
  {
    const Ending ending{*session};
    work(session);
  }
  turn.commit();
}

}  // namespace

Store Store::open(const std::filesystem::path& path, const StoreOptions& options) {
  return Store(store::Core::open(path, options));
}

const std::filesystem::path& Store::path() const { return core_->path(); }

Collection Store::collection(std::string_view name, const CollectionOptions& options) {
  store::check_name(name);
  return opened(Collection(core_, std::string(name)), *core_, nullptr, options);
}

std::vector<std::string> Store::collection_names() const {
  auto reader = core_->reader();
  return names_of(reader.connection());
}

void Store::transaction(const std::function<void(Transaction&)>& work) {
  const auto core = core_;  // the function may drop the last handle
  store::Turn turn(*core);
  const store::TransactionScope scope(*core);
  run_in(turn, std::make_shared<store::Session>(), [&](store::SessionPointer session) {
    Transaction transaction(core, std::move(session));
    work(transaction);
  });
}

Collection Transaction::collection(std::string_view name, const CollectionOptions& options) {
  session_->check();
  store::check_name(name);
  return opened(Collection(core_, std::string(name), session_), *core_, session_, options);
}

void Transaction::transaction(const std::function<void(Transaction&)>& work) {
  store::Turn turn(*core_, session_);
  run_in(turn, std::make_shared<store::Session>(), [&](store::SessionPointer session) {
    Transaction inner(core_, std::move(session));
    work(inner);
  });
}

void Store::snapshot(const std::function<void(Snapshot&)>& work) const {
  const auto core = core_;  // the function may drop the last handle
  auto reader = core->reader();
  const sqlite::ReadTransaction moment(reader.connection());
  const auto session = std::make_shared<store::Session>();
  session->connection = &reader.connection();
  const Ending ending{*session};
  Snapshot snapshot(core, session);
  work(snapshot);
}

Collection Snapshot::collection(std::string_view name) const {
  session_->check();
  store::check_name(name);
  return Collection(core_, std::string(name), session_);
}

std::vector<std::string> Snapshot::collection_names() const {
  session_->check();
  return names_of(*session_->connection);
}

CheckReport Store::check() const {
  auto reader = core_->reader();
  return store::check(reader);
}

void Collection::create_index(const UniqueIndex& index) {
  store::Turn turn(*core_, session_);
  store::create_index(turn, core_->database(), name_, index);
  turn.commit();
}

}  // namespace profilestore
