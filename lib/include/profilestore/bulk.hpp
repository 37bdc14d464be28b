// Several writes in one call, and their results.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <profilestore/results.hpp>
#include <string>
#include <variant>
#include <vector>

namespace profilestore {

/// Inserts one document.
struct InsertOne {
  Document document;  ///< as for Collection::insert_one
};

/// Updates the first match. As update_one it ignores `options.returning` and throws InvalidInput
/// (9) for a projection, and so do UpdateMany and ReplaceOne.
struct UpdateOne {
  Document filter;             ///< the first match is updated
  Document update;             ///< as Collection::update_one takes it
  UpdateOptions options = {};  ///< upsert, sort, …
};

/// Updates all matches. Takes no `options.sort`.
struct UpdateMany {
  Document filter;             ///< which documents
  Document update;             ///< as Collection::update_many takes it
  UpdateOptions options = {};  ///< upsert, array_filters, …
};

/// Replaces the first match.
struct ReplaceOne {
  Document filter;              ///< the first match is replaced
  Document replacement;         ///< as Collection::replace_one takes it
  ReplaceOptions options = {};  ///< upsert, sort, …
};

/// Deletes the first match.
struct DeleteOne {
  Document filter;             ///< the first match is deleted
  DeleteOptions options = {};  ///< collation, hint
};

/// Deletes all matches.
struct DeleteMany {
  Document filter;             ///< which documents
  DeleteOptions options = {};  ///< collation, hint
};

/// One write of a bulk_write.
using WriteModel =
    std::variant<InsertOne, UpdateOne, UpdateMany, ReplaceOne, DeleteOne, DeleteMany>;

/// Whether bulk_write and insert_many continue after an error.
struct BulkOptions {
  bool ordered = true;  ///< stop at the first write that fails; if false, try the others too
  std::chrono::milliseconds max_time{0};  ///< of all together; see FindOneOptions::max_time
};

/// Totals over all writes. The maps are keyed by a write's position in the call, from 0.
struct BulkResult {
  std::int64_t inserted_count = 0;                 ///< by InsertOne
  std::int64_t matched_count = 0;                  ///< by updates and replacements
  std::int64_t modified_count = 0;                 ///< actual changes: see UpdateResult
  std::int64_t deleted_count = 0;                  ///< documents removed
  std::int64_t upserted_count = 0;                 ///< inserted by an upsert
  std::map<std::size_t, Value> inserted_ids = {};  ///< the `_id` of each InsertOne
  std::map<std::size_t, Value> upserted_ids = {};  ///< the `_id` of each inserting upsert
};

/// A write that failed and changed nothing.
struct WriteError {
  std::size_t index;                                ///< its position in the call, from 0
  int code;                                         ///< MongoDB's
  std::string message;                              ///< what() of the error
  std::optional<DuplicateKey> duplicate = {};       ///< set if the error is of this type
  std::optional<AmbiguousKeys> ambiguous = {};      ///< likewise
  std::optional<ValidationFailed> validation = {};  ///< likewise
};

/// Some writes of a bulk failed. The other writes that ran are kept, and result() counts them.
/// what() and code() describe the first error.
class BulkWriteFailed : public Error {
 public:
  /// Constructed by the library.
  BulkWriteFailed(BulkResult result, std::vector<WriteError> errors);
  /// What the successful writes did.
  const BulkResult& result() const noexcept { return result_; }
  /// The failed writes, in call order.
  const std::vector<WriteError>& errors() const noexcept { return errors_; }

 private:
  BulkResult result_;
  std::vector<WriteError> errors_;
};

}  // namespace profilestore
