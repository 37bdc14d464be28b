// The tables of operators of numbers, one a file.
#pragma once

#include "evaluation/operator.hpp"

namespace profilestore::expression {

Family arithmetic_operators();
Family bit_operators();
Family power_operators();
Family rounding_operators();
Family statistic_operators();
Family trigonometry_operators();

}  // namespace profilestore::expression
