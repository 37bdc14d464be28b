// A collection: a named set of documents, with MongoDB's calls.
#pragma once

#include <functional>
#include <memory>
#include <profilestore/bulk.hpp>
#include <profilestore/cursor.hpp>
#include <profilestore/document.hpp>
#include <profilestore/duplicates.hpp>
#include <profilestore/error.hpp>
#include <profilestore/index.hpp>
#include <profilestore/results.hpp>
#include <profilestore/validation.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

namespace store {
class Core;
struct Session;
struct UpdateCall;
}  // namespace store

struct CollectionOptions {
  /// The unique indexes besides that on `_id`. Empty: those that the collection has.
  std::vector<UniqueIndex> indexes = {};
  /// Stamp `createdAt` on insert and `updatedAt` on each change, whatever the caller gives for
  /// them. An import keeps the dates of its documents.
  bool timestamps = false;
  /// What the documents have to match. Not given: what the collection has.
  std::optional<Validator> validator = {};
};

/// A handle; copies are cheap and keep the store open. Safe from any thread.
///
/// Filters, updates, projections and sorts are MongoDB's. What the library does not have is an
/// InvalidFilter, InvalidUpdate or InvalidInput that names it; nothing is ignored. A null filter,
/// which is what `{}` gives in C++, is the empty one: it matches every document.
///
/// Every call that writes is one transaction. It throws DuplicateKey if a unique index would be
/// violated, ValidationFailed if one requires a value that is missing or if the resulting document
/// fails the collection's validator, InvalidInput if an array stands at an indexed path, and a
/// StorageFailure if the file or the machine fails; then nothing
/// was done (but see OutcomeUnknown).
class Collection {
 public:
  const std::string& name() const { return name_; }

  /// The indexes: `_id_` first, then the unique ones by name, then the others by name.
  std::vector<Index> list_indexes() const;

  /// Adds an index, and returns its name; the same one again is a no-op. All or nothing: throws
  /// DuplicateKeys, a DuplicateKey with a report, if documents share a unique key (make_unique
  /// helps); ValidationFailed if it requires a value that some have not; InvalidInput (85, 86) if
  /// another index has that name or those paths.
  std::string create_index(const Index& index);
  std::string create_index(const UniqueIndex& index) { return create_index(Index(index)); }

  /// Removes an index. Throws InvalidInput: 27 if there is none of that name, 26 if there is no
  /// such collection, 72 for `_id_`.
  void drop_index(std::string_view name);

  /// Removes the collection with its documents and indexes; false if there is none. What imports
  /// into it have set aside stays in the store.
  bool drop();

  /// What the documents have to match; nothing: anything.
  std::optional<Validator> validator() const;

  /// Sets the validator from now on, in the place of another, and makes the collection if there is
  /// none. Returns which of its documents fail: as with MongoDB's collMod they stay, and are valid
  /// or not when they are written next. Other handles and processes hold to it at once. Throws
  /// InvalidFilter for a filter that a find would not take.
  ValidationReport set_validator(const Validator& validator);

  /// Removes the validator; false if there is none.
  bool remove_validator();

  /// Looks at every document, whatever the validator's level.
  ValidationReport validate() const;

  /// Which index serves a find, in MongoDB's words: {"queryPlanner": {"winningPlan": {"stage":
  /// …}}}. A COLLSCAN looks at every document; a FETCH with an IXSCAN at those that an index names;
  /// a SORT sorts in memory what its inputStage gives.
  Document explain(const Document& filter, const FindOptions& options = {}) const;

  /// Stores a new document; without an `_id` it gets an ObjectId, as its first field.
  InsertOneResult insert_one(const Document& document);

  /// Stores new documents. Throws BulkWriteFailed as bulk_write does.
  InsertManyResult insert_many(const std::vector<Document>& documents,
                               const BulkOptions& options = {});

  /// The first match, if any: in natural order, which is that of insertion, unless sorted.
  std::optional<Document> find_one(const Document& filter,
                                   const FindOneOptions& options = {}) const;

  /// The `_id` of the document that lives on for one that an import or make_unique set aside for
  /// it, however often that happened since: A for B, and later B for C. Nothing if `id` is that of
  /// a document, if none was set aside that had it or several were for different ones, or if the
  /// one that lived on is gone.
  std::optional<Value> survivor_of(const Value& id) const;

  /// All matches, in natural order unless sorted, read as they are asked for.
  Cursor find(const Document& filter, const FindOptions& options = {}) const;

  /// The different values at `path` in the matches, an array's elements one by one, in MongoDB's
  /// order of values.
  std::vector<Value> distinct(const std::string& path,
                              const Document& filter = Document::object()) const;

  /// Updates the first match, or inserts a document: one statement, so however many threads and
  /// processes do it at once, there is one document.
  ///
  ///     INSERT INTO "c"(row, doc, k1)
  ///     SELECT target.row, ps_new_doc(?1, target.row), ps_new_key(?1, target.row, 0)
  ///     FROM (SELECT (SELECT row FROM "c" WHERE k1 = ?2 LIMIT 1) AS row) AS target WHERE true
  ///     ON CONFLICT(row) DO UPDATE SET doc = ps_update(?1, doc) WHERE ps_changes(?1, doc)
  ///     RETURNING row
  Outcome find_one_and_update(const Document& filter, const Document& update,
                              const UpdateOptions& options = {});

  /// The document that `filter` finds, made from the filter's equalities and `defaults` if there is
  /// none. A filter on a unique key makes this safe against any race.
  Document get_or_create(const Document& filter, const Document& defaults = Document::object(),
                         const FindOneOptions& options = {});

  /// As find_one_and_update, with counts instead of images: `returning` is not looked at, and a
  /// projection is an InvalidInput (9), here and in the other calls that give counts.
  UpdateResult update_one(const Document& filter, const Document& update,
                          const UpdateOptions& options = {});

  /// Updates all matches, or none if one of them can't be: then throws, and nothing was done.
  UpdateResult update_many(const Document& filter, const Document& update,
                           const UpdateOptions& options = {});

  /// Puts `replacement` in the place of the first match, all but its `_id`.
  Outcome find_one_and_replace(const Document& filter, const Document& replacement,
                               const ReplaceOptions& options = {});
  UpdateResult replace_one(const Document& filter, const Document& replacement,
                           const ReplaceOptions& options = {});

  /// Deletes the first match, and gives it as it was.
  std::optional<Document> find_one_and_delete(const Document& filter,
                                              const FindOneOptions& options = {});

  /// Deletes the first match, or all.
  DeleteResult delete_one(const Document& filter);
  DeleteResult delete_many(const Document& filter);

  /// Does the writes in their order, in one transaction. One that fails for its own sake changes
  /// nothing, and the others stay: BulkWriteFailed then tells which failed and what was done. Where
  /// the store itself fails (StorageFailure), nothing was done.
  BulkResult bulk_write(const std::vector<WriteModel>& writes, const BulkOptions& options = {});

  /// How many documents match.
  std::int64_t count(const Document& filter = Document::object(),
                     const CountOptions& options = {}) const;

 private:
  friend class Store;
  friend class Transaction;
  friend class Snapshot;
  Collection(std::shared_ptr<store::Core> core, std::string name,
             std::shared_ptr<store::Session> session = nullptr);

  Outcome run(std::string_view operation, const store::UpdateCall& call, Return returning,
              const Document& projection);

  std::shared_ptr<store::Core> core_;
  std::string name_;
  std::shared_ptr<store::Session> session_;
};

}  // namespace profilestore
