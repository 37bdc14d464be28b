// $percentile and $median: exact ones, of all numbers of a group. MongoDB's "approximate" may
// differ from them; of few numbers it does not.
#include <fmt/format.h>

#include "document/number.hpp"
#include "document/type.hpp"
#include "expression/expression.hpp"
#include "numbers/numbers.hpp"
#include "numbers/statistics.hpp"
#include "pipeline/accumulators/accumulator.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"

namespace profilestore::pipeline {
namespace {

using expression::PercentileMethod;

class Percentiles : public Accumulator {
 public:
  Percentiles(std::string op, std::vector<double> p, PercentileMethod method)
      : op_(std::move(op)), p_(std::move(p)), method_(method) {}

  void add(std::optional<Value> value) override {
    if (!value || !document::is_number(document::type_of(*value))) return;
    numbers_.push_back(expression::real_of(*value));
    check_bytes_of_value(op_, numbers_.size() * sizeof(double));
  }
  Value result() const override {
    std::vector<double> numbers = numbers_;
    Value found = expression::percentiles_of(numbers, p_, method_);
    return op_ == "$median" ? std::move(found[0]) : found;
  }
  Value state() const override {
    Value list = Value::array();
    for (const double number : numbers_) list.push_back(document::real(number));
    return list;
  }
  void add_state(const Value& state) override {
    for (const Value& number : state) add(number);
  }
  std::size_t bytes() const override {
    return sizeof *this + (numbers_.capacity() + p_.size()) * sizeof(double);
  }

 private:
  std::string op_;
  std::vector<double> p_, numbers_;
  PercentileMethod method_;
};

std::vector<double> asked_percentiles(const std::string& op, const Value& operand,
                                      const Context& context) {
  if (op == "$median") return {0.5};
  const auto expression =
      expression::Expression::parse(required(op, operand, "p"), context.expressions());
  const auto value = expression.is_constant() ? expression.constant() : std::nullopt;
  if (!value || !value->is_array() || value->empty())
    refuse(7750300, op, "takes a constant array of numbers from 0 to 1 as 'p', not an empty one");
  std::vector<double> p;
  for (const Value& one : *value) {
    if (!document::is_number(document::type_of(one))) refuse(7750301, op, "takes numbers in 'p'");
    p.push_back(expression::real_of(one));
    if (!(p.back() >= 0 && p.back() <= 1)) refuse(7750303, op, "takes numbers from 0 to 1 in 'p'");
  }
  return p;
}

}  // namespace

Accumulation parse_percentile_accumulator(const std::string& op, const Value& operand,
                                          const Context& context) {
  const char* shape = op == "$median" ? "takes an object: {input: …, method: …}"
                                      : "takes an object: {input: …, p: […], method: …}";
  if (!document::is_plain_object(operand)) refuse(op == "$median" ? 7436100 : 7429703, op, shape);
  for (const auto& [name, value] : operand.items())
    if (name != "input" && name != "method" && !(name == "p" && op == "$percentile"))
      refuse(unknown_field, op, fmt::format("has no option '{}'", name));
  const auto input =
      expression::Expression::parse(required(op, operand, "input"), context.expressions());
  const auto method = expression::percentile_method(required(op, operand, "method"), op);
  const auto p = asked_percentiles(op, operand, context);
  return accumulation_by(input, [op, p, method](const Value&, const auto&) {
    return std::make_unique<Percentiles>(op, p, method);
  });
}

}  // namespace profilestore::pipeline
