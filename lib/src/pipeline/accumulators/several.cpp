// $firstN, $lastN, $minN and $maxN, and what all accumulators share that keep n values.
#include "pipeline/accumulators/several.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "document/path.hpp"
#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "expression/expression.hpp"
#include "numbers/numbers.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

/// Values in the order of the result; those that are too many go.
class SomeValues : public Accumulator {
 public:
  SomeValues(std::string_view op, std::size_t most) : op_(op), most_(most) {}
  Value state() const override { return result(); }
  void add_state(const Value& state) override {
    for (const Value& value : state) add(value);
  }

 protected:
  void count_in(const Value& value) {
    bytes_ += bytes_in_memory(value);
    check_bytes_of_value(op_, bytes_);
  }
  void count_out(const Value& value) { bytes_ -= bytes_in_memory(value); }

  std::string_view op_;
  std::size_t most_;
  std::size_t bytes_ = 0;
};

class FirstValues : public SomeValues {
 public:
  using SomeValues::SomeValues;
  void add(std::optional<Value> value) override {
    if (!wants_more()) return;
    values_.push_back(value ? std::move(*value) : Value());
    count_in(values_.back());
  }
  bool wants_more() const override { return values_.size() < most_; }
  Value result() const override { return Value(values_); }
  std::size_t bytes() const override {
    return sizeof *this + bytes_ + values_.capacity() * sizeof(Value);
  }

 private:
  std::vector<Value> values_;
};

class LastValues : public SomeValues {
 public:
  using SomeValues::SomeValues;
  void add(std::optional<Value> value) override {
    Value last = value ? std::move(*value) : Value();
    if (values_.size() < most_) {
      count_in(last);
      values_.push_back(std::move(last));
      return;
    }
    count_out(values_[oldest_]);
    count_in(last);
    values_[oldest_] = std::move(last);
    oldest_ = (oldest_ + 1) % most_;
  }
  Value result() const override {
    Value::array_t in_order(values_.size());
    std::ranges::rotate_copy(values_, values_.begin() + static_cast<std::ptrdiff_t>(oldest_),
                             in_order.begin());
    return in_order;
  }
  std::size_t bytes() const override {
    return sizeof *this + bytes_ + values_.capacity() * sizeof(Value);
  }

 private:
  std::vector<Value> values_;  ///< a ring, once it is full
  std::size_t oldest_ = 0;
};

/// The least or the greatest first, of equal ones the one that came first.
struct Better {
  bool operator()(const Value& a, const Value& b) const {
    return greatest ? order(b, a) : order(a, b);
  }
  document::Comparison order;
  bool greatest;
};

class ExtremeValues : public SomeValues {
 public:
  ExtremeValues(std::string_view op, std::size_t most, Better better)
      : SomeValues(op, most), values_(std::move(better)) {}
  void add(std::optional<Value> value) override {
    if (is_nullish(value)) return;
    const bool full = values_.size() >= most_;
    if (full && !values_.key_comp()(*value, *values_.rbegin())) return;
    count_in(*values_.insert(std::move(*value)));
    if (!full) return;
    const auto worst = std::prev(values_.end());
    count_out(*worst);
    values_.erase(worst);
  }
  Value result() const override { return Value::array_t(values_.begin(), values_.end()); }
  std::size_t bytes() const override {
    constexpr std::size_t of_node = 48;  // of a red-black tree
    return sizeof *this + bytes_ + values_.size() * of_node;
  }

 private:
  std::multiset<Value, Better> values_;
};

AccumulatorPointer values_of(const std::string& op, std::size_t n,
                             const document::Comparison& order) {
  if (op == "$firstN") return std::make_unique<FirstValues>("$firstN", n);
  if (op == "$lastN") return std::make_unique<LastValues>("$lastN", n);
  if (op == "$minN") return std::make_unique<ExtremeValues>("$minN", n, Better{order, false});
  return std::make_unique<ExtremeValues>("$maxN", n, Better{order, true});
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
  const bool extreme = op == "$minN" || op == "$maxN";
  if (!document::is_plain_object(operand))
    refuse(extreme ? 5787900 : 5787801, op, "takes an object: {n: …, input: …}");
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
