#include "document/compare.hpp"

#include <algorithm>

#include "document/bytes.hpp"
#include "document/comparison.hpp"
#include "document/moment.hpp"
#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::document {
namespace {

using Order = std::weak_ordering;

Order order_of_text(const Value& a, const Value& b) {
  return a.get_ref<const std::string&>() <=> b.get_ref<const std::string&>();
}

const Value& inside(const Value& wrapper) { return wrapper.begin().value(); }

Order order_of_strings(const Value& a, const Value& b, const StringOrder* strings) {
  const Value& left = a.is_string() ? a : inside(a);
  const Value& right = b.is_string() ? b : inside(b);
  if (strings == nullptr) return order_of_text(left, right);
  return strings->compare(left.get_ref<const std::string&>(), right.get_ref<const std::string&>());
}

// MongoDB: by type bracket of each field, then its name, then its value; then the shorter first.
Order order_of_objects(const Value& a, const Value& b, const StringOrder* strings) {
  auto left = a.begin(), right = b.begin();
  for (; left != a.end() && right != b.end(); ++left, ++right) {
    if (const Order order = bracket(type_of(*left)) <=> bracket(type_of(*right)); order != 0)
      return order;
    if (const Order order = left.key() <=> right.key(); order != 0) return order;
    if (const Order order = compare(*left, *right, strings); order != 0) return order;
  }
  return a.size() <=> b.size();
}

Order order_of_arrays(const Value& a, const Value& b, const StringOrder* strings) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (const Order order = compare(a[i], b[i], strings); order != 0) return order;
  return a.size() <=> b.size();
}

// MongoDB: length, then subtype, then the bytes.
Order order_of_binaries(const Value& a, const Value& b) {
  const auto bytes = [](const Value& value) {
    return bytes_of_base64(inside(value).at("base64").get_ref<const std::string&>()).value_or("");
  };
  const std::string left = bytes(a), right = bytes(b);
  if (left.size() != right.size()) return left.size() <=> right.size();
  if (const Order order = order_of_text(inside(a).at("subType"), inside(b).at("subType"));
      order != 0)
    return order;
  return left <=> right;
}

// Wrappers of several members, member by member in the order that normal form gives them.
Order order_of_members(const Value& a, const Value& b) {
  auto left = a.begin(), right = b.begin();
  for (; left != a.end() && right != b.end(); ++left, ++right)
    if (const Order order = compare(*left, *right); order != 0) return order;
  return Order::equivalent;
}

}  // namespace

std::weak_ordering compare(const Value& a, const Value& b) { return compare(a, b, nullptr); }

std::weak_ordering compare(const Value& a, const Value& b, const StringOrder* strings) {
  const Type left = type_of(a), right = type_of(b);
  if (bracket(left) != bracket(right)) return bracket(left) <=> bracket(right);
  switch (left) {
    case Type::int32:
    case Type::int64:
    case Type::real:
    case Type::decimal:
      return compare_numbers(a, b);
    case Type::string:
    case Type::symbol:
      return order_of_strings(a, b, strings);
    case Type::object:
      return order_of_objects(a, b, strings);
    case Type::array:
      return order_of_arrays(a, b, strings);
    case Type::binary:
      return order_of_binaries(a, b);
    case Type::object_id:
      return order_of_text(inside(a), inside(b));
    case Type::boolean:
      return a.get<bool>() <=> b.get<bool>();
    case Type::date:
      return millis_of_date(a) <=> millis_of_date(b);
    case Type::timestamp:
    case Type::regex:
    case Type::db_pointer:
      return order_of_members(inside(a), inside(b));
    case Type::code:
    case Type::code_with_scope:
      return order_of_members(a, b);
    case Type::null:
    case Type::undefined:
    case Type::min_key:
    case Type::max_key:
      break;
  }
  return Order::equivalent;
}

}  // namespace profilestore::document
