// The tables of operators of dates, one a file.
#pragma once

#include "evaluation/operator.hpp"

namespace profilestore::expression {

Family date_arithmetic_operators();
Family date_field_operators();
Family date_format_operators();
Family date_parse_operators();
Family date_parts_operators();
Family date_trunc_operators();

}  // namespace profilestore::expression
