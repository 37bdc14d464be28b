// $and, $or, $not: of what is true to MongoDB.
#include <array>

#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

Result all_true(const Arguments& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (!truth(arguments[i])) return Value(false);
  return Value(true);
}

Result any_true(const Arguments& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (truth(arguments[i])) return Value(true);
  return Value(false);
}

Result negated(const Arguments& arguments) { return Value(!truth(arguments[0])); }

constexpr std::array logic_table{
    Operator{.name = "$and", .act = all_true},
    Operator{.name = "$or", .act = any_true},
    Operator{.name = "$not", .least = 1, .most = 1, .act = negated},
};

}  // namespace

Family logic_operators() { return logic_table; }

}  // namespace profilestore::expression
