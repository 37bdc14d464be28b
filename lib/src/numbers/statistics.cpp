#include "numbers/statistics.hpp"

#include <algorithm>
#include <cmath>

#include "document/number.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {

void Deviation::add(double number) {
  ++count_;
  const double delta = number - mean_;
  mean_ += delta / static_cast<double>(count_);
  squares_ += delta * (number - mean_);
}

Value Deviation::of_population() const {
  if (count_ == 0) return {};
  return document::real(std::sqrt(squares_ / static_cast<double>(count_)));
}

Value Deviation::of_sample() const {
  if (count_ < 2) return {};
  return document::real(std::sqrt(squares_ / static_cast<double>(count_ - 1)));
}

Value Deviation::state() const {
  return Value::array({count_, document::real(mean_), document::real(squares_)});
}

// Chan, Golub and LeVeque: the sums of squares of two parts of one sample.
void Deviation::add_state(const Value& state) {
  const auto count = state[0].get<std::int64_t>();
  if (count == 0) return;
  const double mean = *document::real_of(state[1]), squares = *document::real_of(state[2]);
  const auto all = static_cast<double>(count_ + count);
  const double delta = mean - mean_;
  squares_ +=
      squares + delta * delta * static_cast<double>(count_) * static_cast<double>(count) / all;
  mean_ += delta * static_cast<double>(count) / all;
  count_ += count;
}

PercentileMethod percentile_method(const Value& method, const std::string& op) {
  if (method == "approximate" || method == "discrete") return PercentileMethod::discrete;
  if (method == "continuous") return PercentileMethod::continuous;
  refuse(bad_value, op, "takes 'approximate', 'discrete' or 'continuous' as its method");
}

Value percentiles_of(std::vector<double>& numbers, const std::vector<double>& p,
                     PercentileMethod method) {
  std::ranges::sort(numbers);
  Value found = Value::array();
  for (const double each : p) {
    if (numbers.empty()) {
      found.push_back(nullptr);
    } else if (method == PercentileMethod::discrete) {
      const double rank = std::ceil(each * static_cast<double>(numbers.size())) - 1;
      found.push_back(document::real(numbers[static_cast<std::size_t>(std::max(0.0, rank))]));
    } else {
      const double rank = each * static_cast<double>(numbers.size() - 1);
      const auto below = static_cast<std::size_t>(std::floor(rank));
      const auto above = static_cast<std::size_t>(std::ceil(rank));
      const double part = rank - std::floor(rank);
      found.push_back(document::real(
          below == above ? numbers[below] : numbers[below] * (1 - part) + numbers[above] * part));
    }
  }
  return found;
}

}  // namespace profilestore::expression
