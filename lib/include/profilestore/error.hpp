// The errors, grouped by what a caller does next. Absence is no error: it is an empty optional.
//
// No message but DuplicateKey's contains a document's values: profiles are personal data.
#pragma once

#include <profilestore/document.hpp>
#include <profilestore/validation.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Everything this library throws. code() is MongoDB's number where it has one, else 0.
class Error : public std::runtime_error {
 public:
  Error(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  int code() const noexcept { return code_; }

 private:
  int code_;
};

/// MongoDB's name of an error number ("DuplicateKey" for 11000); empty for one it does not know.
std::string_view code_name(int code);

/// The caller's data is wrong; the same call again cannot help.
class InvalidInput : public Error {
 public:
  using Error::Error;
};

/// Text that is no document: where, and why.
class MalformedJson : public InvalidInput {
 public:
  MalformedJson(const std::string& reason, std::size_t offset, std::size_t line);
  /// Bytes before the fault, and its line (from 1), both within the text that was given.
  std::size_t offset() const noexcept { return offset_; }
  std::size_t line() const noexcept { return line_; }
  /// The reason alone, without the place.
  const std::string& reason() const noexcept { return reason_; }

 private:
  std::string reason_;
  std::size_t offset_;
  std::size_t line_;
};

/// A filter or an update that says something else than the language allows, or an update that
/// the document at hand does not admit (MongoDB: PathNotViable, TypeMismatch, ImmutableField).
class InvalidExpression : public InvalidInput {
 public:
  InvalidExpression(int code, const std::string& message, std::string path, std::string op)
      : InvalidInput(code, message), path_(std::move(path)), operator_(std::move(op)) {}
  /// The dotted path, and the operator with its `$`; empty where there is none.
  const std::string& path() const noexcept { return path_; }
  const std::string& operator_name() const noexcept { return operator_; }

 private:
  std::string path_;
  std::string operator_;
};

class InvalidFilter : public InvalidExpression {
 public:
  using InvalidExpression::InvalidExpression;
};

class InvalidUpdate : public InvalidExpression {
 public:
  using InvalidExpression::InvalidExpression;
};

/// The resulting document breaks a rule of its collection (MongoDB: 121): its validator, or a
/// unique index that requires a value.
class ValidationFailed : public InvalidInput {
 public:
  ValidationFailed(const std::string& message, Value id, std::vector<Failure> failures)
      : InvalidInput(121, message), id_(std::move(id)), failures_(std::move(failures)) {}
  /// The document's `_id`; null if it has none yet.
  const Value& document_id() const noexcept { return id_; }
  /// Each path that fails, with the rule; at most 1000.
  const std::vector<Failure>& failures() const noexcept { return failures_; }

 private:
  Value id_;
  std::vector<Failure> failures_;
};

/// Another document has that key (MongoDB: 11000). what() reads as MongoDB's message does.
class DuplicateKey : public Error {
 public:
  /// `key_pattern` is {path: 1, …}, `key_value` {path: value, …}; a missing value is null.
  /// `database` stands before the collection in what(), as MongoDB has it.
  DuplicateKey(const std::string& database, std::string collection, std::string index,
               Document key_pattern, Document key_value, Value existing_id);
  const std::string& collection() const noexcept { return collection_; }
  const std::string& index() const noexcept { return index_; }
  const Document& key_pattern() const noexcept { return key_pattern_; }
  const Document& key_value() const noexcept { return key_value_; }
  /// The `_id` of the document that holds the key.
  const Value& existing_id() const noexcept { return existing_id_; }

 private:
  std::string collection_, index_;
  Document key_pattern_, key_value_;
  Value existing_id_;
};

/// A call that looks by several keys (`then_by`) found one document by one of them, and another by
/// another: they may be one person's, which only the application can tell. Nothing was done.
class AmbiguousKeys : public Error {
 public:
  AmbiguousKeys(std::string collection, std::vector<std::string> indexes, std::vector<Value> ids);
  const std::string& collection() const noexcept { return collection_; }
  /// The unique indexes whose keys the filters gave, in the order of the filters, and the `_id` of
  /// the document that each found.
  const std::vector<std::string>& indexes() const noexcept { return indexes_; }
  const std::vector<Value>& ids() const noexcept { return ids_; }

 private:
  std::string collection_;
  std::vector<std::string> indexes_;
  std::vector<Value> ids_;
};

/// What the plan of an import was made for is not there any more (apply_plan). Nothing was done.
class PlanMoved : public Error {
 public:
  explicit PlanMoved(const std::string& message) : Error(0, message) {}
};

/// The file or the machine failed. sqlite_code() is SQLite's extended result code, or 0.
class StorageFailure : public Error {
 public:
  StorageFailure(const std::string& message, int sqlite_code)
      : Error(0, message), sqlite_code_(sqlite_code) {}
  int sqlite_code() const noexcept { return sqlite_code_; }

 private:
  int sqlite_code_;
};

/// The deadline passed while another process held the store; nothing was done.
class Busy : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The commit's fsync failed: the write may or may not be on disk.
class OutcomeUnknown : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

class DiskFull : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

class ReadOnly : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The file is a store, and damaged.
class Corrupt : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// The path names something else than a store: it was left as it is.
class NotAStore : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

/// A newer version of this library, or of the application (Store::migrate), wrote the store: it was
/// left as it is.
class TooNew : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

}  // namespace profilestore
