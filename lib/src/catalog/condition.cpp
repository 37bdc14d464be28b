#include "catalog/condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "document/path.hpp"
#include "document/type.hpp"
#include "extjson/reader.hpp"
#include "keys/collated.hpp"

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

bool holds_operators(const Value& said) {
  return document::is_plain_object(said) && !said.empty() && said.begin().key().starts_with('$');
}

// $type and $exists speak of no string.
bool compares(std::string_view name) { return name != "$type" && name != "$exists"; }

Document collated(const Document& condition, const keys::Indexer& index) {
  Document result = Document::object();
  for (const auto& [name, said] : condition.items()) {
    Value& now = result[name] = said;
    if (is_and_or(name)) {
      for (Value& branch : now) branch = collated(branch, index);
    } else if (!holds_operators(said)) {
      now = index.collated(said);
    } else {
      for (auto operand = now.begin(); operand != now.end(); ++operand)
        if (compares(operand.key())) *operand = index.collated(*operand);
    }
  }
  return result;
}

Value in_order(Value list) {
  auto& elements = list.get_ref<Value::array_t&>();
  std::ranges::stable_sort(elements, document::precedes);
  elements.erase(std::unique(elements.begin(), elements.end(), document::equal), elements.end());
  return list;
}

void add_said(const std::string& path, const std::string& op, const Value& operand, Value& all) {
  if (op == "$all" && operand.is_array()) {
    for (const Value& value : operand) all.push_back({path, "$eq", value});
  } else if (op == "$in" && operand.is_array()) {
    const Value values = in_order(operand);
    values.size() == 1 ? all.push_back({path, "$eq", values.front()})
                       : all.push_back({path, op, values});
  } else if (op == "$exists") {
    all.push_back({path, op, true});
  } else {
    all.push_back({path, op, op == "$type" && operand.is_array() ? in_order(operand) : operand});
  }
}

// All that a condition asks for, each as [path, operator, operand] or ["$or", branches].
void add_asked(const Document& condition, Value& all) {
  for (const auto& [name, said] : condition.items()) {
    if (name == "$and" || (name == "$or" && said.size() == 1)) {
      for (const Value& branch : said) add_asked(branch, all);
    } else if (name == "$or") {
      Value branches = Value::array();
      for (const Value& branch : said) {
        Value asked = Value::array();
        add_asked(branch, asked);
        branches.push_back(in_order(std::move(asked)));
      }
      all.push_back(Value::array({name, in_order(std::move(branches))}));
    } else if (holds_operators(said)) {
      for (const auto& [op, operand] : said.items()) add_said(name, op, operand, all);
    } else {
      all.push_back({name, "$eq", said});
    }
  }
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

Document collated_condition(const keys::Indexer& index) {
  return collated(index.rule().where, index);
}

bool same_condition(const Document& a, const Document& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  Value asked_a = Value::array(), asked_b = Value::array();
  add_asked(a, asked_a);
  add_asked(b, asked_b);
  return document::equal(in_order(std::move(asked_a)), in_order(std::move(asked_b)));
}

namespace {

// Whether what the filter calls equal to `value` at `path` fulfils the condition exactly if that
// does: the condition is compared under the index's collation.
bool judges_alike(const IndexEntry& entry, const match::Terms* terms, const std::string& path,
                  const Value& value) {
  if (terms == nullptr) return true;
  if (match::is_of_index(*terms, path))
    return terms->index->name == entry.name() &&
           entry.index.equals_under(entry.index.rule().collation);
  return !terms->collation || !keys::holds_string(value) ||
         entry.index.equals_under(terms->collation);
}

}  // namespace

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
    if (!judges_alike(index, filter.terms(), paths[i], found->value)) return false;
    document::put(pinned, path, found->value);
  }
  return index.covers(pinned) && types_are_known(index.index.rule().where, filter.equalities());
}

}  // namespace profilestore::catalog
