#include "crud/upsert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "catalog/condition.hpp"
#include "catalog/elements.hpp"
#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "crud/clash.hpp"
#include "document/path.hpp"
#include "extjson/reader.hpp"
#include "match/expr.hpp"
#include "query/reading.hpp"
#include "sqlite/error_code.hpp"
#include "sqlite/identifier.hpp"
#include "store/change_log.hpp"
#include "store/validator.hpp"

namespace profilestore::crud {
namespace {

using sqlite::identifier;

// An operator's operand may hold what stands on a document's second level; under $each, deeper. The
// resulting document is held to the bound in any case.
constexpr int update_level = -1;
using sqlite::Query;

bool may_touch(const catalog::CollectionEntry& collection, const update::Update& update,
               const document::Path& path) {
  static const document::Path created("createdAt"), changed("updatedAt");
  return update.touches(path) ||
         (collection.timestamps && (path.overlaps(created) || path.overlaps(changed)));
}

// Whether the update may change which documents are in the index.
bool may_touch_condition(const catalog::CollectionEntry& collection, const update::Update& update,
                         const catalog::IndexEntry& entry) {
  const auto fields = catalog::fields_of_condition(entry.index.rule().where);
  return std::ranges::any_of(fields, [&](const std::string& field) {
    return may_touch(collection, update, document::Path(field));
  });
}

// One path decides on the keys of all: an array there, or a value that is missing.
bool may_touch(const catalog::CollectionEntry& collection, const update::Update& update,
               const catalog::IndexEntry& entry) {
  if (entry.name() == catalog::id_index_name) return false;
  return std::ranges::any_of(
             entry.index.paths(),
             [&](const document::Path& path) { return may_touch(collection, update, path); }) ||
         may_touch_condition(collection, update, entry);
}

// Only the keys that the update can change: to set a key column, even to what it was, makes SQLite
// rewrite its index entry, and halves the speed. `_id` never changes.
std::string assignments(const catalog::CollectionEntry& collection, const update::Update& update) {
  std::string text = "doc = ps_update(?1), sum = ps_updated_sum(?1)";
  int column = 0;
  for (const catalog::IndexEntry& entry : collection.indexes) {
    const bool touched = may_touch(collection, update, entry);
    for (const std::string& name : entry.columns) {
      if (touched) text += fmt::format(", {} = ps_key(?1, {})", identifier(name), column);
      ++column;
    }
  }
  return text;
}

std::string new_keys(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += fmt::format(", ps_new_key(?1, target.found, {})", i);
  return text;
}

std::string upsert_sql(const catalog::CollectionEntry& collection, const UpdateCall& call,
                       const query::Target& target) {
  const auto columns = collection.columns();
  int parameter = 2;
  // The sum is of the row, too, so that has to be known beforehand: the one SQLite would take.
  return fmt::format(
      "INSERT INTO {0}(row, doc, sum, {1}) SELECT target.row, ps_new_doc(?1, target.found), "
      "ps_new_sum(?1, target.found, target.row){2} FROM (SELECT found, coalesce(found, "
      "(SELECT coalesce(max(row), 0) + 1 FROM {0})) AS row FROM (SELECT {3} AS found)) AS target "
      "WHERE true "  // else the parser reads ON as a join's
      "ON CONFLICT(row) DO UPDATE SET {4} WHERE ps_changes(?1, {5}) RETURNING row",
      identifier(collection.table), catalog::list_of(columns), new_keys(columns.size()),
      target.subquery(parameter), assignments(collection, call.update), catalog::stored_columns);
}

std::string update_sql(const catalog::CollectionEntry& collection, const UpdateCall& call,
                       const query::Target& target) {
  int parameter = 2;
  return fmt::format("UPDATE {} SET {} WHERE row = {} AND ps_changes(?1, {}) RETURNING row",
                     identifier(collection.table), assignments(collection, call.update),
                     target.subquery(parameter), catalog::stored_columns);
}

// The row that the call's filters choose: to tell a document's own key from another's.
std::int64_t chosen_row(store::WriteTransaction& write, query::Target& target) {
  int parameter = 1;
  Query query(write.connection(), fmt::format("SELECT {}", target.subquery(parameter)));
  parameter = 1;
  target.bind(query, parameter);
  query.step();
  return query.integer(0);
}

bool touches_an_index(const catalog::CollectionEntry& collection, const update::Update& update) {
  return std::ranges::any_of(collection.indexes, [&](const catalog::IndexEntry& entry) {
    return may_touch(collection, update, entry);
  });
}

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

UpdateRun run(store::WriteTransaction& write, const std::string& database,
              const catalog::CollectionEntry& collection, const UpdateCall& call,
              query::Target target, bool upsert, const Value& now) {
  UpdateRun run(collection, call.filters.list(), call.update, now);
  int code = 0;
  std::int64_t row = 0;  // that was changed or made
  {
    Query query(write.connection(), upsert ? upsert_sql(collection, call, target)
                                           : update_sql(collection, call, target));
    int parameter = 2;
    query.bind_functions(1, run);
    target.bind(query, parameter);
    while ((code = query.try_step()) == SQLITE_ROW) row = query.integer(0);
  }
  if (sqlite::is_unique_violation(code))
    refuse_duplicate(write, database, collection, run.after(), run.keys(),
                     run.matched() ? chosen_row(write, target) : 0);
  if (row != 0 && (run.made() || touches_an_index(collection, call.update)))
    write_elements(write, database, collection, row, run);
  if (row != 0)
    store::note_change(write, collection, op_of(call, run), run.after().at("_id"),
                       run.before_text(), run.after_text());
  warn(write, collection, run.take_failures());
  return run;
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
  std::vector<Document> array_filters;
  for (const Document& one : options.array_filters)
    array_filters.push_back(extjson::normalise_value(one));
  refuse_expr_in_upsert(options.upsert, filter, options.then_by);
  const auto terms = query::terms_of(options.collation, options.let);
  return {
      query::Filters(filter, options.then_by, terms, options.hint),
      update::Update::parse(extjson::normalise_value(update, update_level), array_filters, terms),
      options.upsert,
      query::window_of(options.sort, 0, 0, terms).order,
      {}};
}

UpdateCall parse_replace_call(const Document& filter, const Document& replacement,
                              const ReplaceOptions& options) {
  refuse_expr_in_upsert(options.upsert, filter, options.then_by);
  const auto terms = query::terms_of(options.collation, options.let);
  return {query::Filters(filter, options.then_by, terms, options.hint),
          update::Update::parse_replacement(extjson::normalise(replacement)),
          options.upsert,
          query::window_of(options.sort, 0, 0, terms).order,
          {},
          true};
}

UpdateRun run_update(store::WriteTransaction& write, const std::string& database,
                     const catalog::CollectionEntry& collection, const UpdateCall& call) {
  return run(write, database, collection, call,
             query::target_of(write.connection(), collection, call.filters.list(), call.order),
             call.upsert, profilestore::bson::now());
}

UpdateRun run_update_of_row(store::WriteTransaction& write, const std::string& database,
                            const catalog::CollectionEntry& collection, const UpdateCall& call,
                            std::int64_t row, const Value& now) {
  return run(write, database, collection, call, {collection, row}, false, now);
}

}  // namespace profilestore::crud
