// Validators: what the documents of a collection must match, and what a document fails.
//
// Reports of failures name paths and rules, never values of a document: profiles are personal data.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// Which writes a validator checks, as in MongoDB.
enum class ValidationLevel {
  off,       ///< none; the validator is kept
  strict,    ///< every insert, and every update that changes a document
  moderate,  ///< every insert, and every update of a document that passed before
};

/// What happens to a write whose document fails.
enum class ValidationAction {
  error,  ///< it is refused with ValidationFailed
  warn,   ///< it is done, and a warning is recorded
};

/// MongoDB's words: "off", "strict", "moderate".
std::string_view name_of(ValidationLevel level);
/// MongoDB's words: "error", "warn".
std::string_view name_of(ValidationAction action);

/// The level of that name; empty if there is none.
std::optional<ValidationLevel> validation_level_of(std::string_view name);
/// The action of that name; empty if there is none.
std::optional<ValidationAction> validation_action_of(std::string_view name);

/// What the documents of a collection must match: a filter as for find. {$jsonSchema: …} is JSON
/// Schema draft 4 as in MongoDB, with bsonType; other conditions may stand beside it.
struct Validator {
  Document filter;                                    ///< null or empty: any document passes
  ValidationLevel level = ValidationLevel::strict;    ///< which writes are checked
  ValidationAction action = ValidationAction::error;  ///< what happens to one that fails

  bool operator==(const Validator&) const = default;
};

/// One rule that a document fails.
struct RuleFailure {
  /// Where: dotted, array elements by index ("tags.0"); "" is the document itself. For a field that
  /// is missing (`required`) or not allowed (`additionalProperties`), the path of that field.
  std::string path;
  /// The keyword or operator, with its operand if that is one value: "required",
  /// "bsonType: string", "minimum: 0", "$gt: 5". A long operand is cut. For a unique index that
  /// requires a value: "required: " and the index's name.
  std::string rule;

  bool operator==(const RuleFailure&) const = default;
};

/// A document that fails.
struct InvalidDocument {
  Value id;                           ///< its `_id`
  std::vector<RuleFailure> failures;  ///< each failing path with its rule; at most 1000
};

/// How the documents of a collection fare under its validator.
struct ValidationReport {
  std::int64_t documents = 0;          ///< that were checked: all, or none without a validator
  std::int64_t invalid = 0;            ///< how many of them fail
  std::vector<InvalidDocument> first;  ///< in natural order, at most 1000
};

}  // namespace profilestore
