// $cmp, $eq, $ne, $gt, $gte, $lt, $lte: values of all types, in MongoDB's order.
#include <array>

#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

std::weak_ordering order_of_two(const Arguments& arguments) {
  const Result a = arguments[0], b = arguments[1];
  return arguments.order().compare(compared(a), compared(b));
}

Result compare_two(const Arguments& arguments) {
  const auto order = order_of_two(arguments);
  return Value(order < 0 ? -1 : order > 0 ? 1 : 0);
}

template <bool (*holds)(std::weak_ordering)>
Result test_two(const Arguments& arguments) {
  return Value(holds(order_of_two(arguments)));
}

bool is_equal(std::weak_ordering order) { return order == 0; }
bool is_other(std::weak_ordering order) { return order != 0; }
bool is_greater(std::weak_ordering order) { return order > 0; }
bool is_greater_or_equal(std::weak_ordering order) { return order >= 0; }
bool is_less(std::weak_ordering order) { return order < 0; }
bool is_less_or_equal(std::weak_ordering order) { return order <= 0; }

constexpr std::array comparison_table{
    Operator{.name = "$cmp", .least = 2, .most = 2, .act = compare_two},
    Operator{.name = "$eq", .least = 2, .most = 2, .act = test_two<is_equal>},
    Operator{.name = "$ne", .least = 2, .most = 2, .act = test_two<is_other>},
    Operator{.name = "$gt", .least = 2, .most = 2, .act = test_two<is_greater>},
    Operator{.name = "$gte", .least = 2, .most = 2, .act = test_two<is_greater_or_equal>},
    Operator{.name = "$lt", .least = 2, .most = 2, .act = test_two<is_less>},
    Operator{.name = "$lte", .least = 2, .most = 2, .act = test_two<is_less_or_equal>},
};

}  // namespace

Family comparison_operators() { return comparison_table; }

}  // namespace profilestore::expression
