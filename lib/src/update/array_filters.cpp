#include "update/array_filters.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "update/paths.hpp"

namespace profilestore::update {
namespace {

[[noreturn]] void refuse_array_filter(int code, const std::string& message) {
  throw InvalidUpdate(code, message, "", "");
}

bool is_logical(std::string_view name) { return name == "$and" || name == "$or" || name == "$nor"; }

// Sets `name` to what the filter's fields begin with. REQUIRES: the filter is a valid one.
void find_identifier(const Document& filter, std::optional<std::string>& name) {
  for (auto field = filter.begin(); field != filter.end(); ++field) {
    if (is_logical(field.key()))
      for (const Value& branch : *field) find_identifier(branch, name);
    if (field.key().starts_with('$')) continue;
    const std::string first = field.key().substr(0, field.key().find('.'));
    if (name && *name != first)
      refuse_array_filter(
          9, fmt::format("Error parsing array filter: Expected a single top-level field name, "
                         "found '{}' and '{}'",
                         *name, first));
    name = first;
  }
}

void check_identifier(const std::string& name) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_alphanumeric = [&](char c) {
    return is_small(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (name.empty() || !is_small(name.front()) ||
      !std::all_of(name.begin(), name.end(), is_alphanumeric))
    refuse_array_filter(
        2, fmt::format("Error parsing array filter: The top-level field name must be an "
                       "alphanumeric string beginning with a lowercase letter, found '{}'",
                       name));
}

match::Filter read_filter(const Document& filter, std::shared_ptr<const match::Terms> terms) {
  try {
    return match::Filter::parse_element_condition(filter, std::move(terms));
  } catch (const InvalidFilter& refusal) {
    throw InvalidUpdate(refusal.code(),
                        std::string("Error parsing array filter: ") + refusal.what(),
                        refusal.path(), refusal.operator_name());
  }
}

}  // namespace

ArrayFilters ArrayFilters::parse(std::span<const Document> filters,
                                 std::shared_ptr<const match::Terms> terms) {
  ArrayFilters parsed;
  for (const Document& filter : filters) {
    match::Filter condition = read_filter(filter, terms);
    std::optional<std::string> name;
    find_identifier(filter, name);
    if (!name)
      refuse_array_filter(
          9, "Cannot use an expression without a top-level field name in arrayFilters");
    check_identifier(*name);
    if (!parsed.filters_.emplace(*name, std::move(condition)).second)
      refuse_array_filter(
          9,
          fmt::format("Found multiple array filters with the same top-level field name {}", *name));
  }
  return parsed;
}

void ArrayFilters::check(const document::Path& path, std::string_view op) const {
  for (const std::string& segment : path.segments()) {
    if (!is_array_filter(segment) || identifier_of(segment).empty()) continue;
    if (!filters_.contains(identifier_of(segment)))
      throw InvalidUpdate(2,
                          fmt::format("No array filter found for identifier '{}' in path '{}'",
                                      identifier_of(segment), path.text()),
                          path.text(), std::string(op));
  }
}

void ArrayFilters::check_all_used(const std::set<std::string, std::less<>>& identifiers) const {
  for (const auto& [name, filter] : filters_)
    if (!identifiers.contains(name))
      refuse_array_filter(
          9, fmt::format("The array filter for identifier '{}' was not used in the update: "
                         "name it in a path as $[{}], or leave it out",
                         name, name));
}

bool ArrayFilters::matches(std::string_view identifier, const Value& element) const {
  if (identifier.empty()) return true;
  const auto& [name, filter] = *filters_.find(identifier);
  return filter.matches({{name, element}});
}

}  // namespace profilestore::update
