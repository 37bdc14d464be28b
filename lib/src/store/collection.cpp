// A collection's calls: parse, then one turn of the writer or one reader.
#include <profilestore/collection.hpp>

#include <fmt/format.h>

#include "extjson/reader.hpp"
#include "sqlite/error_code.hpp"
#include "sqlite/identifier.hpp"
#include "store/core.hpp"
#include "store/rows.hpp"
#include "store/search.hpp"
#include "store/update_run.hpp"
#include "store/upsert.hpp"

namespace profilestore {
namespace {

using sqlite::identifier;
using sqlite::Query;
using store::CollectionEntry;
using store::Turn;

Value* id_of(Document& document) {
  const auto id = document.find("_id");
  return id == document.end() ? nullptr : &*id;
}

void insert(Turn& turn, const std::string& database, const CollectionEntry& collection,
            const Document& document) {
  const std::string text = store::encode(document);
  const auto parts = store::keys_of(collection, document);
  std::string parameters;
  for (std::size_t i = 0; i < parts.size(); ++i) parameters += fmt::format(", ?{}", i + 2);
  int code = 0;
  {
    Query query(turn.connection(),
                fmt::format("INSERT INTO {}(doc, {}) VALUES (?1{})", identifier(collection.table),
                            store::list_of(collection.columns()), parameters));
    query.bind(1, text);
    for (std::size_t i = 0; i < parts.size(); ++i)
      query.bind_part(static_cast<int>(i) + 2, parts[i]);
    code = query.try_step();
  }
  if (sqlite::is_unique_violation(code))
    store::raise_duplicate(turn.connection(), database, collection, document, parts, 0);
}

Outcome outcome_of(store::UpdateRun& run, Return returning) {
  Outcome outcome;
  outcome.matched = run.matched();
  outcome.modified = run.modified();
  outcome.inserted = run.made();
  if (run.made()) outcome.upserted_id = run.after().at("_id");
  if (returning == Return::before || returning == Return::both) outcome.before = run.take_before();
  if (returning == Return::after || returning == Return::both) outcome.after = run.take_after();
  return outcome;
}

}  // namespace

Collection::Collection(std::shared_ptr<store::Core> core, std::string name)
    : core_(std::move(core)), name_(std::move(name)) {}

std::vector<UniqueIndex> Collection::indexes() const {
  std::vector<UniqueIndex> rules;
  auto reader = core_->reader();
  if (const CollectionEntry* entry = reader.collection_now(name_))
    for (const auto& index : entry->indexes) rules.push_back(index.index.rule());
  return rules;
}

InsertOneResult Collection::insert_one(const Document& document) {
  Document copy = extjson::normalise(document);
  update::ensure_id(copy);
  Turn turn(*core_);
  const CollectionEntry& collection = turn.collection(name_);
  if (collection.timestamps) store::stamp(copy, now(), true);
  insert(turn, core_->database(), collection, copy);
  turn.commit();
  return {*id_of(copy)};
}

std::optional<Document> Collection::find_one(const Document& filter,
                                             const FindOneOptions& options) const {
  const auto filters = store::parse_filters(filter, options.then_by);
  auto reader = core_->reader();
  const CollectionEntry* collection = reader.collection(name_);
  if (collection == nullptr) return std::nullopt;
  store::Target target(*collection, filters);
  int parameter = 1;
  Query query(reader.connection(),
              fmt::format("SELECT doc FROM {} WHERE row = {}", identifier(collection->table),
                          target.subquery(parameter)));
  parameter = 1;
  target.bind(query, parameter);
  if (!query.step()) return std::nullopt;
  return store::decode(query.text(0));
}

Outcome Collection::find_one_and_update(const Document& filter, const Document& update,
                                        const UpdateOptions& options) {
  const auto call = store::parse_update_call(filter, update, options);
  Turn turn(*core_);
  if (!call.upsert && turn.catalog().find(name_) == nullptr) return {};
  auto run = store::run_update(turn, core_->database(), turn.collection(name_), call);
  turn.commit();
  return outcome_of(run, options.returning);
}

Document Collection::get_or_create(const Document& filter, const Document& defaults,
                                   const FindOneOptions& options) {
  // Most calls find it there, and then nobody has to wait for the writer.
  if (auto found = find_one(filter, options)) return *std::move(found);
  UpdateOptions upsert{.upsert = true, .returning = Return::after, .then_by = options.then_by};
  const Document on_insert = defaults.is_null() ? Document::object() : defaults;
  return *find_one_and_update(filter, {{"$setOnInsert", on_insert}}, upsert).after;
}

UpdateResult Collection::update_one(const Document& filter, const Document& update,
                                    const UpdateOptions& options) {
  UpdateOptions without_images = options;
  without_images.returning = Return::none;
  Outcome outcome = find_one_and_update(filter, update, without_images);
  return {outcome.matched ? 1 : 0, outcome.modified ? 1 : 0, std::move(outcome.upserted_id)};
}

DeleteResult Collection::delete_one(const Document& filter) {
  const auto filters = store::parse_filters(filter, {});
  Turn turn(*core_);
  const CollectionEntry* collection = turn.catalog().find(name_);
  if (collection == nullptr) return {};
  store::Target target(*collection, filters);
  int parameter = 1;
  std::int64_t deleted = 0;
  {
    Query query(turn.connection(),
                fmt::format("DELETE FROM {} WHERE row = {} RETURNING row",
                            identifier(collection->table), target.subquery(parameter)));
    parameter = 1;
    target.bind(query, parameter);
    while (query.step()) ++deleted;
  }
  turn.commit();
  return {deleted};
}

std::int64_t Collection::count(const Document& filter) const {
  const auto filters = store::parse_filters(filter, {});
  auto reader = core_->reader();
  const CollectionEntry* collection = reader.collection(name_);
  if (collection == nullptr) return 0;
  store::Search search(*collection, filters.front());
  int parameter = 1;
  Query query(reader.connection(),
              fmt::format("SELECT count(*) FROM {} WHERE {}", identifier(collection->table),
                          search.condition(parameter)));
  parameter = 1;
  search.bind(query, parameter);
  query.step();
  return query.integer(0);
}

}  // namespace profilestore
