#include "evaluation/field_path.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "document/path.hpp"
#include "evaluation/building.hpp"
#include "evaluation/parser.hpp"
#include "evaluation/refusal.hpp"

namespace profilestore::expression {
namespace {

// What is at segments[at…] of `value`.
Result value_below(const Value& value, const std::vector<std::string>& segments, std::size_t at) {
  const Value* here = &value;
  for (; at < segments.size(); ++at) {
    if (here->is_array()) {
      Value found = Value::array();
      for (const Value& element : *here) {
        if (!document::is_plain_object(element)) continue;
        if (Result inner = value_below(element, segments, at))
          found.push_back(std::move(inner).take());
      }
      return found;
    }
    here = document::is_plain_object(*here) ? document::member(*here, segments[at]) : nullptr;
    if (here == nullptr) return {};
  }
  return Result::seen(here);
}

}  // namespace

void check_field_path(std::string_view path, std::string_view op) {
  if (path.empty()) refuse(40352, op, "has an empty path");
  if (path.back() == '.') refuse(40353, op, "has a path that ends with a '.'");
  const document::Path parsed(path);
  if (parsed.segments().size() > static_cast<std::size_t>(max_result_depth))
    refuse(overflow, op, fmt::format("has a path of more than {} field names", max_result_depth));
  for (const std::string& segment : parsed.segments()) {
    if (segment.empty()) refuse(15998, op, "has a path with an empty field name");
    if (segment.front() == '$')
      refuse(16410, op, "has a path with a field name that begins with '$'; see $getField");
    if (segment.find('\0') != segment.npos) refuse(16411, op, "has a path with a NUL");
  }
}

FieldPath FieldPath::parse(const std::string& text) {
  if (text.find('\0') != text.npos) refuse(16411, "a field path", "must not contain a NUL");
  if (text == "$") refuse(16872, "'$'", "by itself is not a valid field path");
  FieldPath path;
  if (!text.starts_with("$$")) {
    check_field_path(std::string_view(text).substr(1), "a field path");
    path.variable_ = "CURRENT";
    path.segments_ = document::Path(std::string_view(text).substr(1)).segments();
    return path;
  }
  const std::size_t dot = text.find('.');
  path.variable_ = text.substr(2, dot == text.npos ? dot : dot - 2);
  check_variable_use(path.variable_);
  if (dot != text.npos) {
    check_field_path(std::string_view(text).substr(dot + 1), "a field path");
    path.segments_ = document::Path(std::string_view(text).substr(dot + 1)).segments();
  }
  return path;
}

Result FieldPath::value_in(const Value& root, const Variables& variables) const {
  const Value* start = &root;
  if (variable_ != "ROOT" && (variable_ != "CURRENT" || variables.contains(variable_)))
    start = variables.find(variable_);
  if (start == nullptr) {
    if (variable_ == "NOW") refuse(51144, "$$NOW", "has no value here");
    return {};
  }
  return value_below(*start, segments_, 0);
}

std::string FieldPath::dotted() const { return fmt::format("{}", fmt::join(segments_, ".")); }

}  // namespace profilestore::expression
