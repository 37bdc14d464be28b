// $inc: adds a number to the number at the path.
#include "document/number.hpp"
#include "update/operators/arithmetic.hpp"

namespace profilestore::update {
namespace {

constexpr Arithmetic inc{
    .op = "$inc", .verb = "increment", .result = "sum", .combine = document::add};

}  // namespace

Action read_inc(const document::Path& path, const Value& operand) {
  check_number(inc, path, operand);
  return combine_with(inc, operand, operand);
}

}  // namespace profilestore::update
