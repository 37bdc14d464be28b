// A collection's calls: parse, then one write transaction or one reader.
#include <profilestore/collection.hpp>

#include <fmt/format.h>

#include "crud/writing.hpp"
#include "document/time_limit.hpp"
#include "extjson/reader.hpp"
#include "query/reading.hpp"
#include "query/redirects.hpp"
#include "query/search.hpp"
#include "sqlite/identifier.hpp"
#include "store/shared_write.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using crud::Writer;
using sqlite::identifier;
using sqlite::Query;
using store::WriteTransaction;

using FilterList = std::vector<match::Filter>;

Outcome outcome_of(std::optional<crud::UpdateRun> run, const crud::UpdateCall& call,
                   const read::Projection& projection) {
  Outcome outcome;
  if (!run) return outcome;
  outcome.matched = run->matched();
  outcome.modified = run->modified();
  outcome.inserted = run->made();
  if (run->made()) outcome.upserted_id = run->after().at("_id");
  const auto image = [&](std::optional<Document> document) {
    if (document)
      document = query::projected(projection, call.filters.list(), *std::move(document));
    return document;
  };
  if (call.returns_before()) outcome.before = image(run->take_before());
  if (call.returns_after()) outcome.after = image(run->take_after());
  return outcome;
}

}  // namespace

Collection::Collection(std::shared_ptr<store::Core> core, std::string name,
                       std::shared_ptr<store::Session> session)
    : core_(std::move(core)), name_(std::move(name)), session_(std::move(session)) {}

std::vector<Index> Collection::list_indexes() const {
  std::vector<Index> rules;
  auto reader = core_->reader(session_);
  if (const auto* entry = reader.collection(name_))
    for (const auto& index : entry->indexes) rules.push_back(index.index.rule());
  return rules;
}

InsertOneResult Collection::insert_one(const Document& document, const InsertOneOptions& options) {
  crud::NewDocument made = crud::new_document(document);
  crud::Once once;
  if (!options.operation_id.empty())
    once = crud::once_of("insertOne", name_, options, extjson::normalise(document));
  return store::write_shared<InsertOneResult>(
      *core_, session_, "insertOne", [&](WriteTransaction& write) {
        return once.run(write, [&] {
          return InsertOneResult{Writer(write, core_->database(), name_).insert(document, made)};
        });
      });
}

std::optional<Value> Collection::survivor_of(const Value& id) const {
  const Value normal = extjson::normalise_value(id);
  auto reader = core_->reader(session_);
  const auto* collection = reader.collection(name_);
  if (collection == nullptr) return std::nullopt;
  return query::survivor_of(reader.connection(), *collection, normal);
}

Outcome Collection::find_one_and_update(const Document& filter, const Document& update,
                                        const UpdateOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  auto call = crud::parse_update_call(filter, update, options);
  call.once = crud::once_of("findOneAndUpdate", name_, options, filter, update);
  return run("findOneAndUpdate", std::move(call), options.returning, options.projection);
}

Outcome Collection::find_one_and_replace(const Document& filter, const Document& replacement,
                                         const ReplaceOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  auto call = crud::parse_replace_call(filter, replacement, options);
  call.once = crud::once_of("findOneAndReplace", name_, options, filter, replacement);
  return run("findOneAndReplace", std::move(call), options.returning, options.projection);
}

Outcome Collection::run(std::string_view operation, crud::UpdateCall call, Return returning,
                        const Document& projection) {
  call.returning = returning;
  const auto parsed = query::parse_projection(projection, call.filters.terms());
  if (parsed.is_positional() && call.returns_after())
    throw InvalidInput(2, "cannot use a positional projection and return the new document");
  return store::write_shared<Outcome>(*core_, session_, operation, [&](WriteTransaction& write) {
    return call.once.run(write, [&] {
      auto run = Writer(write, core_->database(), name_).update(call);
      return outcome_of(std::move(run), call, parsed);
    });
  });
}

std::optional<Document> Collection::find_one_and_delete(const Document& filter,
                                                        const FindOneOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  if (options.follow_redirects)
    throw InvalidInput(
        9, "find_one_and_delete does not follow redirects: it deletes only what the filter names");
  const auto terms = query::terms_of(options.collation, options.let);
  query::Filters filters(filter, options.then_by, terms, options.hint);
  const auto order = query::window_of(options.sort, 0, 0, terms).order;
  const auto projection = query::parse_projection(options.projection, terms);
  const auto once = crud::once_of("findOneAndDelete", name_, options, filter);
  return store::write_shared<std::optional<Document>>(
      *core_, session_, "findOneAndDelete", [&](WriteTransaction& write) {
        return once.run(write, [&] {
          auto removed = Writer(write, core_->database(), name_).remove(filters, order);
          if (removed) removed = query::projected(projection, filters.list(), *std::move(removed));
          return removed;
        });
      });
}

Document Collection::get_or_create(const Document& filter, const Document& defaults,
                                   const FindOneOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  // Most calls find it there, and then nobody has to wait for the writer.
  if (auto found = find_one(filter, options)) return *std::move(found);
  const UpdateOptions upsert{.upsert = true,
                             .returning = Return::after,
                             .then_by = options.then_by,
                             .sort = options.sort,
                             .projection = options.projection,
                             .collation = options.collation,
                             .hint = options.hint,
                             .let = options.let};
  const Document on_insert = defaults.is_null() ? Document::object() : defaults;
  return *find_one_and_update(filter, {{"$setOnInsert", on_insert}}, upsert).after;
}

UpdateResult Collection::update_one(const Document& filter, const Document& update,
                                    const UpdateOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  crud::refuse_projection(options.projection, "update_one");
  auto call = crud::parse_update_call(filter, update, options);
  call.once = crud::once_of("updateOne", name_, options, filter, update);
  Outcome outcome = run("updateOne", std::move(call), Return::none, Document());
  return {outcome.matched ? 1 : 0, outcome.modified ? 1 : 0, std::move(outcome.upserted_id)};
}

UpdateResult Collection::replace_one(const Document& filter, const Document& replacement,
                                     const ReplaceOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  crud::refuse_projection(options.projection, "replace_one");
  auto call = crud::parse_replace_call(filter, replacement, options);
  call.once = crud::once_of("replaceOne", name_, options, filter, replacement);
  Outcome outcome = run("replaceOne", std::move(call), Return::none, Document());
  return {outcome.matched ? 1 : 0, outcome.modified ? 1 : 0, std::move(outcome.upserted_id)};
}

UpdateResult Collection::update_many(const Document& filter, const Document& update,
                                     const UpdateOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  crud::refuse_projection(options.projection, "update_many");
  auto call = crud::parse_update_call(filter, update, options);
  WriteTransaction write(*core_, session_, "updateMany");
  UpdateResult result = crud::once_of("updateMany", name_, options, filter, update).run(write, [&] {
    const auto done = Writer(write, core_->database(), name_).update_many(call);
    write.changed(name_, done.modified_count + (done.upserted_id ? 1 : 0));
    return done;
  });
  write.commit();
  return result;
}

DeleteResult Collection::delete_one(const Document& filter, const DeleteOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  auto filters = crud::parse_delete_call(filter, options);
  const auto once = crud::once_of("deleteOne", name_, options, filter);
  return store::write_shared<DeleteResult>(
      *core_, session_, "deleteOne", [&](WriteTransaction& write) {
        return once.run(write, [&] {
          const auto removed = Writer(write, core_->database(), name_).remove(filters, {});
          return DeleteResult{removed ? 1 : 0};
        });
      });
}

DeleteResult Collection::delete_many(const Document& filter, const DeleteOptions& options) {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  auto filters = crud::parse_delete_call(filter, options);
  WriteTransaction write(*core_, session_, "deleteMany");
  const auto result = crud::once_of("deleteMany", name_, options, filter).run(write, [&] {
    const std::int64_t removed = Writer(write, core_->database(), name_).remove_many(filters);
    write.changed(name_, removed);
    return DeleteResult{removed};
  });
  write.commit();
  return result;
}

std::int64_t Collection::count(const Document& filter, const CountOptions& options) const {
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  query::Filters filters(filter, {}, query::terms_of(options.collation, options.let), options.hint);
  const auto window = query::window_of({}, options.skip, options.limit);
  auto reader = core_->reader(session_);
  const auto* collection = reader.collection(name_);
  filters.take_hint(collection);
  if (collection == nullptr) return 0;
  query::Search search(*collection, filters.first());
  int parameter = 3;
  const std::string table = identifier(collection->table), condition = search.condition(parameter);
  // SQLite counts all rows of a table far quicker than those of a subquery.
  const bool whole = window.limit == 0 && window.skip == 0;
  Query query(reader.connection(),
              whole ? fmt::format("SELECT count(*) FROM {} WHERE {}", table, condition)
                    : fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} "
                                  "LIMIT ?1 OFFSET ?2)",
                                  table, condition));
  parameter = 3;
  if (!whole) query.bind(1, window.limit == 0 ? -1 : window.limit).bind(2, window.skip);
  search.bind(query, parameter);
  query.step();
  return query.integer(0);
}

}  // namespace profilestore
