#include "crud/writing.hpp"

#include <fmt/format.h>

#include "catalog/elements.hpp"
#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "crud/clash.hpp"
#include "crud/row_statements.hpp"
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

Value Writer::insert(Document document) {
  update::ensure_id(document);
  const catalog::CollectionEntry& collection = write_.collection(name_);
  if (collection.timestamps) stamp(document, bson::now(), nullptr);
  auto failures = catalog::check_write(collection, nullptr, document);
  const NewDocument made = new_normal_document(std::move(document));
  insert(collection, made);
  warn(write_, collection, std::move(failures));
  return made.id();
}

Value Writer::insert_built(const Document& document) {
  const catalog::CollectionEntry* collection = write_.catalog().find(name_);
  if (collection == nullptr || collection->validator || collection->timestamps)
    return insert(extjson::normalise(document));
  NewDocument made = new_document(*collection, document);
  insert(*collection, made);
  return std::move(made.fields.at("_id"));
}

void Writer::insert(const catalog::CollectionEntry& collection, const NewDocument& made) {
  const catalog::DocumentKeys keys = keys_of(collection, made.fields);
  const std::int64_t row = catalog::next_row(write_.connection(), collection);
  const int code =
      insert_row(write_.connection(), collection,
                 {row, made.text, sqlite::sum_of(collection.id, {row, made.text})}, keys);
  if (sqlite::is_unique_violation(code))
    refuse_duplicate(write_, database_, collection, made.fields, keys, 0);
  if (catalog::may_clash_unseen(collection, keys))
    if (const auto clash = catalog::find_clash(write_.connection(), collection, keys, row))
      refuse_duplicate(write_, database_, collection, made.fields, *clash);
  catalog::ElementsWriter elements(write_.connection(), collection);
  elements.insert(row, keys);
  store::note_change(write_, collection, changes::inserted, made.id(), "", made.text);
  if (elements.made_table()) write_.catalog_may_have_changed();
}

std::optional<UpdateRun> Writer::update(UpdateCall& call) {
  if (!call.upsert && write_.catalog().find(name_) == nullptr) {
    call.filters.take_hint(nullptr);
    return std::nullopt;
  }
  const catalog::CollectionEntry& collection = write_.collection(name_);
  call.filters.take_hint(&collection);
  return run_update(write_, database_, collection, call);
}

UpdateResult Writer::update_many(UpdateCall& call) {
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
    store::note_change(write_, *collection, changes::removed, removed->at("_id"), stored.text, "");
  }
  return removed;
}

std::int64_t Writer::remove_many(query::Filters& filters) {
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
    const Document document = catalog::document_in(*collection, stored);
    store::note_change(write_, *collection, changes::removed, document.at("_id"), stored.text, "");
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

}  // namespace profilestore::crud
