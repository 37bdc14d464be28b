#include "store/change_log.hpp"

#include <fmt/format.h>

#include <profilestore/collection.hpp>

#include "catalog/id_text.hpp"
#include "changes/token.hpp"
#include "sqlite/mark.hpp"
#include "store/validator.hpp"

namespace profilestore {
namespace store {
namespace {

void append_change(WriteTransaction& write, const catalog::CollectionEntry& collection,
                   const changes::Change& change) {
  const std::int64_t sequence = changes::append(
      write.connection(), collection.id, *collection.change_log, change, write.first_change());
  write.logged(sequence);
}

}  // namespace

void note_change(WriteTransaction& write, const catalog::CollectionEntry& collection,
                 std::string_view op, std::string_view before, std::string_view after) {
  write.touched(collection.name);
  if (!collection.change_log) return;
  const std::string id = catalog::id_text(after.empty() ? before : after);
  append_change(write, collection, {op, id, before, after});
}

void note_many(WriteTransaction& write, const catalog::CollectionEntry& collection,
               std::string_view op, const Document& counts) {
  write.touched(collection.name);
  if (!collection.change_log) return;
  const std::string text = counts.dump();
  append_change(write, collection, {.op = op, .counts = text});
}

void note_drop(WriteTransaction& write, const catalog::CollectionEntry& collection) {
  write.touched(collection.name);
  if (collection.change_log)
    write.logged(changes::end_dropped(write.connection(), collection, write.first_change()));
  changes::keep_dropped(write.connection(), collection.id);
}

void keep_log(WriteTransaction& write, const catalog::CollectionEntry& collection,
              const ChangeLog& log) {
  changes::keep(write.connection(), collection, log);
  move_schema_version(write.connection());
  write.catalog_may_have_changed();
}

}  // namespace store

std::optional<ChangeLog> Collection::change_log() const {
  auto reader = core_->reader(session_);
  const auto* collection = reader.collection(name_);
  return collection == nullptr ? std::nullopt : collection->change_log;
}

void Collection::set_change_log(const ChangeLog& log) {
  changes::check_bounds(log);
  store::WriteTransaction write(*core_, session_);
  const auto& collection = write.collection(name_);
  if (collection.change_log == log) {
    write.commit();  // the collection may be new to the transaction around
    return;
  }
  store::keep_log(write, collection, log);
  write.commit();
}

bool Collection::remove_change_log() {
  store::WriteTransaction write(*core_, session_);
  const auto* collection = write.catalog().find(name_);
  if (collection == nullptr || !collection->change_log) return false;
  changes::remove(write.connection(), collection->id);
  store::move_schema_version(write.connection());
  write.catalog_may_have_changed();
  write.touched(name_);
  write.commit();
  return true;
}

std::string Collection::change_token() const {
  auto reader = core_->reader(session_);
  const auto* collection = reader.collection(name_);
  const auto newest = collection == nullptr || !collection->change_log
                          ? std::nullopt
                          : changes::newest(reader.connection(), collection->id);
  if (!newest) changes::refuse_unlogged(name_);
  return changes::text_of({sqlite::read_mark(reader.connection())->store, collection->id, *newest});
}

}  // namespace profilestore
