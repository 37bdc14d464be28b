// $firstN, $lastN, $minN and $maxN, and what all accumulators share that keep n values.
#include "pipeline/accumulators/several.hpp"

#include <algorithm>

#include "document/path.hpp"
#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "expression/expression.hpp"
#include "numbers/numbers.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

/// Values in the order in which they are given; those that are too many go.
class SomeValues : public Accumulator {
 public:
  SomeValues(std::string_view op, std::size_t most) : op_(op), most_(most) {}
  Value result() const override { return Value(values_); }
  Value state() const override { return result(); }
  void add_state(const Value& state) override {
    for (const Value& value : state) add(value);
  }
  std::size_t bytes() const override {
    return sizeof *this + bytes_ + values_.capacity() * sizeof(Value);
  }

 protected:
  void insert(std::size_t at, Value value) {
    bytes_ += bytes_in_memory(value);
    check_bytes_of_value(op_, bytes_);
    values_.insert(values_.begin() + static_cast<std::ptrdiff_t>(at), std::move(value));
  }
  void erase(std::size_t at) {
    bytes_ -= bytes_in_memory(values_[at]);
    values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(at));
  }
  bool full() const { return values_.size() >= most_; }

  std::string_view op_;
  std::size_t most_;
  std::vector<Value> values_;

 private:
  std::size_t bytes_ = 0;
};

class FirstValues : public SomeValues {
 public:
  using SomeValues::SomeValues;
  void add(std::optional<Value> value) override {
    if (!full()) insert(values_.size(), value ? std::move(*value) : Value());
  }
};

class LastValues : public SomeValues {
 public:
  using SomeValues::SomeValues;
  void add(std::optional<Value> value) override {
    if (full()) erase(0);
    insert(values_.size(), value ? std::move(*value) : Value());
  }
};

class ExtremeValues : public SomeValues {
 public:
  ExtremeValues(std::string_view op, std::size_t most, document::Comparison order, bool greatest)
      : SomeValues(op, most), order_(std::move(order)), greatest_(greatest) {}
  void add(std::optional<Value> value) override {
    if (is_nullish(value)) return;
    const auto place = std::upper_bound(
        values_.begin(), values_.end(), *value,
        [&](const Value& a, const Value& b) { return greatest_ ? order_(b, a) : order_(a, b); });
    if (full() && place == values_.end()) return;
    insert(static_cast<std::size_t>(place - values_.begin()), std::move(*value));
    if (values_.size() > most_) erase(most_);
  }

 private:
  document::Comparison order_;
  bool greatest_;
};

AccumulatorPointer values_of(const std::string& op, std::size_t n,
                             const document::Comparison& order) {
  if (op == "$firstN") return std::make_unique<FirstValues>("$firstN", n);
  if (op == "$lastN") return std::make_unique<LastValues>("$lastN", n);
  if (op == "$minN") return std::make_unique<ExtremeValues>("$minN", n, order, false);
  return std::make_unique<ExtremeValues>("$maxN", n, order, true);
}

}  // namespace

HowMany::HowMany(std::string_view op, const Value& expression, const Context& context)
    : op_(op), n_(expression::Expression::parse(expression, context.expressions())) {
  if (n_.is_constant()) (void)checked(n_.constant());
}

std::size_t HowMany::of_group(const Value& id, const expression::Variables& variables) const {
  static const Value nothing = Value::object();
  return checked(n_.evaluate(document::is_plain_object(id) ? id : nothing, variables));
}

std::size_t HowMany::checked(const std::optional<Value>& n) const {
  const auto number = n ? expression::integral_of(*n) : std::nullopt;
  if (!n || !document::is_number(document::type_of(*n)))
    refuse(5787902, op_, "takes a number as 'n'");
  if (!number) refuse(5787903, op_, "takes a whole number as 'n'");
  if (*number <= 0) refuse(5787908, op_, "takes a positive number as 'n'");
  return static_cast<std::size_t>(*number);
}

Accumulation parse_n_accumulator(const std::string& op, const Value& operand,
                                 const Context& context) {
  if (!document::is_plain_object(operand)) refuse(5787900, op, "takes an object: {n: …, input: …}");
  refuse_unknown(5787901, op, operand, {"n", "input"});
  const Value* n = document::member(operand, "n");
  const Value* input = document::member(operand, "input");
  if (n == nullptr) refuse(5787906, op, "lacks its option 'n'");
  if (input == nullptr) refuse(5787907, op, "lacks its option 'input'");
  const HowMany how_many(op, *n, context);
  return accumulation_by(
      expression::Expression::parse(*input, context.expressions()),
      [op, how_many, order = context.order()](const Value& id, const auto& variables) {
        return values_of(op, how_many.of_group(id, variables), order);
      });
}

}  // namespace profilestore::pipeline
