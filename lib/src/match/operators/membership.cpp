#include "match/operators/membership.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <compare>
#include <vector>

#include "document/comparison.hpp"
#include "document/type.hpp"
#include "match/operators/comparison.hpp"
#include "match/operators/regex.hpp"
#include "match/parser.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

using document::Type;

bool is_regex(const Value& value) { return document::type_of(value) == Type::regex; }

/// The values of an $in, sorted: lists of thousands of ids are common.
class Membership {
 public:
  Membership(const Value& values, const document::Path& path, document::Comparison order)
      : order_(std::move(order)) {
    for (const Value& value : values) {
      if (is_regex(value))
        regexes_.emplace_back(value, path);
      else
        values_.push_back(value);
    }
    std::ranges::sort(values_, order_);
    has_null_ = std::ranges::any_of(values_, [](const Value& value) { return value.is_null(); });
  }

  bool operator()(const Value* element) const {
    if (element == nullptr) return has_null_;
    return std::ranges::binary_search(values_, *element, order_) ||
           std::ranges::any_of(regexes_, [&](const RegexTest& regex) { return regex(element); });
  }

 private:
  document::Comparison order_;
  std::vector<Value> values_;
  std::vector<RegexTest> regexes_;
  bool has_null_ = false;
};

/// The same where an index says what is equal.
class KeyMembership {
 public:
  KeyMembership(const Value& values, const document::Path& path,
                std::shared_ptr<const ValueKeys> indexed)
      : indexed_(std::move(indexed)) {
    for (const Value& value : values) {
      if (is_regex(value))
        regexes_.emplace_back(value, path);
      else
        keys_.push_back(indexed_->key_of(value));
    }
    std::ranges::sort(keys_);
    takes_missing_ = std::ranges::binary_search(keys_, indexed_->key_of({}));
  }

  bool operator()(const Value* element) const {
    if (element == nullptr) return takes_missing_;
    return std::ranges::binary_search(keys_, indexed_->key_of(*element)) ||
           std::ranges::any_of(regexes_, [&](const RegexTest& regex) { return regex(element); });
  }

 private:
  std::shared_ptr<const ValueKeys> indexed_;
  std::vector<std::string> keys_;
  std::vector<RegexTest> regexes_;
  bool takes_missing_ = false;
};

Test membership_test(const Operand& operand) {
  if (auto indexed = operand.scope.keys_at(operand.path))
    return KeyMembership(operand.value, operand.path, std::move(indexed));
  return Membership(operand.value, operand.path, operand.scope.order());
}

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

bool is_one_value(const Operand& operand) {
  const Value& values = operand.value;
  if (values.empty() || std::ranges::any_of(values, is_regex)) return false;
  const auto indexed = operand.scope.keys_at(operand.path);
  const document::Comparison order = operand.scope.order();
  return std::all_of(std::next(values.begin()), values.end(), [&](const Value& value) {
    return indexed ? indexed->key_of(value) == indexed->key_of(values.front())
                   : order.equal(value, values.front());
  });
}

}  // namespace

Node parse_in(const Operand& operand) {
  check(operand);
  if (is_one_value(operand))
    return equality(operand.path, operand.value.front(), operand.name, operand.scope);
  Leaf leaf{.path = operand.path, .holds = membership_test(operand)};
  if (std::ranges::none_of(operand.value, is_regex))
    leaf.bound = Bound{operand.path.text(),
                       document::Relation::equal,
                       {operand.value.begin(), operand.value.end()}};
  return leaf_of(std::move(leaf));
}

Node parse_nin(const Operand& operand) { return negation_of(parse_in(operand)); }

}  // namespace profilestore::match
