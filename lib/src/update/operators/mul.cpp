// $mul: multiplies the number at the path by a number.
#include "document/number.hpp"
#include "update/operators/arithmetic.hpp"

namespace profilestore::update {
namespace {

constexpr Arithmetic mul{
    .op = "$mul", .verb = "multiply", .result = "product", .combine = document::multiply};

}  // namespace

Action read_mul(const document::Path& path, const Value& operand) {
  check_number(mul, path, operand);
  // MongoDB: a missing field counts as the Int32 0, so it becomes a zero of the operand's type, and
  // NaN times it is NaN.
  return combine_with(mul, operand, *document::multiply(operand, 0));
}

}  // namespace profilestore::update
