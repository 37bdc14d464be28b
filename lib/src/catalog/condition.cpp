#include "catalog/condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "document/path.hpp"
#include "document/type.hpp"
#include "extjson/reader.hpp"

namespace profilestore::catalog {
namespace {

constexpr std::array allowed{"$eq", "$gt", "$gte", "$lt", "$lte", "$in", "$all", "$type"};

[[noreturn]] void refuse(const std::string& what, int code = 67) {
  throw InvalidInput(code, "the condition of a partial index " + what);
}

// MongoDB's numbers.
[[noreturn]] void refuse_operator(const std::string& name) {
  const bool elsewhere = name == "$where" || name == "$text";
  refuse(fmt::format("may not use {}", name), name == "$expr" ? 224 : elsewhere ? 2 : 67);
}

bool is_and_or(std::string_view name) { return name == "$and" || name == "$or"; }

void check_operators(const Value& operators) {
  for (const auto& [name, operand] : operators.items()) {
    if (name == "$exists") {
      if (operand != true && operand != 1) refuse("may use $exists: true, but not $exists: false");
    } else if (std::ranges::find(allowed, name) == allowed.end()) {
      refuse_operator(name);
    } else if (name == "$in" && operand.is_array() &&
               std::ranges::any_of(operand, [](const Value& value) {
                 return document::type_of(value) == document::Type::regex;
               })) {
      refuse("may not use regular expressions");
    }
  }
}

void check_filter(const Document& filter) {
  for (const auto& [name, value] : filter.items()) {
    if (is_and_or(name)) {
      if (value.is_array())
        for (const Value& branch : value)
          if (branch.is_object()) check_filter(branch);
    } else if (name.starts_with('$')) {
      refuse_operator(name);
    } else if (document::type_of(value) == document::Type::regex) {
      refuse("may not use regular expressions");
    } else if (document::is_plain_object(value) && !value.empty() &&
               value.begin().key().starts_with('$')) {
      check_operators(value);
    }
  }
}

void add_paths(const Document& condition, std::vector<std::string>& paths) {
  for (const auto& [name, value] : condition.items()) {
    if (!is_and_or(name))
      paths.push_back(name);
    else
      for (const Value& branch : value) add_paths(branch, paths);
  }
}

// What equals `value` may have another type: {a: 5} finds 5.0, and a string a symbol.
std::vector<Value> of_each_type(const Value& value) {
  const document::Type type = document::type_of(value);
  if (document::is_number(type)) return {1, 1.0, {{"$numberLong", "1"}}, {{"$numberDecimal", "1"}}};
  if (type == document::Type::string || type == document::Type::symbol)
    return {"", {{"$symbol", ""}}};
  return {value};
}

// Whether each $type of the condition accepts all that equals the filter's values at its path.
bool types_are_known(const Document& condition, const std::vector<match::Equality>& equalities) {
  for (const auto& [name, said] : condition.items()) {
    if (is_and_or(name)) {
      for (const Value& branch : said)
        if (!types_are_known(branch, equalities)) return false;
    } else if (document::is_plain_object(said) && said.contains("$type")) {
      const auto filter = match::Filter::parse({{"v", {{"$type", said.at("$type")}}}});
      for (const match::Equality& one : equalities)
        if (one.path == name && !std::ranges::all_of(of_each_type(one.value), [&](const Value& v) {
              return filter.matches({{"v", v}});
            }))
          return false;
    }
  }
  return true;
}

}  // namespace

void check_condition(const Index& index) {
  if (index.where.empty()) return;
  if (!index.where.is_object()) refuse("must be an object");
  if (is_id_index(index))
    throw InvalidInput(197, "the index on _id covers all documents; it cannot have a condition");
  if (index.missing == Missing::sparse) refuse("cannot be combined with sparse");
  check_filter(index.where);
  (void)match::Filter::parse(index.where);
}

std::vector<std::string> fields_of_condition(const Document& condition) {
  std::vector<std::string> fields;
  if (condition.empty()) return fields;
  add_paths(condition, fields);
  for (std::string& field : fields) field = document::Path(field).segments().front();
  return fields;
}

bool implies(const match::Filter& filter, const IndexEntry& index) {
  if (!index.where) return true;
  std::vector<std::string> paths;
  add_paths(index.index.rule().where, paths);
  std::ranges::sort(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  Document pinned = Document::object();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const document::Path path(paths[i]);
    if (i > 0 && path.overlaps(document::Path(paths[i - 1]))) return false;
    const auto& all = filter.equalities();
    const auto found =
        std::ranges::find_if(all, [&](const match::Equality& one) { return one.path == paths[i]; });
    // A null also matches what is not there, an array what is in an array.
    if (found == all.end() || found->value.is_null() || found->value.is_array()) return false;
    document::put(pinned, path, found->value);
  }
  return index.where->matches(pinned) &&
         types_are_known(index.index.rule().where, filter.equalities());
}

}  // namespace profilestore::catalog
