// Collections as a whole: their names, how many documents they have, all of their indexes at once.
#include <profilestore/collection.hpp>

#include <fmt/format.h>

#include "catalog/catalog.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/change_log.hpp"
#include "store/create_index.hpp"
#include "store/validator.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using catalog::CollectionEntry;

void remove_collection(store::WriteTransaction& write, const CollectionEntry& collection) {
  store::note_drop(write, collection);
  catalog::drop_collection(write.connection(), collection);
  write.catalog_may_have_changed();
}

// The table keeps its name: no statement goes by it but through the catalog.
void rename_in_catalog(store::WriteTransaction& write, std::int64_t collection,
                       std::string_view new_name) {
  sqlite::Query record(write.connection(),
                       "UPDATE ps_collections SET name = ?2, sum = NULL WHERE id = ?1");
  record.bind(1, collection).bind(2, new_name).run();
  store::move_schema_version(write.connection());
  write.catalog_may_have_changed();
}

}  // namespace

void Collection::rename(std::string_view new_name, bool drop_target) {
  catalog::check_name(new_name);
  catalog::check_new_name(new_name);
  store::WriteTransaction write(*core_, session_, "renameCollection");
  const CollectionEntry& collection = write.catalog().existing(name_);
  if (new_name == name_) throw InvalidInput(20, "a collection cannot be renamed to itself");
  if (collection.change_log)
    throw InvalidInput(20, fmt::format("collection {} keeps a log of changes, and who watches it "
                                       "would not learn of a new name: remove_change_log first",
                                       name_));
  const std::int64_t id = collection.id;
  if (const CollectionEntry* target = write.catalog().find(new_name)) {
    if (!drop_target)
      throw InvalidInput(48, fmt::format("there is a collection {} already", new_name));
    remove_collection(write, *target);
  }
  rename_in_catalog(write, id, new_name);
  write.touched(name_);
  write.touched(new_name);
  write.commit();
  name_ = new_name;
}

std::int64_t Collection::drop_indexes() {
  store::WriteTransaction write(*core_, session_);
  const CollectionEntry& collection = write.catalog().existing(name_);
  std::vector<std::string> names;
  for (const catalog::IndexEntry& entry : collection.indexes)
    if (entry.name() != catalog::id_index_name) names.push_back(entry.name());
  for (const std::string& name : names) store::drop_index(write, name_, name);
  write.commit();
  return static_cast<std::int64_t>(names.size());
}

std::vector<std::string> Collection::create_indexes(const std::vector<Index>& indexes) {
  if (indexes.empty()) throw InvalidInput(2, "create_indexes needs at least one index");
  store::WriteTransaction write(*core_, session_);
  std::vector<std::string> names;
  for (const Index& index : indexes)
    names.push_back(store::create_index(write, core_->database(), name_, index));
  write.commit();
  return names;
}

std::int64_t Collection::estimated_document_count() const {
  auto reader = core_->reader(session_);
  const CollectionEntry* collection = reader.collection(name_);
  if (collection == nullptr) return 0;
  return reader.connection().number(
      fmt::format("SELECT count(*) FROM {}", sqlite::identifier(collection->table)));
}

}  // namespace profilestore
