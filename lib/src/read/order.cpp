#include "read/order.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "document/number.hpp"
#include "document/tuples.hpp"
#include "document/type.hpp"

namespace profilestore::read {
namespace {

constexpr std::size_t most_paths = 32;  // MongoDB: of a compound index, and so of a sort

[[noreturn]] void refuse_sort(int code, const std::string& message) {
  throw InvalidInput(code, message);
}

bool is_descending(const std::string& path, const Value& direction) {
  if (document::is_plain_object(direction))
    refuse_sort(
        direction.contains("$meta") ? 2 : 15974,
        fmt::format("sort: the order of '{}' must be 1 or -1; an expression is not supported",
                    path));
  if (!document::is_number(document::type_of(direction)))
    refuse_sort(15974, fmt::format("sort: the order of '{}' must be the number 1 or -1", path));
  if (document::equal(direction, Value(1))) return false;
  if (document::equal(direction, Value(-1))) return true;
  refuse_sort(15975, fmt::format("sort: the order of '{}' must be 1 (for ascending) or -1 (for "
                                 "descending)",
                                 path));
}

void check_path(const document::Path& path) {
  if (path.text().empty()) refuse_sort(40352, "sort: a path must not be empty");
  if (path.has_empty_segment())
    refuse_sort(15998, fmt::format("sort: the path '{}' has an empty field name", path.text()));
  for (const std::string& segment : path.segments())
    if (segment.starts_with('$'))
      refuse_sort(16410,
                  fmt::format("sort: a field name may not start with '$': '{}'", path.text()));
}

}  // namespace

Order Order::parse(const Document& sort, const document::Comparison& values) {
  Order order;
  order.values_ = values;
  if (sort.is_null()) return order;
  if (!document::is_plain_object(sort)) refuse_sort(14, "sort must be an object: {path: 1 or -1}");
  for (const auto& [name, direction] : sort.items()) {
    if (name == "$natural") {
      if (sort.size() > 1) refuse_sort(2, "sort: $natural cannot be combined with other paths");
      order.reversed_ = is_descending(name, direction);
      return order;
    }
    document::Path path(name);
    check_path(path);
    order.descending_.push_back(is_descending(name, direction));
    order.paths_.push_back(std::move(path));
  }
  if (order.paths_.size() > most_paths)
    refuse_sort(13103, fmt::format("sort: more than {} paths", most_paths));
  return order;
}

SortKey Order::key_of(const Document& document) const {
  static const Value null;
  const auto found = document::tuples_at(document, paths_);
  if (found.parallel)
    refuse_sort(2, fmt::format("cannot sort with keys that are parallel arrays: '{}' and '{}'",
                               found.parallel->first, found.parallel->second));
  std::optional<SortKey> least;
  for (const document::Tuple& tuple : found.tuples) {
    SortKey key;
    for (const Value* value : tuple) key.push_back(value == nullptr ? null : *value);
    if (!least || compare(key, *least) < 0) least = std::move(key);
  }
  return *std::move(least);
}

std::weak_ordering Order::compare(const SortKey& a, const SortKey& b) const {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (const auto order = compare_at(i, a, b); order != 0) return order;
  return std::weak_ordering::equivalent;
}

std::weak_ordering Order::compare_at(std::size_t i, const SortKey& a, const SortKey& b) const {
  const auto order = values_.compare(a[i], b[i]);
  return descending_[i] ? 0 <=> order : order;
}

}  // namespace profilestore::read
