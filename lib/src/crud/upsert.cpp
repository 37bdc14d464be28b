#include "crud/upsert.hpp"

#include <algorithm>
#include <profilestore/error.hpp>

#include "catalog/elements.hpp"
#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "crud/by_key.hpp"
#include "crud/clash.hpp"
#include "crud/row_statements.hpp"
#include "extjson/reader.hpp"
#include "extjson/simple.hpp"
#include "match/operators/expr.hpp"
#include "query/reading.hpp"
#include "sqlite/error_code.hpp"
#include "store/change_log.hpp"
#include "store/validator.hpp"

namespace profilestore::crud {
namespace {

// An operator's operand may hold what stands on a document's second level; under $each, deeper. The
// resulting document is held to the bound in any case.
constexpr int update_level = -1;

constexpr auto when_asked = query::Filters::Parse::when_asked;

// After the row was written: what SQLite has not seen, and the keys of arrays.
void write_elements(store::WriteTransaction& write, const std::string& database,
                    const catalog::CollectionEntry& collection, std::int64_t row, UpdateRun& run) {
  const catalog::DocumentKeys& keys = run.keys();
  if (catalog::may_clash_unseen(collection, keys))
    if (const auto clash = catalog::find_clash(write.connection(), collection, keys, row))
      refuse_duplicate(write, database, collection, run.after(), *clash);
  catalog::ElementsWriter elements(write.connection(), collection);
  if (run.made())
    elements.insert(row, keys);
  else
    elements.replace(row, keys);
  if (elements.made_table()) write.catalog_may_have_changed();
}

std::string_view op_of(const UpdateCall& call, const UpdateRun& run) {
  if (run.made()) return changes::inserted;
  return call.replaces ? changes::replaced : changes::updated;
}

// Both find the row, and do in memory what the call does to its document.

void find(store::WriteTransaction& write, const catalog::CollectionEntry& collection,
          query::Target& target, UpdateRun& run) {
  int parameter = 1;
  catalog::StoredRows stored(write.connection(), collection,
                             "WHERE " + target.condition(parameter));
  target.bind(stored.query(), parameter = 1);
  if (stored.next()) run.apply(stored.stored());
}

void find(store::WriteTransaction& write, const catalog::CollectionEntry& collection,
          const ByKey& key, UpdateRun& run) {
  catalog::StoredRows stored(write.connection(), collection, "WHERE " + key.condition());
  stored.query().bind_part(1, key.key);
  if (stored.next()) run.apply(stored.stored());
}

int write_row(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
              const UpdatePlan& plan, UpdateRun& run) {
  const NewRow row{run.row(), run.after_text(), run.sum()};
  if (run.made()) return insert_row(connection, collection, row, run.keys());
  return update_row(connection, collection, row, plan.columns,
                    plan.touches_keys ? &run.keys() : nullptr);
}

// Writes what the run says, and notes it.
void write_run(store::WriteTransaction& write, const std::string& database,
               const catalog::CollectionEntry& collection, const UpdateCall& call,
               const UpdatePlan& plan, UpdateRun& run) {
  const int code = write_row(write.connection(), collection, plan, run);
  if (sqlite::is_unique_violation(code))
    refuse_duplicate(write, database, collection, run.after(), run.keys(),
                     run.made() ? 0 : run.row());
  if (run.made() || plan.touches_keys) write_elements(write, database, collection, run.row(), run);
  store::note_change(write, collection, op_of(call, run), run.before_text(), run.after_text());
}

// All of it is in the write transaction, which others have to wait for: so what was found is what
// is there, and what was not found is not.
template <class Place>
UpdateRun run(store::WriteTransaction& write, const std::string& database,
              const catalog::CollectionEntry& collection, const UpdateCall& call,
              const UpdatePlan& plan, Place place, bool upsert, const Value& now) {
  UpdateRun run(collection, call, plan, now);
  find(write, collection, place, run);
  if (!run.matched() && upsert) run.make(catalog::next_row(write.connection(), collection));
  if (run.made() || run.modified()) write_run(write, database, collection, call, plan, run);
  warn(write, collection, run.take_failures());
  return run;
}

bool asks_for_now(const catalog::CollectionEntry& collection, const UpdateCall& call) {
  return collection.timestamps || call.update.asks_for_now();
}

// MongoDB: 224, whether a document matches or not.
void refuse_expr_in_upsert(bool upsert, const Document& filter,
                           const std::vector<Document>& then_by) {
  const auto has_expr = [](const Document& one) { return one.is_object() && match::has_expr(one); };
  if (upsert && (has_expr(filter) || std::ranges::any_of(then_by, has_expr)))
    throw InvalidFilter(224, "$expr is not allowed in the query predicate for an upsert", "",
                        "$expr");
}

}  // namespace

UpdateCall parse_update_call(const Document& filter, const Document& update,
                             const UpdateOptions& options) {
  // Most updates are in normal form as they are, and need no copy that is.
  Value normal;
  const bool is_simple = extjson::is_simple(update);
  if (!is_simple) normal = extjson::normalise_value(update, update_level);
  std::vector<Document> array_filters;
  for (const Document& one : options.array_filters)
    array_filters.push_back(extjson::normalise_value(one));
  refuse_expr_in_upsert(options.upsert, filter, options.then_by);
  const auto terms = query::terms_of(options.collation, options.let);
  return {query::Filters(filter, options.then_by, terms, options.hint, when_asked),
          update::Update::parse(is_simple ? update : normal, array_filters, terms),
          options.upsert,
          query::window_of(options.sort, 0, 0, terms).order,
          {}};
}

UpdateCall parse_replace_call(const Document& filter, const Document& replacement,
                              const ReplaceOptions& options) {
  refuse_expr_in_upsert(options.upsert, filter, options.then_by);
  const auto terms = query::terms_of(options.collation, options.let);
  return {query::Filters(filter, options.then_by, terms, options.hint, when_asked),
          update::Update::parse_replacement(extjson::normalise(replacement)),
          options.upsert,
          query::window_of(options.sort, 0, 0, terms).order,
          {},
          true};
}

UpdateRun run_update(store::WriteTransaction& write, const std::string& database,
                     const catalog::CollectionEntry& collection, const UpdateCall& call) {
  const UpdatePlan plan = plan_of(collection, call.filters, call.update);
  const Value now = asks_for_now(collection, call) ? bson::now() : Value();
  if (auto key = call.order.empty() ? by_key(collection, call.filters) : std::nullopt)
    return run(write, database, collection, call, plan, *std::move(key), call.upsert, now);
  return run(write, database, collection, call, plan,
             query::target_of(write.connection(), collection, call.filters.list(), call.order),
             call.upsert, now);
}

UpdateRun run_update_of_row(store::WriteTransaction& write, const std::string& database,
                            const catalog::CollectionEntry& collection, const UpdateCall& call,
                            const UpdatePlan& plan, std::int64_t row, const Value& now) {
  return run(write, database, collection, call, plan, query::Target(collection, row), false, now);
}

}  // namespace profilestore::crud
