#include "match/regular_expression.hpp"

#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

using document::PatternFault;

int code_of(PatternFault::Kind kind) {
  switch (kind) {
    case PatternFault::Kind::nul:
      return bad_value;
    case PatternFault::Kind::option:
      return 51108;
    case PatternFault::Kind::too_long:
    case PatternFault::Kind::syntax:
      return 51091;
    case PatternFault::Kind::run:
      break;
  }
  return 51156;
}

[[noreturn]] void refuse_pattern(const PatternFault& fault, const std::string& path) {
  refuse(code_of(fault.kind()), fault.what(), path, "$regex");
}

document::Pattern compiled(const std::string& pattern, const std::string& options,
                           const std::string& path) {
  try {
    return {pattern, options};
  } catch (const PatternFault& fault) {
    refuse_pattern(fault, path);
  }
}

}  // namespace

RegularExpression::RegularExpression(const std::string& pattern, const std::string& options,
                                     std::string path)
    : pattern_(compiled(pattern, options, path)), path_(std::move(path)) {}

bool RegularExpression::found_in(std::string_view text) const {
  try {
    return pattern_.found_in(text);
  } catch (const PatternFault& fault) {
    refuse_pattern(fault, path_);
  }
}

}  // namespace profilestore::match
