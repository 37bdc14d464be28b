// What a $group makes of the values of a group: MongoDB's accumulators.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/variables.hpp"
#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

/// What one group holds for one field. Its state can be put aside and added to another's, as if
/// that one had been given all values, the put aside ones first.
class Accumulator {
 public:
  virtual ~Accumulator() = default;
  /// Nothing: the argument is missing.
  virtual void add(std::optional<Value> value) = 0;
  /// Whether another value may change what it holds; else the argument need not be evaluated.
  virtual bool wants_more() const { return true; }
  virtual Value result() const = 0;
  virtual Value state() const = 0;
  virtual void add_state(const Value& state) = 0;
  /// In memory, all that it holds included.
  virtual std::size_t bytes() const = 0;
};

/// Of what add() is given: missing, null or undefined.
bool is_nullish(const std::optional<Value>& value);

using AccumulatorPointer = std::unique_ptr<Accumulator>;

/// A field of a $group's specification, parsed: {field: {$sum: "$amount"}}.
struct Accumulation {
  std::string field = {}, op = {};
  /// What add() is given, of a document.
  std::function<std::optional<Value>(const Document&, const expression::Variables&)> argument = {};
  /// For a new group: what its `_id` is may say how many values are kept.
  std::function<AccumulatorPointer(const Value& id, const expression::Variables&)> make = {};
  std::vector<std::string> paths = {};  ///< that the argument reads; "": the whole document
};

/// What one group holds, for all fields of its document.
class Accumulators {
 public:
  /// REQUIRES: the fields outlive it.
  Accumulators(const std::vector<Accumulation>& fields, const Value& id,
               const expression::Variables& variables);

  void add(const Document& document, const expression::Variables& variables);
  void put_results(Document& group) const;

  /// The states, behind what is in an array, and those that stand there from place `first` on.
  void put_states(Value& record) const;
  void add_states(const Value& record, std::size_t first);

  std::size_t bytes() const;

 private:
  const std::vector<Accumulation>* fields_;
  std::vector<AccumulatorPointer> all_;
};

/// Throws InvalidExpression with MongoDB's code: 40234 for what is no object, 40238 for several
/// operators, 40237 for several arguments, 15952 for an operator that MongoDB does not have, 115
/// for one that we do not have.
Accumulation parse_accumulation(const std::string& field, const Value& specification,
                                const Context& context);

/// {$sum: 1} as `field`.
Accumulation counting(const std::string& field);

using ParseAccumulator = Accumulation (*)(const std::string& op, const Value& operand,
                                          const Context& context);

/// Of what one expression gives of each document.
Accumulation accumulation_by(const expression::Expression& argument,
                             decltype(Accumulation::make) make);

/// Of those that take one expression, and keep as much whatever the group is.
Accumulation simple_accumulation(const std::string& op, const Value& operand,
                                 const Context& context, std::function<AccumulatorPointer()> make);

// The families, each in a file.
Accumulation parse_number_accumulator(const std::string& op, const Value& operand,
                                      const Context& context);
Accumulation parse_value_accumulator(const std::string& op, const Value& operand,
                                     const Context& context);
Accumulation parse_list_accumulator(const std::string& op, const Value& operand,
                                    const Context& context);
Accumulation parse_n_accumulator(const std::string& op, const Value& operand,
                                 const Context& context);
Accumulation parse_sorted_accumulator(const std::string& op, const Value& operand,
                                      const Context& context);
Accumulation parse_percentile_accumulator(const std::string& op, const Value& operand,
                                          const Context& context);

}  // namespace profilestore::pipeline
