// $pull: removes from an array the elements that equal a value or fulfil a condition.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "match/filter.hpp"
#include "update/operators/culling.hpp"

namespace profilestore::update {
namespace {

constexpr std::string_view pull_name = "$pull";

// Those of the query language that stand at no path. MongoDB: $not is no condition of $pull.
constexpr std::array<std::string_view, 12> pathless{
    "$and",        "$or",   "$nor",   "$not",        "$comment",     "$expr",
    "$jsonSchema", "$text", "$where", "$alwaysTrue", "$alwaysFalse", "$sampleRate"};

// {$gt: 3} asks of an element itself, {x: 3} of the fields of one that is an object.
bool asks_of_element(const Value& condition) {
  if (document::type_of(condition) == document::Type::regex) return true;
  if (condition.empty()) return false;
  const std::string& first = condition.begin().key();
  return first.starts_with('$') &&
         std::find(pathless.begin(), pathless.end(), first) == pathless.end();
}

// The collation itself is for those that look for an index.
std::shared_ptr<const match::Terms> terms_of(const document::Comparison& order) {
  if (order.by_bytes()) return nullptr;
  return std::make_shared<const match::Terms>(match::Terms{.order = order});
}

match::Filter read_condition(const document::Path& path, const Document& condition,
                             const document::Comparison& order) {
  try {
    return match::Filter::parse_element_condition(condition, terms_of(order));
  } catch (const InvalidFilter& refusal) {
    throw InvalidUpdate(refusal.code(),
                        fmt::format("The condition of $pull for the field '{}' is not valid: {}",
                                    path.text(), refusal.what()),
                        path.text(), std::string(pull_name));
  }
}

Chosen read_chosen(const document::Path& path, const Value& operand,
                   const document::Comparison& order) {
  const bool is_query =
      document::is_plain_object(operand) || document::type_of(operand) == document::Type::regex;
  if (!is_query)
    return [operand, order](const Value& element) { return order.equal(operand, element); };
  if (!asks_of_element(operand))
    return [filter = read_condition(path, operand, order)](const Value& element) {
      return document::is_plain_object(element) && filter.matches(element);
    };
  // MongoDB: the element stands in a field without a name, so an element that is an array is
  // traversed as any field is.
  return [filter = read_condition(path, {{"", operand}}, order)](const Value& element) {
    return filter.matches({{"", element}});
  };
}

}  // namespace

Action read_pull(const document::Path& path, const Value& operand,
                 const document::Comparison& order) {
  return cull(pull_name, read_chosen(path, operand, order));
}

}  // namespace profilestore::update
