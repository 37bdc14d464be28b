#include "match/membership.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <compare>
#include <vector>

#include "document/compare.hpp"
#include "document/type.hpp"
#include "match/comparison.hpp"
#include "match/parser.hpp"
#include "match/refusal.hpp"
#include "match/regex.hpp"

namespace profilestore::match {
namespace {

using document::Type;

bool is_regex(const Value& value) { return document::type_of(value) == Type::regex; }

/// The values of an $in, sorted: lists of thousands of ids are common.
class Membership {
 public:
  Membership(const Value& values, const document::Path& path) {
    for (const Value& value : values) {
      if (is_regex(value))
        regexes_.emplace_back(value, path);
      else
        values_.push_back(value);
    }
    std::ranges::sort(values_, document::precedes);
    has_null_ = std::ranges::any_of(values_, [](const Value& value) { return value.is_null(); });
  }

  bool operator()(const Value* element) const {
    if (element == nullptr) return has_null_;
    return std::ranges::binary_search(values_, *element, document::precedes) ||
           std::ranges::any_of(regexes_, [&](const RegexTest& regex) { return regex(element); });
  }

 private:
  std::vector<Value> values_;
  std::vector<RegexTest> regexes_;
  bool has_null_ = false;
};

void check(const Operand& operand) {
  const auto fault = [&](const std::string& message) {
    refuse(message, operand.path.text(), operand.name);
  };
  if (!operand.value.is_array()) fault(operand.name + " needs an array");
  for (const Value& value : operand.value) {
    if (is_operator_document(value)) fault(fmt::format("cannot nest $ under {}", operand.name));
    if (document::type_of(value) == Type::undefined)
      fault(fmt::format("{} cannot hold undefined", operand.name));
  }
}

bool is_one_value(const Value& values) {
  return !values.empty() && !is_regex(values.front()) &&
         std::ranges::all_of(
             values, [&](const Value& value) { return document::equal(value, values.front()); });
}

}  // namespace

Node parse_in(const Operand& operand) {
  check(operand);
  if (is_one_value(operand.value))
    return equality(operand.path, operand.value.front(), operand.name);
  Leaf leaf{.path = operand.path, .holds = Membership(operand.value, operand.path)};
  if (std::ranges::none_of(operand.value, is_regex))
    leaf.bound = Bound{operand.path.text(),
                       document::Relation::equal,
                       {operand.value.begin(), operand.value.end()}};
  return leaf_of(std::move(leaf));
}

Node parse_nin(const Operand& operand) { return negation_of(parse_in(operand)); }

}  // namespace profilestore::match
