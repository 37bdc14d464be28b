// A collection: a named set of documents, with MongoDB's calls.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <profilestore/aggregate.hpp>
#include <profilestore/bulk.hpp>
#include <profilestore/changes.hpp>
#include <profilestore/cursor.hpp>
#include <profilestore/document.hpp>
#include <profilestore/duplicates.hpp>
#include <profilestore/error.hpp>
#include <profilestore/index.hpp>
#include <profilestore/results.hpp>
#include <profilestore/text_cursor.hpp>
#include <profilestore/validation.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

class ChangeStream;
class Subscription;

namespace store {
class Core;
struct Session;
}  // namespace store

namespace crud {
struct UpdateCall;
}

class Listing;

/// What to create a collection with, or what an existing one must have.
struct CollectionOptions {
  /// All unique indexes except the one on `_id`. Empty: whatever the collection has.
  std::vector<UniqueIndex> indexes = {};
  /// Set `createdAt` on insert and `updatedAt` on each change, overriding the caller's values.
  /// Imports keep the dates of their documents.
  bool timestamps = false;
  /// What the documents must match. Not given: whatever the collection has.
  std::optional<Validator> validator = {};
  /// The log of changes that it keeps. Not given: whatever the collection has.
  std::optional<ChangeLog> change_log = {};
};

/// A handle to a collection. Copies are cheap and keep the store open. Thread-safe.
///
/// Filters, updates, projections and sorts are MongoDB's. Anything this library does not support
/// throws an InvalidFilter, InvalidUpdate or InvalidInput that names it; nothing is ignored. A null
/// filter, which is what `{}` is in C++, is the empty filter: it matches every document.
///
/// Every call that writes is one transaction. It throws DuplicateKey if it would violate a unique
/// index; ValidationFailed if an index requires a missing value, or if the resulting document fails
/// the validator; InvalidInput (171) for arrays at two paths of one index; StorageFailure if the
/// file or the machine fails. Then nothing was done (but see OutcomeUnknown).
class Collection {
 public:
  /// Its name.
  const std::string& name() const { return name_; }

  /// The indexes: `_id_` first, then the unique ones by name, then the others by name.
  std::vector<Index> list_indexes() const;

  /// Creates an index and returns its name; does nothing if the same index exists. All or nothing:
  /// throws DuplicateKeys, a DuplicateKey with a report, if documents share a unique key (see
  /// make_unique); ValidationFailed if documents lack a value it requires; InvalidInput (85) if the
  /// same index has another name, (86) if another index has that name, (67) if there are 64, (171)
  /// if a document has arrays at two of the paths.
  std::string create_index(const Index& index);
  /// The same for a unique index.
  std::string create_index(const UniqueIndex& index) { return create_index(Index(index)); }

  /// Creates indexes, all or none, and returns their names.
  std::vector<std::string> create_indexes(const std::vector<Index>& indexes);

  /// Removes an index. Throws InvalidInput: 27 if there is no index of that name, 26 if there is no
  /// such collection, 72 for `_id_`.
  void drop_index(std::string_view name);

  /// Removes all indexes but `_id_`, and returns how many there were. MongoDB's dropIndex "*".
  /// Throws InvalidInput (26) if there is no such collection.
  std::int64_t drop_indexes();

  /// Gives the collection another name; what imports have recorded of it stays its own. From then
  /// on this handle is that of the new name, and others of the old one find no collection. Throws
  /// InvalidInput: 26 if there is no such collection, 48 if there is one of the new name, unless
  /// `drop_target` says to remove that one first, 73 for a name that no new collection can have,
  /// 20 if it has the name already.
  void rename(std::string_view new_name, bool drop_target = false);

  /// Removes the collection with its documents and indexes; returns false if there is none. The
  /// archive and quarantine of its imports stay in the store.
  bool drop();

  /// What the documents must match; empty: anything.
  std::optional<Validator> validator() const;

  /// Sets or replaces the validator; creates the collection if there is none. Returns which of its
  /// documents fail: as with MongoDB's collMod they stay, and the level decides whether their next
  /// write is checked. All handles and processes apply it at once. Throws InvalidFilter for a
  /// filter that find would not accept.
  ValidationReport set_validator(const Validator& validator);

  /// Removes the validator; returns false if there is none.
  bool remove_validator();

  /// Validates every document, whatever the validator's level.
  ValidationReport validate() const;

  /// The bounds of its log of changes; empty: it keeps none.
  std::optional<ChangeLog> change_log() const;

  /// Keeps a log of the changes from now on, or changes the bounds of the one there is; creates the
  /// collection if there is none. Throws InvalidInput (2) for bounds that cannot be.
  void set_change_log(const ChangeLog& log);

  /// Keeps no log of changes any more, and removes what there is: who watches is told that it is
  /// lost. Returns false if there is none.
  bool remove_change_log();

  /// A token of this moment, in a snapshot of the snapshot's: watching resumed after it gives all
  /// changes that this moment does not have. Throws InvalidInput (20) if no log is kept.
  std::string change_token() const;

  /// The changes from now on, or from a token on, of documents that match: as they are after the
  /// change, or were before a deletion. What is of no single document is always told. See
  /// watch.hpp. Throws InvalidInput: 20 if the collection keeps no log, or in a transaction or
  /// snapshot, 260 for a token that is none of this collection's; ChangeStreamHistoryLost.
  ChangeStream watch(const Document& filter = Document::object(),
                     const WatchOptions& options = {}) const;

  /// The same by calls of `told`, on a thread of the library's. If it ends otherwise than by being
  /// stopped, `ended` is called last: with why, or with null after an invalidate.
  [[nodiscard]] Subscription watch(const Document& filter, const WatchOptions& options,
                                   std::function<void(const ChangeEvent&)> told,
                                   std::function<void(std::exception_ptr)> ended = {}) const;

  /// Which index serves a find, in MongoDB's words: {"queryPlanner": {"winningPlan": {"stage":
  /// …}}}. COLLSCAN reads every document; FETCH with IXSCAN reads those that an index names; SORT
  /// sorts in memory what its inputStage yields.
  Document explain(const Document& filter, const FindOptions& options = {}) const;

  /// Inserts a document. Without an `_id` it gets an ObjectId, as its first field.
  InsertOneResult insert_one(const Document& document, const InsertOneOptions& options = {});

  /// Inserts documents. Throws BulkWriteFailed as bulk_write does.
  InsertManyResult insert_many(const std::vector<Document>& documents,
                               const BulkOptions& options = {});

  /// The first match, if any: in natural order, which is insertion order, unless sorted.
  std::optional<Document> find_one(const Document& filter,
                                   const FindOneOptions& options = {}) const;

  /// The same as text: Extended JSON in normal form, without white space, `_id` included. It is the
  /// text that is stored, and what dump() gives of find_one's document; by a unique key it is not
  /// even parsed, so this takes half the time. Its digest is checked as with every read. With a
  /// projection it is the text of what that gives.
  std::optional<std::string> find_one_text(const Document& filter,
                                           const FindOneOptions& options = {}) const;

  /// The `_id` of the survivor for which an import or make_unique set aside the document `id`,
  /// through any number of steps: A for B, later B for C. Empty if a document has `id`, if no such
  /// document was set aside, if several were for different survivors, or if the survivor is gone.
  std::optional<Value> survivor_of(const Value& id) const;

  /// All matches, in natural order unless sorted, read as they are requested.
  Cursor find(const Document& filter, const FindOptions& options = {}) const;

  /// The same as texts, each of them what find_one_text gives.
  ///
  ///     for (std::string_view profile : creators.find_texts({{"city", "Lima"}})) send(profile);
  TextCursor find_texts(const Document& filter, const FindOptions& options = {}) const;

  /// What the stages of an aggregation pipeline make of the documents, one at a time: `pipeline` is
  /// an array of MongoDB's stages. All of it is read of one moment, $lookup and $unionWith too. The
  /// cursor computes as it is stepped; in a transaction or snapshot the whole result is computed at
  /// once, and kept in memory or, beyond the limit, in a temporary file.
  ///
  /// A first $match, and $sort, $skip and $limit after it, are done by indexes as in find():
  /// see explain_aggregate. A pipeline that ends with $out or $merge writes, in one transaction,
  /// before this returns, and gives no documents.
  ///
  ///     for (const Document& twice : creators.aggregate(ejson::parse_pipeline(R"([
  ///         {"$group": {"_id": "$userId", "count": {"$sum": 1}}},
  ///         {"$match": {"count": {"$gt": 1}}}])")))
  ///
  /// Throws InvalidExpression or another InvalidInput with MongoDB's code, here or at a step: 40324
  /// for a stage that MongoDB does not have, 115 for one that this library does not have, which the
  /// message names; 292 for more than the memory limit where no disk may be used; 146 for a single
  /// value of more than 64 MiB; what a write throws.
  Cursor aggregate(const Value& pipeline, const AggregateOptions& options = {});

  /// What aggregate() would do: {"stages": [{"$cursor": {"queryPlanner": …}}, …]}. The first is the
  /// find, with explain()'s words, and the stages that were done by it as "pushed"; the others
  /// follow as they are run, those that keep documents in memory with "inMemory": true. Writes
  /// nothing. Throws what aggregate() throws at once.
  Document explain_aggregate(const Value& pipeline, const AggregateOptions& options = {}) const;

  /// The matches as a list by position, for tables that are scrolled: see listing.hpp. Throws what
  /// find throws, and InvalidInput inside a transaction or snapshot, or for a projection with `.$`:
  /// a document is read later, when it may match no more.
  Listing list(const Document& filter = Document::object(), const FindOptions& options = {}) const;

  /// The distinct values at `path` in the matches, each element of an array separately, in
  /// MongoDB's order of values.
  std::vector<Value> distinct(const std::string& path, const Document& filter = Document::object(),
                              const DistinctOptions& options = {}) const;

  /// Updates the first match, or inserts a document, in one immediate transaction: from the look
  /// for the match to the write nobody else writes. So however many threads and processes do it at
  /// once, the result is one document.
  ///
  ///     SELECT row, doc, origin, sum FROM "c" WHERE k2 = ?1
  ///     UPDATE "c" SET doc = ?2, sum = ?3 WHERE row = ?1
  ///
  /// or, where there is none, an INSERT. An update that changes nothing writes nothing.
  Outcome find_one_and_update(const Document& filter, const Document& update,
                              const UpdateOptions& options = {});

  /// The document that `filter` finds; if there is none, creates it from the filter's equalities
  /// and `defaults`. Safe against any race if the filter is on a unique key.
  Document get_or_create(const Document& filter, const Document& defaults = Document::object(),
                         const FindOneOptions& options = {});

  /// As find_one_and_update, with counts instead of documents: ignores `returning`, and throws
  /// InvalidInput (9) for a projection, as do the other calls that return counts.
  UpdateResult update_one(const Document& filter, const Document& update,
                          const UpdateOptions& options = {});

  /// Updates all matches. If one of them cannot be updated it throws, and nothing was done.
  UpdateResult update_many(const Document& filter, const Document& update,
                           const UpdateOptions& options = {});

  /// Replaces all of the first match but its `_id`.
  Outcome find_one_and_replace(const Document& filter, const Document& replacement,
                               const ReplaceOptions& options = {});
  /// As find_one_and_replace, with counts instead of documents.
  UpdateResult replace_one(const Document& filter, const Document& replacement,
                           const ReplaceOptions& options = {});

  /// Deletes the first match and returns it as it was.
  std::optional<Document> find_one_and_delete(const Document& filter,
                                              const FindOneOptions& options = {});

  /// Deletes the first match.
  DeleteResult delete_one(const Document& filter, const DeleteOptions& options = {});
  /// Deletes all matches.
  DeleteResult delete_many(const Document& filter, const DeleteOptions& options = {});

  /// Runs the writes in order, in one transaction. A write that fails on its own account changes
  /// nothing and the others are kept: BulkWriteFailed tells which failed and what was done. If the
  /// store itself fails (StorageFailure), nothing was done.
  BulkResult bulk_write(const std::vector<WriteModel>& writes, const BulkOptions& options = {});

  /// The number of matches.
  std::int64_t count(const Document& filter = Document::object(),
                     const CountOptions& options = {}) const;

  /// The number of all documents; exact, but for damage that a check finds. MongoDB's name: it
  /// reads no document.
  std::int64_t estimated_document_count() const;

 private:
  friend class Store;
  friend class Transaction;
  friend class Snapshot;
  Collection(std::shared_ptr<store::Core> core, std::string name,
             std::shared_ptr<store::Session> session = nullptr);

  Outcome run(std::string_view operation, crud::UpdateCall call, Return returning,
              const Document& projection);

  std::shared_ptr<store::Core> core_;
  std::string name_;
  std::shared_ptr<store::Session> session_;
};

}  // namespace profilestore
