// $first, $last, $min, $max and $mergeObjects: one value of a group.
#include "document/type.hpp"
#include "pipeline/accumulator.hpp"
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
  std::size_t bytes() const override {
    return sizeof *this + (value_ ? bytes_in_memory(*value_) : 0);
  }

 protected:
  std::optional<Value> value_;
};

class First : public OneValue {
 public:
  void add(std::optional<Value> value) override {
    if (!value_) value_ = value ? std::move(*value) : Value();
  }
};

class Last : public OneValue {
 public:
  void add(std::optional<Value> value) override { value_ = value ? std::move(*value) : Value(); }
};

bool is_nullish(const std::optional<Value>& value) {
  return !value || value->is_null() || document::type_of(*value) == document::Type::undefined;
}

class Extreme : public OneValue {
 public:
  Extreme(document::Comparison order, bool greatest)
      : order_(std::move(order)), greatest_(greatest) {}
  void add(std::optional<Value> value) override {
    if (is_nullish(value)) return;
    if (!value_ || (greatest_ ? order_(*value_, *value) : order_(*value, *value_)))
      value_ = std::move(value);
  }

 private:
  document::Comparison order_;
  bool greatest_;
};

class Merged : public OneValue {
 public:
  Merged() { value_ = Value::object(); }
  void add(std::optional<Value> value) override {
    if (is_nullish(value)) return;
    if (!document::is_plain_object(*value))
      refuse(40400, "$mergeObjects", "takes objects and null");
    for (auto& [name, member] : value->items()) (*value_)[name] = std::move(member);
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
