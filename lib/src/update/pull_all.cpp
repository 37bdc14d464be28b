// $pullAll: removes from an array every element that is equal to one of the operand's.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "document/compare.hpp"
#include "document/type.hpp"
#include "update/culling.hpp"

namespace profilestore::update {
namespace {

constexpr std::string_view name = "$pullAll";

bool is_before(const Value& a, const Value& b) { return document::compare(a, b) < 0; }

// In BSON's order, so that they can be looked up.
std::vector<Value> sorted_values(const document::Path& path, const Value& operand) {
  if (!operand.is_array())
    throw InvalidUpdate(2,
                        fmt::format("$pullAll requires an array argument but was given a {}",
                                    document::alias(document::type_of(operand))),
                        path.text(), std::string(name));
  std::vector<Value> values(operand.begin(), operand.end());
  std::sort(values.begin(), values.end(), is_before);
  return values;
}

}  // namespace

Action read_pull_all(const document::Path& path, const Value& operand) {
  return cull(name, [values = sorted_values(path, operand)](const Value& element) {
    return std::binary_search(values.begin(), values.end(), element, is_before);
  });
}

}  // namespace profilestore::update
