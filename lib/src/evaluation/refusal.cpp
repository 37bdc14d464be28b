#include "evaluation/refusal.hpp"

#include <fmt/format.h>
#include <profilestore/error.hpp>
#include <string>

namespace profilestore::expression {

void refuse(int code, std::string_view op, std::string_view what) {
  throw InvalidExpression(code, fmt::format("{} {}", op, what), "", std::string(op));
}

void refuse_unsupported(std::string_view op, std::string_view why) {
  throw InvalidExpression(bad_value, fmt::format("{} is not supported: {}", op, why), "",
                          std::string(op));
}

}  // namespace profilestore::expression
