// Sums as MongoDB makes them: integers exactly, doubles with what rounding takes from them, and
// decimals apart.
#pragma once

#include <profilestore/document.hpp>

#include "document/decimal.hpp"
#include "document/type.hpp"

namespace profilestore::expression {

/// A double and what rounding took from it (double-double arithmetic).
class CompensatedSum {
 public:
  void add(double number);
  double total() const;
  double rest() const { return rest_; }
  double sum() const { return sum_; }
  /// Both parts as a decimal of 34 digits.
  document::Decimal decimal() const;

 private:
  double sum_ = 0, rest_ = 0, plain_ = 0;
};

class Sum {
 public:
  /// REQUIRES: it is a number.
  void add(const Value& number);
  void add(const Sum& other);

  /// Of the widest type among the numbers: Int32 < Int64 < Double < Decimal128. An Int32 that
  /// overflows is an Int64, an Int64 that overflows a Double. Without numbers: 0.
  Value total() const;
  /// The sum divided by `count`: a Double, or a Decimal128 if there was one.
  Value average(std::int64_t count) const;

  /// Numbers that make the same sum when they are added to one that is new.
  Value parts() const;

  document::Type type() const { return type_; }
  document::Decimal as_decimal() const;
  double as_real() const;

 private:
  document::Type type_ = document::Type::int32;
  __extension__ __int128 integers_ = 0;
  CompensatedSum reals_;
  document::Decimal decimals_ = document::Decimal::from_integer(0);
};

}  // namespace profilestore::expression
