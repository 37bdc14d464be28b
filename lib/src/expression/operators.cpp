#include "expression/operators.hpp"

#include <unordered_map>

#include "dates/families.hpp"
#include "expression/families.hpp"
#include "numbers/families.hpp"

namespace profilestore::expression {
namespace {

using Table = std::unordered_map<std::string_view, const Operator*>;

Table table_of_all() {
  Table table;
  for (const Family family : {arithmetic_operators(), array_element_operators(),
                              array_operators(),      array_order_operators(),
                              binding_operators(),    bit_operators(),
                              comparison_operators(), condition_operators(),
                              conversion_operators(), date_arithmetic_operators(),
                              date_field_operators(), date_format_operators(),
                              date_parse_operators(), date_parts_operators(),
                              date_trunc_operators(), logic_operators(),
                              object_operators(),     power_operators(),
                              refused_operators(),    regex_operators(),
                              rounding_operators(),   set_operators(),
                              size_operators(),       statistic_operators(),
                              text_operators(),       text_place_operators(),
                              text_part_operators(),  trigonometry_operators(),
                              type_operators()})
    for (const Operator& op : family) table.emplace(op.name, &op);
  return table;
}

}  // namespace

const Operator* operator_named(std::string_view name) {
  static const Table table = table_of_all();
  const auto found = table.find(name);
  return found == table.end() ? nullptr : found->second;
}

Parser parser_of(const Context& context) {
  return {context.variables, context.order, operator_named};
}

}  // namespace profilestore::expression
