// The tables of all other operators, one a file.
#pragma once

#include "evaluation/operator.hpp"

namespace profilestore::expression {

Family array_element_operators();
Family array_operators();
Family array_order_operators();
Family binding_operators();
Family comparison_operators();
Family condition_operators();
Family conversion_operators();
Family logic_operators();
Family object_operators();
Family refused_operators();
Family regex_operators();
Family set_operators();
Family size_operators();
Family text_operators();
Family text_place_operators();
Family text_part_operators();
Family type_operators();

}  // namespace profilestore::expression
