// The tables of operators, one a file.
#pragma once

#include <span>

#include "expression/operators.hpp"

namespace profilestore::expression {

using Family = std::span<const Operator>;

Family arithmetic_operators();
Family array_element_operators();
Family array_operators();
Family array_order_operators();
Family binding_operators();
Family bit_operators();
Family comparison_operators();
Family condition_operators();
Family conversion_operators();
Family date_arithmetic_operators();
Family date_field_operators();
Family date_format_operators();
Family date_parse_operators();
Family date_parts_operators();
Family date_trunc_operators();
Family logic_operators();
Family object_operators();
Family power_operators();
Family refused_operators();
Family regex_operators();
Family rounding_operators();
Family set_operators();
Family size_operators();
Family statistic_operators();
Family text_operators();
Family text_place_operators();
Family text_part_operators();
Family trigonometry_operators();
Family type_operators();

}  // namespace profilestore::expression
