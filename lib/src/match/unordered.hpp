// Equality that takes no account of the order of fields, as $jsonSchema has it.
#pragma once

#include <profilestore/document.hpp>
#include <vector>

namespace profilestore::match {

/// `value` with the fields of all its plain objects in the order of their names: what two values
/// share exactly if they are equal but for that order.
Value with_sorted_fields(const Value& value);

/// A set of values, equal but for the order of fields.
class UnorderedSet {
 public:
  /// Says whether it was not there before.
  bool insert(const Value& value);
  bool contains(const Value& value) const;

 private:
  std::vector<Value> sorted_;
};

/// Whether no two elements are equal but for the order of fields.
bool all_differ(const Value& array);

}  // namespace profilestore::match
