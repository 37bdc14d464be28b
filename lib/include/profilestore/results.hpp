// What the calls of a collection take beside a filter, and what they answer.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <profilestore/document.hpp>
#include <vector>

namespace profilestore {

/// Which images of a document an Outcome shall hold.
enum class Return { none, before, after, both };

/// For the calls that look for one document.
struct FindOneOptions {
  /// Filters to try in order when the one before found nothing: by `userId` first, then by `email`.
  /// Those that pin a whole unique key have to find one document: throws AmbiguousKeys if the
  /// `userId` is one document's and the `email` another's.
  std::vector<Document> then_by = {};
  Document sort = {};  ///< {path: 1 or -1, …}: which of several matches; else the natural order
  Document projection = {};  ///< {path: 1, …} or {path: 0, …}: which fields to give
  /// A filter that pins an `_id` at its top, and finds nothing, is tried again with the `_id` of
  /// the document that Collection::survivor_of names. Of find_one and get_or_create.
  bool follow_redirects = false;
};

struct FindOptions {
  std::int64_t skip = 0;   ///< documents to pass over
  std::int64_t limit = 0;  ///< at most so many; 0: all
  Document sort = {};
  Document projection = {};
};

struct CountOptions {
  std::int64_t skip = 0;
  std::int64_t limit = 0;  ///< 0: all
};

/// `sort` and `projection` as in FindOneOptions; a call that changes several documents takes no
/// sort, and one that gives counts no projection.
struct UpdateOptions {
  /// Insert a document if none matches: seeded from the equalities of the filter (and of every
  /// `then_by`), then the operators applied, $setOnInsert too.
  bool upsert = false;
  Return returning = Return::before;  ///< MongoDB's default
  std::vector<Document> then_by = {};
  std::vector<Document> array_filters =
      {};  ///< {id: …}, for the elements that `a.$[id]` stands for
  Document sort = {};
  Document projection = {};
};

struct ReplaceOptions {
  bool upsert = false;  ///< the document that is inserted has the filter's `_id`, if it pins one
  Return returning = Return::before;
  std::vector<Document> then_by = {};
  Document sort = {};
  Document projection = {};
};

/// What find_one_and_update did.
struct Outcome {
  std::optional<Document> before;  ///< if asked for; empty when it inserted, or nothing matched
  std::optional<Document> after;   ///< if asked for; empty when nothing matched
  bool matched = false;            ///< a document was there
  bool modified = false;           ///< and the update changed it
  bool inserted = false;           ///< none was there, and the upsert made one
  std::optional<Value> upserted_id;
};

struct UpdateResult {
  std::int64_t matched_count = 0;
  std::int64_t modified_count = 0;  ///< real changes: the same value of the same type is none
  std::optional<Value> upserted_id;
};

struct InsertOneResult {
  Value inserted_id;
};

struct InsertManyResult {
  std::map<std::size_t, Value> inserted_ids;  ///< by a document's place in the call
};

struct DeleteResult {
  std::int64_t deleted_count = 0;
};

}  // namespace profilestore
