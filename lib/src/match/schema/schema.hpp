// $jsonSchema: JSON Schema draft 4 as MongoDB has it, with bsonType beside type. A schema becomes a
// list of constraints; each keyword is a function that makes one.
#pragma once

#include <functional>
#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "match/node.hpp"
#include "match/place.hpp"
#include "match/scope.hpp"

namespace profilestore::match {

/// A test of a value that is there, which tells `place` what fails. A keyword that speaks of one
/// type holds for every other.
using Constraint = std::function<bool(const Value& value, const Place& place)>;

/// A constraint whose failure is one of the value as a whole. `holds`: bool(const Value&).
template <class Test>
Constraint constraint(std::string rule, Test holds) {
  return [rule = std::move(rule), holds = std::move(holds)](
             const Value& value, const Place& place) { return holds(value) || place.fail(rule); };
}

/// All of its constraints must hold.
class Schema {
 public:
  void add(Constraint constraint) { constraints_.push_back(std::move(constraint)); }
  bool accepts(const Value& value, const Place& place = Place()) const;

 private:
  std::vector<Constraint> constraints_;
};

/// What a keyword's function is given: {…, name: value, …}.
struct Keyword {
  const std::string& name;
  const Value& value;
  const Value& schema;      ///< the object it stands in: some keywords read each other
  const std::string& path;  ///< of the values that the schema is for, as errors name it
  int depth;
};

/// Throws InvalidFilter: 9 for a keyword that MongoDB does not have or not support, 14 for an
/// operand of a wrong type, 2 and 9 as MongoDB does for a wrong operand of the right type.
Schema parse_schema(const Value& schema, const std::string& path, int depth);

/// Throws InvalidFilter that names $jsonSchema and the keyword: `$jsonSchema keyword 'x' <what>`.
[[noreturn]] void refuse_keyword(int code, const Keyword& keyword, const std::string& what);

/// What a RuleFailure says of the keyword: its name and its operand.
inline std::string rule_of(const Keyword& keyword) { return rule_of(keyword.name, keyword.value); }

/// The operand of minItems, maxLength and the like. Throws InvalidFilter (9) if it is no whole
/// number that is not negative.
std::size_t count_of(const Keyword& keyword);

/// {$jsonSchema: {…}}: the document itself fulfils the schema.
/// MongoDB: no collation has a say in it.
Node parse_json_schema(const std::string& name, const Value& value, const Scope& scope);

}  // namespace profilestore::match
