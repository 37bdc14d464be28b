#include "store/writing.hpp"

#include <fmt/format.h>

#include "sqlite/error_code.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/clash.hpp"
#include "store/elements.hpp"
#include "store/reading.hpp"
#include "store/rows.hpp"
#include "store/search.hpp"

namespace profilestore::store {
namespace {

using sqlite::identifier;
using sqlite::Query;

std::string insert_sql(const CollectionEntry& collection, std::size_t parts) {
  std::string parameters;
  for (std::size_t i = 0; i < parts; ++i) parameters += fmt::format(", ?{}", i + 2);
  return fmt::format("INSERT INTO {}(doc, {}) VALUES (?1{})", identifier(collection.table),
                     list_of(collection.columns()), parameters);
}

}  // namespace

Value Writer::insert(Document document) {
  update::ensure_id(document);
  const CollectionEntry& collection = turn_.collection(name_);
  if (collection.timestamps) stamp(document, now(), nullptr);
  auto failures = check_write(collection, nullptr, document);
  const std::string text = encode(document);
  const DocumentKeys keys = keys_of(collection, document);
  int code = 0;
  {
    Query query(turn_.connection(), insert_sql(collection, keys.parts.size()));
    query.bind(1, text);
    for (std::size_t i = 0; i < keys.parts.size(); ++i)
      query.bind_part(static_cast<int>(i) + 2, keys.parts[i]);
    code = query.try_step();
  }
  if (sqlite::is_unique_violation(code))
    refuse_duplicate(turn_, database_, collection, document, keys, 0);
  const std::int64_t row = turn_.connection().last_row();
  if (may_clash_unseen(collection, keys))
    if (const auto clash = find_clash(turn_.connection(), collection, keys, row))
      refuse_duplicate(turn_, database_, collection, document, *clash);
  ElementsWriter elements(turn_.connection(), collection);
  elements.insert(row, keys);
  warn(turn_, collection, std::move(failures));
  if (elements.made_table()) turn_.catalog_may_have_changed();
  return document.at("_id");
}

std::optional<UpdateRun> Writer::update(const UpdateCall& call) {
  if (!call.upsert && turn_.catalog().find(name_) == nullptr) return std::nullopt;
  return run_update(turn_, database_, turn_.collection(name_), call);
}

UpdateResult Writer::update_many(const UpdateCall& call) {
  if (!call.order.empty()) throw InvalidInput(9, "an update of many documents takes no sort");
  UpdateResult result;
  const Value date = now();
  const CollectionEntry* collection = turn_.catalog().find(name_);
  if (collection != nullptr) {
    refuse_ambiguous_keys(turn_.connection(), *collection, call.filters);
    for (const match::Filter& filter : call.filters) {
      // All of them before the first changes: a changed document may match again.
      for (const auto row : rows_of(turn_.connection(), *collection, filter, {})) {
        // The one before may have been the first with an array under an index.
        const CollectionEntry& now = *turn_.catalog().find(name_);
        const UpdateRun run = run_update_of_row(turn_, database_, now, call, row, date);
        result.matched_count += run.matched() ? 1 : 0;
        result.modified_count += run.modified() ? 1 : 0;
      }
      if (result.matched_count > 0) return result;
    }
  }
  if (!call.upsert) return result;
  return result_of(*update(call));
}

std::optional<std::string> Writer::remove(const std::vector<match::Filter>& filters,
                                          const read::Order& order) {
  const CollectionEntry* collection = turn_.catalog().find(name_);
  if (collection == nullptr) return std::nullopt;
  Target target = target_of(turn_.connection(), *collection, filters, order);
  int parameter = 1;
  Query query(turn_.connection(),
              fmt::format("DELETE FROM {} WHERE row = {} RETURNING row, doc",
                          identifier(collection->table), target.subquery(parameter)));
  parameter = 1;
  target.bind(query, parameter);
  std::optional<std::string> removed;
  ElementsWriter elements(turn_.connection(), *collection);
  while (query.step()) {
    removed.emplace(query.text(1));
    elements.remove(query.integer(0));
  }
  return removed;
}

std::int64_t Writer::remove_many(const match::Filter& filter) {
  const CollectionEntry* collection = turn_.catalog().find(name_);
  if (collection == nullptr) return 0;
  Search search(*collection, filter);
  int parameter = 1;
  Query query(turn_.connection(),
              fmt::format("DELETE FROM {} WHERE {} RETURNING row", identifier(collection->table),
                          search.condition(parameter)));
  parameter = 1;
  search.bind(query, parameter);
  std::int64_t removed = 0;
  ElementsWriter elements(turn_.connection(), *collection);
  while (query.step()) {
    elements.remove(query.integer(0));
    ++removed;
  }
  return removed;
}

UpdateResult result_of(const UpdateRun& run) {
  UpdateResult result{run.matched() ? 1 : 0, run.modified() ? 1 : 0, std::nullopt};
  if (run.made()) result.upserted_id = run.after().at("_id");
  return result;
}

}  // namespace profilestore::store
