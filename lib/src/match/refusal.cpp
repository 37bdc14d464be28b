#include "match/refusal.hpp"

#include <fmt/format.h>
#include <profilestore/error.hpp>

namespace profilestore::match {

void refuse(const std::string& message, std::string_view path, std::string_view op) {
  refuse(bad_value, message, path, op);
}

void refuse(int code, const std::string& message, std::string_view path, std::string_view op) {
  throw InvalidFilter(code, message, std::string(path), std::string(op));
}

void refuse_unsupported(std::string_view what, std::string_view path, std::string_view op) {
  refuse(fmt::format("{} is not supported", what), path, op);
}

}  // namespace profilestore::match
