// $first, $last, $min, $max and $mergeObjects: one value of a group.
#include "document/type.hpp"
#include "pipeline/accumulators/accumulator.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

/// One of the values, or null where there is none. Nothing counts as null.
class OneValue : public Accumulator {
 public:
  Value result() const override { return value_.value_or(nullptr); }
  // A state is what add() would be given; an empty array: nothing yet.
  Value state() const override { return value_ ? Value::array({*value_}) : Value::array(); }
  void add_state(const Value& state) override {
    if (!state.empty()) add(state[0]);
  }
  std::size_t bytes() const override { return sizeof *this + bytes_; }

 protected:
  void keep(Value value) {
    bytes_ = bytes_in_memory(value);
    value_ = std::move(value);
  }

  std::optional<Value> value_;

 private:
  std::size_t bytes_ = 0;
};

class First : public OneValue {
 public:
  void add(std::optional<Value> value) override {
    if (!value_) keep(value ? *std::move(value) : Value());
  }
  bool wants_more() const override { return !value_; }
};

class Last : public OneValue {
 public:
  void add(std::optional<Value> value) override { keep(value ? *std::move(value) : Value()); }
};

class Extreme : public OneValue {
 public:
  Extreme(document::Comparison order, bool greatest)
      : order_(std::move(order)), greatest_(greatest) {}
  void add(std::optional<Value> value) override {
    if (is_nullish(value)) return;
    if (!value_ || (greatest_ ? order_(*value_, *value) : order_(*value, *value_)))
      keep(*std::move(value));
  }

 private:
  document::Comparison order_;
  bool greatest_;
};

class Merged : public OneValue {
 public:
  Merged() { keep(Value::object()); }
  void add(std::optional<Value> value) override {
    if (is_nullish(value)) return;
    if (!document::is_plain_object(*value))
      refuse(40400, "$mergeObjects", "takes objects and null");
    Value merged = *std::move(value_);
    for (auto& [name, member] : value->items()) merged[name] = std::move(member);
    keep(std::move(merged));
    check_bytes_of_value("$mergeObjects", bytes());
  }
};

}  // namespace

Accumulation parse_value_accumulator(const std::string& op, const Value& operand,
                                     const Context& context) {
  std::function<AccumulatorPointer()> make = [] { return std::make_unique<Merged>(); };
  if (op == "$first") make = [] { return std::make_unique<First>(); };
  if (op == "$last") make = [] { return std::make_unique<Last>(); };
  if (op == "$min" || op == "$max")
    make = [order = context.order(), greatest = op == "$max"] {
      return std::make_unique<Extreme>(order, greatest);
    };
  return simple_accumulation(op, operand, context, std::move(make));
}

}  // namespace profilestore::pipeline
