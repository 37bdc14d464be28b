// Whether a number of any type is a multiple of another, computed in Decimal128 as MongoDB does.
#pragma once

#include <array>
#include <cstdint>
#include <profilestore/document.hpp>

namespace profilestore::match {

class Divisor {
 public:
  /// REQUIRES: `number` is a number. A Double is rounded to 15 digits first.
  explicit Divisor(const Value& number);

  /// Not for zero, NaN and what is negative.
  bool is_positive() const;

  /// REQUIRES: `number` is a number. NaN and the infinities are multiples of nothing.
  bool divides(const Value& number) const;

 private:
  std::array<std::uint64_t, 2> bits_;
};

}  // namespace profilestore::match
