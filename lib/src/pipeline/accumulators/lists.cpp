// $push, $addToSet, $concatArrays and $setUnion: many values of a group.
#include <set>

#include "document/type.hpp"
#include "pipeline/accumulators/accumulator.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

class Pushed : public Accumulator {
 public:
  explicit Pushed(std::string_view op) : op_(op) {}
  void add(std::optional<Value> value) override {
    if (!value) return;
    bytes_ += bytes_in_memory(*value);
    check_bytes_of_value(op_, bytes_);
    values_.push_back(std::move(*value));
  }
  Value result() const override { return values_; }
  Value state() const override { return values_; }
  void add_state(const Value& state) override {
    for (const Value& value : state) add(value);
  }
  std::size_t bytes() const override { return sizeof *this + bytes_ + bytes_ / 4; }

 private:
  std::string_view op_;
  Value values_ = Value::array();
  std::size_t bytes_ = 0;
};

class Collected : public Accumulator {
 public:
  Collected(std::string_view op, const document::Comparison& order) : op_(op), values_(order) {}
  void add(std::optional<Value> value) override {
    if (!value) return;
    const auto [place, added] = values_.insert(std::move(*value));
    if (!added) return;
    bytes_ += of_node + bytes_in_memory(*place);
    check_bytes_of_value(op_, bytes_);
  }
  Value result() const override {
    Value list = Value::array();
    for (const Value& value : values_) list.push_back(value);
    return list;
  }
  Value state() const override { return result(); }
  void add_state(const Value& state) override {
    for (const Value& value : state) add(value);
  }
  std::size_t bytes() const override { return sizeof *this + bytes_; }

 private:
  static constexpr std::size_t of_node = 48;  ///< a node of a red-black tree

  std::string_view op_;
  std::set<Value, document::Comparison> values_;
  std::size_t bytes_ = 0;
};

/// Gives another the elements of arrays, one by one.
class Elements : public Accumulator {
 public:
  Elements(std::string_view op, AccumulatorPointer inner) : op_(op), inner_(std::move(inner)) {}
  void add(std::optional<Value> value) override {
    if (!value || value->is_null()) return;
    if (!value->is_array()) refuse(type_mismatch, op_, "takes arrays");
    for (Value& element : *value) inner_->add(std::move(element));
  }
  Value result() const override { return inner_->result(); }
  Value state() const override { return inner_->state(); }
  void add_state(const Value& state) override { inner_->add_state(state); }
  std::size_t bytes() const override { return sizeof *this + inner_->bytes(); }

 private:
  std::string_view op_;
  AccumulatorPointer inner_;
};

AccumulatorPointer pushed(std::string_view op) { return std::make_unique<Pushed>(op); }

AccumulatorPointer collected(std::string_view op, const document::Comparison& order) {
  return std::make_unique<Collected>(op, order);
}

}  // namespace

Accumulation parse_list_accumulator(const std::string& op, const Value& operand,
                                    const Context& context) {
  std::function<AccumulatorPointer()> make = [] { return pushed("$push"); };
  if (op == "$addToSet") make = [order = context.order()] { return collected("$addToSet", order); };
  if (op == "$concatArrays")
    make = [] { return std::make_unique<Elements>("$concatArrays", pushed("$concatArrays")); };
  if (op == "$setUnion")
    make = [order = context.order()] {
      return std::make_unique<Elements>("$setUnion", collected("$setUnion", order));
    };
  return simple_accumulation(op, operand, context, std::move(make));
}

}  // namespace profilestore::pipeline
