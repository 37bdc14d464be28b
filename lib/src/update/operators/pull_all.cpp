// $pullAll: removes from an array every element that is equal to one of the operand's.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "update/operators/culling.hpp"

namespace profilestore::update {
namespace {

constexpr std::string_view pull_all_name = "$pullAll";

// In BSON's order, so that they can be looked up.
std::vector<Value> sorted_values(const document::Path& path, const Value& operand,
                                 const document::Comparison& order) {
  if (!operand.is_array())
    throw InvalidUpdate(2,
                        fmt::format("$pullAll requires an array argument but was given a {}",
                                    document::alias(document::type_of(operand))),
                        path.text(), std::string(pull_all_name));
  std::vector<Value> values(operand.begin(), operand.end());
  std::sort(values.begin(), values.end(), order);
  return values;
}

}  // namespace

Action read_pull_all(const document::Path& path, const Value& operand,
                     const document::Comparison& order) {
  return cull(pull_all_name,
              [values = sorted_values(path, operand, order), order](const Value& element) {
                return std::binary_search(values.begin(), values.end(), element, order);
              });
}

}  // namespace profilestore::update
