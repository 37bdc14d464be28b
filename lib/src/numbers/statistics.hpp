// What accumulators make of numbers: for the expressions of their names, and for groups.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

namespace profilestore::expression {

/// Welford's mean and sum of squares.
class Deviation {
 public:
  void add(double number);
  /// Null without a number; of a sample null with less than two.
  Value of_population() const;
  Value of_sample() const;

  /// What another is given to go on from here.
  Value state() const;
  void add_state(const Value& state);

 private:
  std::int64_t count_ = 0;
  double mean_ = 0, squares_ = 0;
};

enum class PercentileMethod { discrete, continuous };

/// MongoDB's "approximate", "discrete" and "continuous"; of what is in memory as a whole the first
/// is the second. Throws InvalidExpression (2).
PercentileMethod percentile_method(const Value& method, const std::string& op);

/// A percentile for each of `p`, from 0 to 1; null without numbers. Sorts them.
Value percentiles_of(std::vector<double>& numbers, const std::vector<double>& p,
                     PercentileMethod method);

}  // namespace profilestore::expression
