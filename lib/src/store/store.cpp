#include <profilestore/store.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>
#include <profilestore/stop_scope.hpp>

#include "store/change_log.hpp"
#include "store/create_index.hpp"
#include "store/validator.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using catalog::CollectionEntry;

std::vector<Index> named(const std::vector<UniqueIndex>& rules) {
  std::vector<Index> all;
  for (const Index rule : rules) {
    catalog::check_rule(rule);
    if (catalog::is_id_index(rule)) continue;  // every collection has it
    all.push_back(catalog::IndexEntry(rule).index.rule());
  }
  std::sort(all.begin(), all.end(), [](const Index& a, const Index& b) { return a.name < b.name; });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<Index> unique_without_id(const CollectionEntry& collection) {
  std::vector<Index> rules;
  for (const auto& entry : collection.indexes)
    if (entry.unique() && entry.name() != catalog::id_index_name)
      rules.push_back(entry.index.rule());
  return rules;
}

void expect_same(const CollectionEntry& collection, const CollectionOptions& options) {
  if (!options.indexes.empty() && named(options.indexes) != unique_without_id(collection))
    throw InvalidInput(
        85, fmt::format("collection {} exists with other unique indexes", collection.name));
  if (options.timestamps && !collection.timestamps)
    throw InvalidInput(85, fmt::format("collection {} exists without timestamps", collection.name));
  if (options.change_log && collection.change_log != options.change_log)
    throw InvalidInput(85, fmt::format("collection {} exists with other bounds of its log of "
                                       "changes, or without one; set_change_log changes them",
                                       collection.name));
  if (!options.validator) return;
  const auto wanted = catalog::normalised(*options.validator);
  if (wanted ? !collection.validator || collection.validator->rule() != *wanted
             : collection.validator != nullptr)
    throw InvalidInput(85, fmt::format("collection {} exists with another validator, or with none",
                                       collection.name));
}

void create(store::WriteTransaction& write, const std::string& database, const std::string& name,
            const CollectionOptions& options) {
  const CollectionEntry created =
      catalog::create_collection(write.connection(), name, options.timestamps);
  catalog::create_sqlite_index(write.connection(), created, created.indexes.front());
  write.catalog_may_have_changed();
  for (const UniqueIndex& index : options.indexes)
    store::create_index(write, database, name, index);
  if (options.validator)
    if (const auto validator = catalog::normalised(*options.validator))
      store::set_validator(write, *write.catalog().find(name), validator);
  if (options.change_log) store::keep_log(write, *write.catalog().find(name), *options.change_log);
}

Collection opened(const Collection& handle, store::Core& core, const store::SessionPointer& session,
                  const CollectionOptions& options) {
  if (options.indexes.empty() && !options.timestamps && !options.validator && !options.change_log)
    return handle;
  {
    auto reader = core.reader(session);
    if (const CollectionEntry* found = reader.collection(handle.name())) {
      expect_same(*found, options);
      return handle;
    }
  }
  store::WriteTransaction write(core, session);
  if (const CollectionEntry* found = write.catalog().find(handle.name())) {
    expect_same(*found, options);  // another made it meanwhile
    return handle;
  }
  create(write, core.database(), handle.name(), options);
  write.commit();
  return handle;
}

std::vector<std::string> names_of(store::Reader&& reader) {
  std::vector<std::string> names;
  for (const auto& [name, entry] : reader.catalog().collections) names.push_back(name);
  return names;
}

}  // namespace

void Store::enqueue(Run run, std::function<void(std::exception_ptr)> refuse,
                    std::stop_token stop) const {
  const std::weak_ptr<store::Core> known = core_->weak_from_this();
  core_->executor().add(
      {[run = std::move(run), known](std::stop_token token) {
         Store store(known.lock());
         const StopScope scope(token);
         run(store, token);
       },
       [refuse = std::move(refuse)] { refuse(std::make_exception_ptr(Interrupted())); },
       std::move(stop)});
}

const std::filesystem::path& Store::path() const { return core_->path(); }

Collection Store::collection(std::string_view name, const CollectionOptions& options) {
  catalog::check_name(name);
  return opened(Collection(core_, std::string(name)), *core_, nullptr, options);
}

std::vector<std::string> Store::collection_names() const { return names_of(core_->reader()); }

void Store::transaction(const std::function<void(Transaction&)>& work) {
  const auto core = core_;  // the function may drop the last handle
  store::WriteTransaction write(*core);
  const store::TransactionScope scope(*core);
  store::run_session(write, [&](store::SessionPointer session) {
    Transaction transaction(core, std::move(session));
    work(transaction);
  });
  write.commit();
}

Collection Transaction::collection(std::string_view name, const CollectionOptions& options) {
  session_->check();
  catalog::check_name(name);
  return opened(Collection(core_, std::string(name), session_), *core_, session_, options);
}

void Transaction::transaction(const std::function<void(Transaction&)>& work) {
  store::WriteTransaction write(*core_, session_);
  store::run_session(write, [&](store::SessionPointer session) {
    Transaction inner(core_, std::move(session));
    work(inner);
  });
  write.commit();
}

void Store::snapshot(const std::function<void(Snapshot&)>& work) const {
  const auto core = core_;  // the function may drop the last handle
  auto reader = core->reader();
  const sqlite::ReadTransaction moment(reader.connection());
  const auto session = std::make_shared<store::Session>();
  session->connection = &reader.connection();
  const store::SessionEnd end{*session};
  Snapshot snapshot(core, session);
  work(snapshot);
}

Collection Snapshot::collection(std::string_view name) const {
  session_->check();
  catalog::check_name(name);
  return Collection(core_, std::string(name), session_);
}

std::vector<std::string> Snapshot::collection_names() const {
  session_->check();
  return names_of(core_->reader(session_));
}

std::string Collection::create_index(const Index& index) {
  store::WriteTransaction write(*core_, session_);
  std::string name = store::create_index(write, core_->database(), name_, index);
  write.commit();
  return name;
}

void Collection::drop_index(std::string_view name) {
  store::WriteTransaction write(*core_, session_);
  store::drop_index(write, name_, name);
  write.commit();
}

std::optional<Validator> Collection::validator() const {
  auto reader = core_->reader(session_);
  const CollectionEntry* collection = reader.collection(name_);
  if (collection == nullptr || !collection->validator) return std::nullopt;
  return collection->validator->rule();
}

ValidationReport Collection::set_validator(const Validator& validator) {
  const auto wanted = catalog::normalised(validator);
  store::WriteTransaction write(*core_, session_);
  store::set_validator(write, write.collection(name_), wanted);
  auto report = catalog::validate(write.connection(), write.collection(name_));
  write.commit();
  return report;
}

bool Collection::remove_validator() {
  store::WriteTransaction write(*core_, session_);
  const CollectionEntry* collection = write.catalog().find(name_);
  if (collection == nullptr || !collection->validator) return false;
  store::set_validator(write, *collection, std::nullopt);
  write.commit();
  return true;
}

ValidationReport Collection::validate() const {
  auto reader = core_->reader(session_);
  const CollectionEntry* collection = reader.collection(name_);
  return collection == nullptr ? ValidationReport()
                               : catalog::validate(reader.connection(), *collection);
}

bool Collection::drop() {
  store::WriteTransaction write(*core_, session_);
  const CollectionEntry* collection = write.catalog().find(name_);
  if (collection == nullptr) return false;
  store::note_drop(write, *collection);
  catalog::drop_collection(write.connection(), *collection);
  write.catalog_may_have_changed();
  write.commit();
  return true;
}

}  // namespace profilestore
