// Validators as writes ask them, and what of existing documents fails.
#pragma once

#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/validation.hpp>
#include <string>
#include <vector>

#include "match/filter.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::catalog {

struct CollectionEntry;

/// A validator that has been parsed.
class ParsedValidator {
 public:
  /// Throws InvalidFilter as a find does. REQUIRES: the filter is in normal form.
  explicit ParsedValidator(Validator validator);

  const Validator& rule() const { return rule_; }

  /// Whether a document that fails keeps a write from being done.
  bool refuses() const {
    return rule_.level != ValidationLevel::off && rule_.action == ValidationAction::error;
  }

  /// What `document` fails, whatever the level. A pattern that can't be decided in its bounds
  /// fails.
  std::vector<RuleFailure> failures(const Document& document) const;

  /// What a write of `after` in the place of `before` (null: an insert) fails, at the level.
  std::vector<RuleFailure> failures(const Document* before, const Document& after) const;

 private:
  Validator rule_;
  match::Filter filter_;
};

/// In normal form; nothing for one without conditions that is as a validator is by default. MongoDB
/// keeps a level or an action of a collection whose validator may follow.
std::optional<Validator> normalised(const Validator& validator);

/// Writes whose documents failed alike, and were done nevertheless.
struct Warning {
  std::string collection;
  std::vector<RuleFailure> failures;
  std::int64_t writes = 1;
};

/// Says whether a write may be done: throws ValidationFailed if not; what it fails under a
/// validator that only warns is returned, to be handed to warn() once the write is done.
std::vector<RuleFailure> check_write(const CollectionEntry& collection, const Document* before,
                                     const Document& after);

/// "Document failed validation: 'age' minimum: 0, 'name' required": the first few.
std::string text_of(const std::vector<RuleFailure>& failures);

/// The documents of the collection that fail its validator.
ValidationReport validate(sqlite::Connection& connection, const CollectionEntry& collection);

}  // namespace profilestore::catalog
