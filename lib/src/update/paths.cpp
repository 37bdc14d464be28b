#include "update/paths.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"

namespace profilestore::update {
namespace {

using document::Path;

[[noreturn]] void refuse_path(int code, const std::string& message, const Path& path,
                              std::string_view op) {
  throw InvalidUpdate(code, message, path.text(), std::string(op));
}

void check_positional(const Path& path, std::string_view op) {
  const auto& segments = path.segments();
  if (std::count(segments.begin(), segments.end(), "$") > 1)
    refuse_path(
        2, fmt::format("Too many positional (i.e. '$') elements found in path '{}'", path.text()),
        path, op);
  if (segments.front() == "$")
    refuse_path(
        2,
        fmt::format("Cannot have positional (i.e. '$') element in the first position in path "
                    "'{}'",
                    path.text()),
        path, op);
  if (is_array_filter(segments.front()))
    refuse_path(
        2,
        fmt::format("Cannot have array filter identifier (i.e. '$[<id>]') element in the first "
                    "position in path '{}'",
                    path.text()),
        path, op);
}

// MongoDB: names that begin with a digit go by length, then by their bytes, which puts numbers by
// their value; a number padded with zeros is a name like any other.
bool is_before(const std::string& a, const std::string& b) {
  const auto is_counted = [](const std::string& name) {
    return !name.empty() && name.front() >= '0' && name.front() <= '9' &&
           (name.front() != '0' || name.size() == 1);
  };
  if (is_counted(a) && is_counted(b) && a.size() != b.size()) return a.size() < b.size();
  return a < b;
}

}  // namespace

bool is_array_filter(std::string_view segment) {
  return segment.size() >= 3 && segment.starts_with("$[") && segment.ends_with("]");
}

std::string_view identifier_of(std::string_view segment) {
  return segment.substr(2, segment.size() - 3);
}

bool is_positional(std::string_view segment) { return segment == "$" || is_array_filter(segment); }

bool is_positional(const Path& path) {
  const auto& segments = path.segments();
  return std::any_of(segments.begin(), segments.end(),
                     [](const std::string& segment) { return is_positional(segment); });
}

Path fixed_part(const Path& path) {
  const auto& segments = path.segments();
  std::string fixed = segments.front();
  for (std::size_t i = 1; i < segments.size() && !is_positional(segments[i]); ++i)
    fixed.append(".").append(segments[i]);
  return Path(fixed);
}

void check_path(const Path& path, std::string_view op) {
  if (path.text().empty()) refuse_path(56, "An empty update path is not valid.", path, op);
  if (path.has_empty_segment())
    refuse_path(
        56,
        fmt::format("The update path '{}' contains an empty field name, which is not allowed.",
                    path.text()),
        path, op);
  check_positional(path, op);
  check_storable(path, op);
}

void check_storable(const Path& path, std::string_view op) {
  for (const std::string& segment : path.segments())
    if (document::is_wrapper_name(segment))
      refuse_path(
          52,
          fmt::format("The dollar ($) prefixed field '{}' in '{}' is not valid for storage.",
                      segment, path.text()),
          path, op);
  if (path.segments().size() > static_cast<std::size_t>(max_depth))
    refuse_path(15, fmt::format("Document exceeds maximum nesting depth of {}", max_depth), path,
                op);
}

bool applies_before(const Path& a, const Path& b) {
  return std::lexicographical_compare(a.segments().begin(), a.segments().end(),
                                      b.segments().begin(), b.segments().end(), is_before);
}

void TakenPaths::take(const Path& path, std::string_view op) {
  const auto& segments = path.segments();
  std::string prefix;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    prefix.append(i == 0 ? "" : ".").append(segments[i]);
    const bool is_last = i + 1 == segments.size();
    const Use use = is_last                            ? Use::leaf
                    : is_array_filter(segments[i + 1]) ? Use::array
                                                       : Use::object;
    const auto [node, is_new] = taken_.try_emplace(prefix, use);
    if (!is_new && (is_last || node->second != use))
      refuse_path(40,
                  fmt::format("Updating the path '{}' would create a conflict at '{}'", path.text(),
                              prefix),
                  path, op);
  }
}

}  // namespace profilestore::update
