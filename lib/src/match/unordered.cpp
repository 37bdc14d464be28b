#include "match/unordered.hpp"

#include <algorithm>
#include <compare>
#include <string>

#include "document/compare.hpp"
#include "document/type.hpp"

namespace profilestore::match {
namespace {

Value sorted_object(const Value& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  std::ranges::sort(names);
  Value sorted = Value::object();
  for (const std::string& name : names) sorted[name] = with_sorted_fields(object[name]);
  return sorted;
}

}  // namespace

Value with_sorted_fields(const Value& value) {
  if (value.is_array()) {
    Value elements = Value::array();
    for (const Value& element : value) elements.push_back(with_sorted_fields(element));
    return elements;
  }
  return document::is_plain_object(value) ? sorted_object(value) : value;
}

bool UnorderedSet::insert(const Value& value) {
  Value sorted = with_sorted_fields(value);
  const auto place = std::ranges::lower_bound(sorted_, sorted, document::precedes);
  if (place != sorted_.end() && document::equal(*place, sorted)) return false;
  sorted_.insert(place, std::move(sorted));
  return true;
}

bool UnorderedSet::contains(const Value& value) const {
  return std::ranges::binary_search(sorted_, with_sorted_fields(value), document::precedes);
}

bool all_differ(const Value& array) {
  std::vector<Value> elements;
  elements.reserve(array.size());
  for (const Value& element : array) elements.push_back(with_sorted_fields(element));
  std::ranges::sort(elements, document::precedes);
  return std::ranges::adjacent_find(elements, document::equal) == elements.end();
}

}  // namespace profilestore::match
