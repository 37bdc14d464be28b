#include "crud/writing.hpp"

#include <fmt/format.h>

#include "catalog/elements.hpp"
#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "crud/clash.hpp"
#include "document/time_limit.hpp"
#include "extjson/reader.hpp"
#include "query/reading.hpp"
#include "query/search.hpp"
#include "sqlite/error_code.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/change_log.hpp"
#include "store/validator.hpp"

namespace profilestore::crud {
namespace {

using sqlite::identifier;
using sqlite::Query;

}  // namespace

Value Writer::insert(const Document& document, NewDocument& made) {
  const catalog::CollectionEntry* collection = write_.catalog().find(name_);
  std::optional<sqlite::Savepoint> savepoint;
  if (collection == nullptr) {
    if (takes_back_ == TakesBack::inserts) savepoint.emplace(write_.connection());
    collection = &write_.collection(name_);
  }
  InsertRun& run = inserts(*collection);
  if (collection->validator || collection->timestamps) {
    Document whole = extjson::normalise(document);
    if (!whole.contains("_id")) whole["_id"] = made.id();
    insert(std::move(whole));
  } else {
    add_fields(made, document, run.fields());
    insert_made(made);
  }
  if (savepoint) savepoint->keep();
  return made.id();
}

void Writer::insert(Document document) {
  update::ensure_id(document);
  const catalog::CollectionEntry& collection = write_.collection(name_);
  inserts(collection);
  if (collection.timestamps) stamp(document, bson::now(), nullptr);
  auto failures = catalog::check_write(collection, nullptr, document);
  insert_made(new_normal_document(std::move(document)));
  warn(write_, collection, std::move(failures));
}

// SQLite takes its own statement back. What may fail behind it are the keys of arrays.
void Writer::insert_made(const NewDocument& made) {
  const catalog::CollectionEntry& collection = inserts_->collection();
  const catalog::DocumentKeys keys = keys_of(collection, made.fields);
  const bool may_clash = catalog::may_clash_unseen(collection, keys);
  std::optional<sqlite::Savepoint> savepoint;
  if (takes_back_ == TakesBack::inserts && (may_clash || !keys.elements.empty()))
    savepoint.emplace(write_.connection());
  try {
    const std::int64_t row = inserts_->row();
    const int code =
        inserts_->insert({row, made.text, sqlite::sum_of(collection.id, {row, made.text})}, keys);
    if (sqlite::is_unique_violation(code))
      refuse_duplicate(write_, database_, collection, made.fields, keys, 0);
    if (may_clash)
      if (const auto clash = catalog::find_clash(write_.connection(), collection, keys, row))
        refuse_duplicate(write_, database_, collection, made.fields, *clash);
    note_inserted(made, row, keys);
  } catch (...) {
    inserts_->forget_row();
    throw;
  }
  if (savepoint) savepoint->keep();
}

void Writer::note_inserted(const NewDocument& made, std::int64_t row,
                           const catalog::DocumentKeys& keys) {
  const catalog::CollectionEntry& collection = inserts_->collection();
  store::note_change(write_, collection, changes::inserted, "", made.text);
  if (keys.elements.empty()) return;
  catalog::ElementsWriter elements(write_.connection(), collection);
  elements.insert(row, keys);
  if (elements.made_table()) write_.catalog_may_have_changed();
}

// Of another state of the catalog another one.
InsertRun& Writer::inserts(const catalog::CollectionEntry& collection) {
  if (!inserts_ || &inserts_->collection() != &collection)
    inserts_.emplace(write_.connection(), collection);
  return *inserts_;
}

std::optional<UpdateRun> Writer::update(UpdateCall& call) {
  inserts_.reset();
  if (!call.upsert && write_.catalog().find(name_) == nullptr) {
    call.filters.take_hint(nullptr);
    return std::nullopt;
  }
  const catalog::CollectionEntry& collection = write_.collection(name_);
  call.filters.take_hint(&collection);
  return run_update(write_, database_, collection, call);
}

UpdateResult Writer::update_many(UpdateCall& call) {
  inserts_.reset();
  if (!call.order.empty()) throw InvalidInput(9, "an update of many documents takes no sort");
  UpdateResult result;
  const Value date = bson::now();
  const catalog::CollectionEntry* collection = write_.catalog().find(name_);
  call.filters.take_hint(collection);
  if (collection != nullptr) {
    query::refuse_ambiguous_keys(write_.connection(), *collection, call.filters.list());
    const catalog::CollectionEntry* planned = nullptr;
    UpdatePlan plan;
    for (const match::Filter& filter : call.filters.list()) {
      // All of them before the first changes: a changed document may match again.
      for (const auto row : query::rows_of(write_.connection(), *collection, filter, {})) {
        // The one before may have been the first with an array under an index.
        const catalog::CollectionEntry& now = *write_.catalog().find(name_);
        if (planned != &now) plan = plan_of(now, call.filters, call.update);
        planned = &now;
        document::TimeLimit::look();
        const UpdateRun run = run_update_of_row(write_, database_, now, call, plan, row, date);
        result.matched_count += run.matched() ? 1 : 0;
        result.modified_count += run.modified() ? 1 : 0;
      }
      if (result.matched_count > 0) return result;
    }
  }
  if (!call.upsert) return result;
  auto run = update(call);
  return result_of(*run);
}

std::optional<Document> Writer::remove(query::Filters& filters, const read::Order& order) {
  inserts_.reset();
  const catalog::CollectionEntry* collection = write_.catalog().find(name_);
  filters.take_hint(collection);
  if (collection == nullptr) return std::nullopt;
  query::Target target = query::target_of(write_.connection(), *collection, filters.list(), order);
  int parameter = 1;
  Query query(
      write_.connection(),
      fmt::format("DELETE FROM {} WHERE row = {} RETURNING {}", identifier(collection->table),
                  target.subquery(parameter), catalog::stored_columns));
  parameter = 1;
  target.bind(query, parameter);
  std::optional<Document> removed;
  catalog::ElementsWriter elements(write_.connection(), *collection);
  while (query.step()) {
    const sqlite::StoredRow stored = catalog::read_row(query);
    removed = catalog::document_in(*collection, stored);
    target.require_match(stored.row, *removed);
    elements.remove(stored.row);
    store::note_change(write_, *collection, changes::removed, stored.text, "");
  }
  return removed;
}

void Writer::remove_row(std::int64_t row) {
  inserts_.reset();
  const catalog::CollectionEntry& collection = *write_.catalog().find(name_);
  Query query(write_.connection(),
              fmt::format("DELETE FROM {} WHERE row = ?1 RETURNING {}",
                          identifier(collection.table), catalog::stored_columns));
  query.bind(1, row);
  catalog::ElementsWriter elements(write_.connection(), collection);
  while (query.step()) {
    elements.remove(row);
    store::note_change(write_, collection, changes::removed, catalog::read_row(query).text, "");
  }
}

std::int64_t Writer::remove_many(query::Filters& filters) {
  inserts_.reset();
  const catalog::CollectionEntry* collection = write_.catalog().find(name_);
  filters.take_hint(collection);
  if (collection == nullptr) return 0;
  query::Search search(*collection, filters.first(), query::Search::Trust::nothing);
  int parameter = 1;
  Query query(write_.connection(),
              fmt::format("DELETE FROM {} WHERE {} RETURNING {}", identifier(collection->table),
                          search.condition(parameter),
                          collection->change_log ? catalog::stored_columns : "row"));
  parameter = 1;
  search.bind(query, parameter);
  std::int64_t removed = 0;
  catalog::ElementsWriter elements(write_.connection(), *collection);
  while (query.step()) {
    elements.remove(query.integer(0));
    ++removed;
    if (!collection->change_log) continue;
    const sqlite::StoredRow stored = catalog::read_row(query);
    catalog::require_sound(*collection, stored);
    store::note_change(write_, *collection, changes::removed, stored.text, "");
  }
  if (removed > 0) write_.touched(collection->name);
  return removed;
}

query::Filters parse_delete_call(const Document& filter, const DeleteOptions& options) {
  return {filter, {}, query::terms_of(options.collation, options.let), options.hint};
}

UpdateResult result_of(UpdateRun& run) {
  UpdateResult result{run.matched() ? 1 : 0, run.modified() ? 1 : 0, std::nullopt};
  if (run.made()) result.upserted_id = run.after().at("_id");
  return result;
}

void refuse_projection(const Document& projection, std::string_view call) {
  if (!query::parse_projection(projection).empty())
    throw InvalidInput(9, fmt::format("{} returns no document, so it takes no projection", call));
}

}  // namespace profilestore::crud
