// Several writes in one call, and what became of each.
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

struct InsertOne {
  Document document;
};

/// Of `options`, all but `returning` and `projection` count; UpdateMany takes no `sort` either.
struct UpdateOne {
  Document filter, update;
  UpdateOptions options = {};
};

struct UpdateMany {
  Document filter, update;
  UpdateOptions options = {};
};

struct ReplaceOne {
  Document filter, replacement;
  ReplaceOptions options = {};
};

struct DeleteOne {
  Document filter;
};

struct DeleteMany {
  Document filter;
};

/// One write of a bulk_write.
using WriteModel =
    std::variant<InsertOne, UpdateOne, UpdateMany, ReplaceOne, DeleteOne, DeleteMany>;

struct BulkOptions {
  bool ordered = true;  ///< stop at the first write that fails; else try the others too
};

/// The sums over all writes; the maps go by a write's place in the call, from 0.
struct BulkResult {
  std::int64_t inserted_count = 0;
  std::int64_t matched_count = 0;
  std::int64_t modified_count = 0;
  std::int64_t deleted_count = 0;
  std::int64_t upserted_count = 0;
  std::map<std::size_t, Value> inserted_ids = {};
  std::map<std::size_t, Value> upserted_ids = {};
};

/// A write that failed, and changed nothing.
struct WriteError {
  std::size_t index;  ///< its place in the call, from 0
  int code;           ///< MongoDB's
  std::string message;
  std::optional<DuplicateKey> duplicate = {};       ///< if it was one
  std::optional<AmbiguousKeys> ambiguous = {};      ///< likewise
  std::optional<ValidationFailed> validation = {};  ///< likewise
};

/// Some writes of a bulk failed. The others are done and stay: result() counts them. what() and
/// code() are of the first error.
class BulkWriteFailed : public Error {
 public:
  BulkWriteFailed(BulkResult result, std::vector<WriteError> errors);
  const BulkResult& result() const noexcept { return result_; }
  const std::vector<WriteError>& errors() const noexcept { return errors_; }

 private:
  BulkResult result_;
  std::vector<WriteError> errors_;
};

}  // namespace profilestore
