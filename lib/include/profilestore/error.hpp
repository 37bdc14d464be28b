// The errors, grouped by what the caller does next. Absence is not an error but an empty optional.
//
// Only DuplicateKey's message contains values of a document: profiles are personal data.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/validation.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// The base of everything this library throws.
class Error : public std::runtime_error {
 public:
  /// Constructed by the library.
  Error(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  /// MongoDB's number if it has one, else 0.
  int code() const noexcept { return code_; }

 private:
  int code_;
};

/// MongoDB's name of an error number ("DuplicateKey" for 11000); empty if the number is unknown.
std::string_view code_name(int code);

/// The caller's data is wrong; retrying cannot help.
class InvalidInput : public Error {
 public:
  using Error::Error;
};

/// The call took longer than its `max_time`. Nothing was done. MongoDB's error 50.
class MaxTimeMSExpired : public Error {
 public:
  MaxTimeMSExpired();
};

/// A StopScope's token was stopped, or Store::async's. Nothing was done. MongoDB's error 11601.
class Interrupted : public Error {
 public:
  Interrupted();
};

/// The text is not a document: where and why.
class MalformedJson : public InvalidInput {
 public:
  /// Constructed by the library.
  MalformedJson(const std::string& reason, std::size_t offset, std::size_t line);
  /// Bytes before the fault, within the given text.
  std::size_t offset() const noexcept { return offset_; }
  /// The line of the fault, from 1.
  std::size_t line() const noexcept { return line_; }
  /// The reason without the position.
  const std::string& reason() const noexcept { return reason_; }

 private:
  std::string reason_;
  std::size_t offset_;
  std::size_t line_;
};

/// A filter or update that is not valid in the language, or an update that cannot be applied to the
/// document at hand (MongoDB: PathNotViable, TypeMismatch, ImmutableField).
class InvalidExpression : public InvalidInput {
 public:
  /// Constructed by the library.
  InvalidExpression(int code, const std::string& message, std::string path, std::string op)
      : InvalidInput(code, message), path_(std::move(path)), operator_(std::move(op)) {}
  /// The dotted path; empty if there is none.
  const std::string& path() const noexcept { return path_; }
  /// The operator with its `$`; empty if there is none.
  const std::string& operator_name() const noexcept { return operator_; }

 private:
  std::string path_;
  std::string operator_;
};

/// The filter is not valid.
class InvalidFilter : public InvalidExpression {
 public:
  using InvalidExpression::InvalidExpression;
};

/// The update is not valid, or cannot be applied to the document.
class InvalidUpdate : public InvalidExpression {
 public:
  using InvalidExpression::InvalidExpression;
};

/// The resulting document violates a rule of its collection (MongoDB: 121): the validator, or a
/// unique index that requires a value.
class ValidationFailed : public InvalidInput {
 public:
  /// Constructed by the library.
  ValidationFailed(const std::string& message, Value id, std::vector<RuleFailure> failures)
      : InvalidInput(121, message), id_(std::move(id)), failures_(std::move(failures)) {}
  /// The document's `_id`; null if it has none yet.
  const Value& document_id() const noexcept { return id_; }
  /// Each failing path with its rule; at most 1000.
  const std::vector<RuleFailure>& failures() const noexcept { return failures_; }

 private:
  Value id_;
  std::vector<RuleFailure> failures_;
};

/// Another document has the key (MongoDB: 11000). what() reads as MongoDB's message.
class DuplicateKey : public Error {
 public:
  /// `key_pattern` is {path: 1, …}, `key_value` {path: value, …}; a missing value is null.
  /// `database` precedes the collection in what(), as in MongoDB.
  DuplicateKey(const std::string& database, std::string collection, std::string index,
               Document key_pattern, Document key_value, Value existing_id);
  /// The name of the collection.
  const std::string& collection() const noexcept { return collection_; }
  /// The name of the unique index.
  const std::string& index() const noexcept { return index_; }
  /// The index's paths: {path: 1, …}.
  const Document& key_pattern() const noexcept { return key_pattern_; }
  /// The key: {path: value, …}; a missing value is null.
  const Document& key_value() const noexcept { return key_value_; }
  /// The `_id` of the document that holds the key.
  const Value& existing_id() const noexcept { return existing_id_; }

 private:
  std::string collection_, index_;
  Document key_pattern_, key_value_;
  Value existing_id_;
};

/// A call that looks up by several keys (`then_by`) found different documents by two of them. Only
/// the application can tell whether they belong to one person. Nothing was done.
class AmbiguousKeys : public Error {
 public:
  /// Constructed by the library.
  AmbiguousKeys(std::string collection, std::vector<std::string> indexes, std::vector<Value> ids);
  /// The name of the collection.
  const std::string& collection() const noexcept { return collection_; }
  /// The unique indexes whose keys the filters named, in the order of the filters.
  const std::vector<std::string>& indexes() const noexcept { return indexes_; }
  /// The `_id` of the document that each found.
  const std::vector<Value>& ids() const noexcept { return ids_; }

 private:
  std::string collection_;
  std::vector<std::string> indexes_;
  std::vector<Value> ids_;
};

/// The store or the sources have changed since the plan was made, or the plan was edited otherwise
/// than apply_plan allows. Nothing was done.
class PlanMoved : public Error {
 public:
  /// Constructed by the library.
  explicit PlanMoved(const std::string& message) : Error(0, message) {}
};

/// The log of changes no longer has what comes behind a token, or the store lacks what the token
/// has seen (MongoDB: 286). Read the collection again, and watch from its change_token on.
class ChangeStreamHistoryLost : public Error {
 public:
  /// Constructed by the library.
  explicit ChangeStreamHistoryLost(const std::string& message) : Error(286, message) {}
};

/// The file or the machine failed.
class StorageFailure : public Error {
 public:
  /// Constructed by the library.
  StorageFailure(const std::string& message, int sqlite_code)
      : Error(0, message), sqlite_code_(sqlite_code) {}
  /// SQLite's extended result code, or 0.
  int sqlite_code() const noexcept { return sqlite_code_; }

 private:
  int sqlite_code_;
};

/// The deadline passed while another thread or process held the store. Nothing was done; try again.
class Busy : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The commit's fsync failed: the write may or may not be on disk. Read again to find out.
class OutcomeUnknown : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The file system is full, or a quota is exceeded.
class DiskFull : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// No permission to write, or a read-only file system.
class ReadOnly : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The store is damaged.
class Corrupt : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The store lacks writes that it had: an older file lies where a newer one was, or its log (-wal)
/// is lost, cut off or damaged, or the store itself is gone and only its head mark (.head) is
/// there. Nothing was changed. Put back what is missing, or accept what is there
/// (StoreOptions::accept_rollback).
class RolledBack : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The log (-wal), or a rollback journal, beside the store is of another store, or of another time
/// of this one: to read by it would be to read that one's pages. Nothing was changed. Move it away.
class ForeignWal : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The head mark (.head) beside the store is of another store: one of the two was put here, or
/// renamed. Nothing was changed. StoreOptions::accept_rollback makes the mark anew.
class ForeignHead : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The path names something other than a store, which was left unchanged.
class NotAStore : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// A newer version of this library, or of the application (Store::migrate), wrote the store, which
/// was left unchanged.
class TooNew : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

}  // namespace profilestore
