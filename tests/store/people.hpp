// A collection with a validator, and a document that was invalid before it.
#pragma once

#include <vector>

#include "store/core.hpp"
#include "store/temporary_store.hpp"

namespace validated {

using namespace profilestore;

using Failures = std::vector<RuleFailure>;

inline const Document has_age = {
    {"$jsonSchema",
     {{"required", {"age"}}, {"properties", {{"age", {{"bsonType", "int"}, {"minimum", 0}}}}}}}};

inline const Failures too_young{{"age", "minimum: 0"}};

/// A collection of a valid document 1 and an invalid 2, made before its validator was.
struct People : temporary::Store {
  explicit People(ValidationLevel level = ValidationLevel::strict,
                  ValidationAction action = ValidationAction::error)
      : people(collection("people", {.indexes = {{"userId", Missing::distinct}}})) {
    people.insert_one({{"_id", 1}, {"age", 5}, {"userId", "u1"}});
    people.insert_one({{"_id", 2}, {"age", -5}});
    report = people.set_validator({has_age, level, action});
  }

  /// The writes that were done with a warning.
  std::int64_t warned() const {
    std::int64_t writes = 0;
    for (const EventTotal& total : stats().totals)
      if (total.kind == EventKind::validation_warning) writes += total.times;
    return writes;
  }

  Collection people;
  ValidationReport report;
};

}  // namespace validated
