// $sum, $avg, $count, $stdDevPop and $stdDevSamp: what is no number counts for nothing.
#include "numbers/numbers.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "numbers/statistics.hpp"
#include "numbers/sum.hpp"
#include "pipeline/accumulators/accumulator.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

bool is_number(const std::optional<Value>& value) {
  return value && document::is_number(document::type_of(*value));
}

/// Of how many documents: {$sum: 1}, {$count: {}}.
class Count : public Accumulator {
 public:
  void add(std::optional<Value>) override { ++count_; }
  Value result() const override { return count_; }
  Value state() const override { return count_; }
  void add_state(const Value& state) override { count_ += state.get<std::int64_t>(); }
  std::size_t bytes() const override { return sizeof *this; }

 private:
  std::int64_t count_ = 0;
};

class SumOf : public Accumulator {
 public:
  void add(std::optional<Value> value) override {
    if (is_number(value)) sum_.add(*value);
  }
  Value result() const override { return sum_.total(); }
  Value state() const override { return sum_.parts(); }
  void add_state(const Value& state) override {
    for (const Value& part : state) sum_.add(part);
  }
  std::size_t bytes() const override { return sizeof *this; }

 private:
  expression::Sum sum_;
};

class Average : public Accumulator {
 public:
  void add(std::optional<Value> value) override {
    if (!is_number(value)) return;
    sum_.add(*value);
    ++count_;
  }
  Value result() const override { return count_ == 0 ? Value() : sum_.average(count_); }
  Value state() const override { return Value::array({count_, sum_.parts()}); }
  void add_state(const Value& state) override {
    count_ += state[0].get<std::int64_t>();
    for (const Value& part : state[1]) sum_.add(part);
  }
  std::size_t bytes() const override { return sizeof *this; }

 private:
  expression::Sum sum_;
  std::int64_t count_ = 0;
};

class DeviationOf : public Accumulator {
 public:
  explicit DeviationOf(bool sample) : sample_(sample) {}
  void add(std::optional<Value> value) override {
    if (is_number(value)) deviation_.add(expression::real_of(*value));
  }
  Value result() const override {
    return sample_ ? deviation_.of_sample() : deviation_.of_population();
  }
  Value state() const override { return deviation_.state(); }
  void add_state(const Value& state) override { deviation_.add_state(state); }
  std::size_t bytes() const override { return sizeof *this; }

 private:
  expression::Deviation deviation_;
  bool sample_;
};

AccumulatorPointer make_count() { return std::make_unique<Count>(); }

}  // namespace

Accumulation counting(const std::string& field) {
  return {.field = field,
          .op = "$sum",
          .argument = [](const Document&, const auto&) { return std::optional<Value>(); },
          .make = [](const Value&, const auto&) { return make_count(); },
          .paths = {}};
}

Accumulation parse_number_accumulator(const std::string& op, const Value& operand,
                                      const Context& context) {
  if (op == "$count") {
    if (!document::is_plain_object(operand) || !operand.empty())
      refuse(type_mismatch, op, "takes an empty object: {$count: {}}");
    return counting("");
  }
  if (op == "$sum" && operand.is_number_integer() && operand == 1) return counting("");
  if (op == "$sum")
    return simple_accumulation(op, operand, context, [] { return std::make_unique<SumOf>(); });
  if (op == "$avg")
    return simple_accumulation(op, operand, context, [] { return std::make_unique<Average>(); });
  return simple_accumulation(op, operand, context, [sample = op == "$stdDevSamp"] {
    return std::make_unique<DeviationOf>(sample);
  });
}

}  // namespace profilestore::pipeline
