// What the calls of a collection take besides a filter, and what they return.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <profilestore/collation.hpp>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

namespace profilestore {

/// Which versions of the document an Outcome contains.
enum class Return { none, before, after, both };

/// Options of calls that find one document.
struct FindOneOptions {
  /// Filters to try in order while the previous ones find nothing: by `userId`, then by `email`.
  /// Filters that give a whole unique key must not find different documents: throws AmbiguousKeys
  /// if the `userId` is one document's and the `email` another's.
  std::vector<Document> then_by = {};
  Document sort = {};        ///< {path: 1 or -1, …}: which match is first; else natural order
  Document projection = {};  ///< {path: 1, …} or {path: 0, …}: which fields to return
  /// A filter that gives an `_id` at its top level and finds nothing is tried again with the `_id`
  /// from Collection::survivor_of. For find_one and get_or_create only.
  bool follow_redirects = false;
  /// How strings are compared: in filters, sorts, projections, updates and array filters, also
  /// inside of objects and arrays. Regular expressions and names of fields are not concerned. An
  /// index serves comparisons of strings only if it has the same collation. Empty: by their bytes.
  std::optional<Collation> collation = {};
  /// The name of an index to search by, where it serves; empty: the best. Unlike in MongoDB it also
  /// says what is equal: at the paths of that index $eq, $in, $ne and $nin take values as the index
  /// does, so that under a collated unique index {email: "ANA@x.org"} finds, or by an upsert
  /// updates, the document with "ana@x.org". A call with a `collation` keeps that one. No document
  /// is missed because it is not in the index. Throws InvalidInput (2) if there is no such index.
  std::string hint = {};
  /// See InsertOneOptions::operation_id. For find_one_and_delete only.
  std::string operation_id = {};
  /// How long the call may work, once it is its turn; then it throws MaxTimeMSExpired, and has done
  /// nothing. MongoDB's maxTimeMS. 0: as long as it takes.
  std::chrono::milliseconds max_time{0};
  /// {name: expression, …}: variables for the filter's $expr, expressions of the projection and an
  /// update that is a pipeline, where they are `$$name`. MongoDB's `let`.
  Document let = {};
};

/// Options of insert_one.
struct InsertOneOptions {
  /// A name that the application gives this one write: at most 128 bytes, another for each; a UUID.
  /// The call may then be repeated after OutcomeUnknown, a crash or a lost answer: if it was done,
  /// it is not done again, and returns what it returned first. Name and result are written with the
  /// write; a store keeps the latest 10,000, and all of the last ten minutes. Throws InvalidInput
  /// (2) if another call had the name. Empty: none.
  std::string operation_id = {};
};

/// Options of Collection::find.
struct FindOptions {
  std::int64_t skip = 0;                    ///< number of matches to skip
  std::int64_t limit = 0;                   ///< maximum number of documents; 0: all
  Document sort = {};                       ///< see FindOneOptions::sort
  Document projection = {};                 ///< see FindOneOptions::projection
  std::optional<Collation> collation = {};  ///< see FindOneOptions::collation
  std::string hint = {};                    ///< see FindOneOptions::hint
  /// See FindOneOptions::max_time: of find() and all steps of the cursor together, without what the
  /// caller does between them.
  std::chrono::milliseconds max_time{0};
  Document let = {};  ///< see FindOneOptions::let
};

/// Options of Collection::count.
struct CountOptions {
  std::int64_t skip = 0;                    ///< number of matches to skip
  std::int64_t limit = 0;                   ///< maximum count; 0: all
  std::optional<Collation> collation = {};  ///< see FindOneOptions::collation
  std::string hint = {};                    ///< see FindOneOptions::hint
  std::chrono::milliseconds max_time{0};    ///< see FindOneOptions::max_time
  Document let = {};                        ///< see FindOneOptions::let
};

/// Options of Collection::distinct.
struct DistinctOptions {
  /// See FindOneOptions::collation. Of equal values the first document's is given.
  std::optional<Collation> collation = {};
  std::string hint = {};                  ///< see FindOneOptions::hint
  std::chrono::milliseconds max_time{0};  ///< see FindOneOptions::max_time
  Document let = {};                      ///< see FindOneOptions::let
};

/// Options of deletions.
struct DeleteOptions {
  std::optional<Collation> collation = {};  ///< see FindOneOptions::collation
  std::string hint = {};                    ///< see FindOneOptions::hint
  std::string operation_id = {};            ///< see InsertOneOptions::operation_id
  std::chrono::milliseconds max_time{0};    ///< see FindOneOptions::max_time
  Document let = {};                        ///< see FindOneOptions::let
};

/// Options of updates. A call that updates several documents takes no sort, and one that returns
/// counts takes no projection.
struct UpdateOptions {
  /// Insert a document if none matches: seeded from the equalities of the filter and of every
  /// `then_by`, with all operators applied, $setOnInsert included.
  bool upsert = false;
  Return returning = Return::before;         ///< MongoDB's default
  std::vector<Document> then_by = {};        ///< see FindOneOptions::then_by
  std::vector<Document> array_filters = {};  ///< {id: …}, for the elements that `a.$[id]` names
  Document sort = {};                        ///< see FindOneOptions::sort
  Document projection = {};                  ///< see FindOneOptions::projection
  std::optional<Collation> collation = {};   ///< see FindOneOptions::collation
  std::string hint = {};                     ///< see FindOneOptions::hint
  std::string operation_id = {};             ///< see InsertOneOptions::operation_id
  std::chrono::milliseconds max_time{0};     ///< see FindOneOptions::max_time
  Document let = {};                         ///< see FindOneOptions::let
};

/// Options of replacements.
struct ReplaceOptions {
  bool upsert = false;  ///< insert if none matches, with the filter's `_id` if it gives one
  Return returning = Return::before;        ///< MongoDB's default
  std::vector<Document> then_by = {};       ///< see FindOneOptions::then_by
  Document sort = {};                       ///< see FindOneOptions::sort
  Document projection = {};                 ///< see FindOneOptions::projection
  std::optional<Collation> collation = {};  ///< see FindOneOptions::collation
  std::string hint = {};                    ///< see FindOneOptions::hint
  std::string operation_id = {};            ///< see InsertOneOptions::operation_id
  std::chrono::milliseconds max_time{0};    ///< see FindOneOptions::max_time
  Document let = {};                        ///< see FindOneOptions::let
};

/// What find_one_and_update or find_one_and_replace did.
struct Outcome {
  std::optional<Document> before;    ///< if requested; empty if it inserted, or nothing matched
  std::optional<Document> after;     ///< if requested; empty if nothing matched
  bool matched = false;              ///< a document matched
  bool modified = false;             ///< and the call changed it
  bool inserted = false;             ///< none matched, and the upsert inserted one
  std::optional<Value> upserted_id;  ///< the `_id` of the inserted document
};

/// What an update or replacement did.
struct UpdateResult {
  std::int64_t matched_count = 0;    ///< documents that matched
  std::int64_t modified_count = 0;   ///< actual changes: an equal value of the same type is none
  std::optional<Value> upserted_id;  ///< the `_id` of the document that an upsert inserted
};

/// What insert_one did.
struct InsertOneResult {
  Value inserted_id;  ///< given or generated
};

/// What insert_many did.
struct InsertManyResult {
  std::map<std::size_t, Value> inserted_ids;  ///< by the document's position in the call, from 0
};

/// What a deletion did.
struct DeleteResult {
  std::int64_t deleted_count = 0;  ///< documents that are gone
};

}  // namespace profilestore
