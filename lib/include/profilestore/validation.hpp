// Validators: what the documents of a collection have to be, and what a document fails.
//
// What is said of a document that fails names paths and rules, never its values: profiles are
// personal data.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Which writes a validator is asked about, as MongoDB has it.
enum class ValidationLevel {
  off,       ///< none; the validator stays where it is
  strict,    ///< every insert, and every update that changes a document
  moderate,  ///< every insert, and every update of a document that fulfils the validator before it
};

/// What becomes of a write whose document fails.
enum class ValidationAction {
  error,  ///< it is not done, and throws ValidationFailed
  warn,   ///< it is done, and a warning recorded
};

/// MongoDB's words: "off", "strict", "moderate"; "error", "warn".
std::string_view name_of(ValidationLevel level);
std::string_view name_of(ValidationAction action);

/// The level or action of that name, if there is one.
std::optional<ValidationLevel> validation_level_of(std::string_view name);
std::optional<ValidationAction> validation_action_of(std::string_view name);

/// What the documents of a collection have to match: a filter as a find takes it. {$jsonSchema: …}
/// is JSON Schema, draft 4 as MongoDB has it, with bsonType; it may stand beside other conditions.
struct Validator {
  Document filter;  ///< null or empty: there is no validator
  ValidationLevel level = ValidationLevel::strict;
  ValidationAction action = ValidationAction::error;

  bool operator==(const Validator&) const = default;
};

/// One rule that a document fails.
struct Failure {
  /// Where: dotted, an array's elements by their index ("tags.0"); "" is the document itself. Of a
  /// name that is missing (`required`) or too much (`additionalProperties`), its own path.
  std::string path;
  /// The keyword or operator, and its operand where that is one value: "required",
  /// "bsonType: string", "minimum: 0", "$gt: 5". A long operand is cut. Of a unique index that
  /// requires a value: "required: " and its name.
  std::string rule;

  bool operator==(const Failure&) const = default;
};

/// A document that fails. At most 1000 of its failures are listed.
struct InvalidDocument {
  Value id;  ///< its `_id`
  std::vector<Failure> failures;
};

/// What a collection's documents are under its validator.
struct ValidationReport {
  std::int64_t documents = 0;          ///< that were looked at: all, or none without a validator
  std::int64_t invalid = 0;            ///< of them
  std::vector<InvalidDocument> first;  ///< in natural order, at most 1000
};

}  // namespace profilestore
