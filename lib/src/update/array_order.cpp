#include "update/array_order.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::update {
namespace {

[[noreturn]] void refuse_sort(const document::Path& path, const std::string& message) {
  throw InvalidUpdate(2, message, path.text(), "$push");
}

bool is_descending(const document::Path& path, const Value& direction) {
  const auto number = document::integral_of(direction);
  if (number != 1 && number != -1)
    refuse_sort(path, "The $sort element value must be either 1 or -1");
  return *number < 0;
}

void check_field(const document::Path& path, const std::string& field) {
  if (field.empty()) refuse_sort(path, "The $sort field cannot be empty");
  if (document::Path(field).has_empty_segment())
    refuse_sort(path,
                fmt::format("The $sort field '{}' is a dotted field but has an empty part: use "
                            "names between single dots",
                            field));
}

const Value* member(const Value& holder, std::string_view name) {
  if (!holder.is_array()) return document::member(holder, name);
  const auto index = document::index_of(name);
  return index && *index < holder.size() ? &holder[*index] : nullptr;
}

// MongoDB (extractElementAtPath): a name that holds dots goes before the path that they cut, and an
// array is entered by an index alone.
const Value* found(const Value& holder, std::string_view path) {
  if (const Value* value = member(holder, path)) return value;
  const std::size_t dot = path.find('.');
  if (dot == path.npos) return nullptr;
  const Value* next = member(holder, path.substr(0, dot));
  return next == nullptr ? nullptr : found(*next, path.substr(dot + 1));
}

// MongoDB: an element that is no object has no fields, and a missing field counts as null.
const Value& key_of(const Value& element, const std::string& path) {
  static const Value null;
  if (path.empty()) return element;
  if (!document::is_plain_object(element)) return null;
  const Value* value = found(element, path);
  return value == nullptr ? null : *value;
}

}  // namespace

ArrayOrder ArrayOrder::parse(const document::Path& path, const Value& pattern,
                             const document::Comparison& values) {
  ArrayOrder order;
  order.values_ = values;
  const document::Type type = document::type_of(pattern);
  if (document::is_number(type)) {
    order.keys_.push_back({"", is_descending(path, pattern)});
    return order;
  }
  if (type != document::Type::object)
    refuse_sort(path, fmt::format("The $sort is invalid: use 1/-1 to sort the whole element, or "
                                  "{{field:1/-1}} to sort embedded fields, not a value of type {}",
                                  document::alias(type)));
  if (pattern.empty())
    refuse_sort(path, "The sort pattern is empty when it should be a set of fields.");
  for (auto field = pattern.begin(); field != pattern.end(); ++field) {
    check_field(path, field.key());
    order.keys_.push_back({field.key(), is_descending(path, field.value())});
  }
  return order;
}

void ArrayOrder::sort(Value& array) const {
  auto& elements = array.get_ref<Value::array_t&>();
  std::stable_sort(elements.begin(), elements.end(),
                   [this](const Value& a, const Value& b) { return is_before(a, b); });
}

bool ArrayOrder::is_before(const Value& a, const Value& b) const {
  for (const Key& key : keys_) {
    const std::weak_ordering order = values_.compare(key_of(a, key.path), key_of(b, key.path));
    if (order != 0) return key.descending ? order > 0 : order < 0;
  }
  return false;
}

}  // namespace profilestore::update
