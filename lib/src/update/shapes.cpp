#include "update/shapes.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>

#include "update/paths.hpp"

namespace profilestore::update {
namespace {

constexpr std::size_t most_shapes = 64;      // of a thread
constexpr std::size_t longest_shape = 1024;  // bytes

/// An operation but for its operand.
struct Known {
  SharedPath path;
  const Operator* op;
  std::size_t place;  ///< in the order in which they apply
};

using Shape = std::vector<Known>;

// Names and paths, none of which has a NUL in it or is empty, as what ends an operator's part is;
// nothing for what is no such update at all.
std::optional<std::string> shape_of(const Value& update) {
  std::string shape;
  for (auto part = update.begin(); part != update.end(); ++part) {
    if (!part->is_object() || part.key().empty()) return std::nullopt;
    shape.append(part.key()).append(1, '\0');
    for (auto field = part->begin(); field != part->end(); ++field) {
      if (field.key().empty()) return std::nullopt;
      shape.append(field.key()).append(1, '\0');
      if (shape.size() > longest_shape) return std::nullopt;
    }
    shape += '\0';
  }
  return shape;
}

std::unordered_map<std::string, Shape>& shapes() {
  thread_local std::unordered_map<std::string, Shape> known;
  return known;
}

}  // namespace

Action action_of(const Operator& op, const document::Path& path, const Value& operand,
                 const document::Comparison& order) {
  return op.read != nullptr ? op.read(path, operand) : op.read_comparing(path, operand, order);
}

std::optional<std::vector<Operation>> operations_as_before(const Value& update) {
  if (shapes().empty()) return std::nullopt;
  const auto shape = shape_of(update);
  if (!shape) return std::nullopt;
  const auto found = shapes().find(*shape);
  if (found == shapes().end()) return std::nullopt;
  std::vector<Operation> operations(found->second.size());
  auto known = found->second.begin();
  for (const Value& part : update)
    for (const Value& operand : part) {
      operations[known->place] = {known->path, known->op,
                                  action_of(*known->op, *known->path, operand, {})};
      ++known;
    }
  return operations;
}

void remember(const Value& update, const std::vector<Operation>& operations) {
  const auto moves = [](const Operation& operation) { return operation.source != nullptr; };
  if (std::ranges::any_of(operations, moves)) return;
  const auto shape = shape_of(update);
  if (!shape) return;
  std::vector<std::size_t> order(operations.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return applies_before(*operations[a].path, *operations[b].path);
  });
  Shape known;
  for (const Operation& operation : operations) known.push_back({operation.path, operation.op, 0});
  for (std::size_t i = 0; i < order.size(); ++i) known[order[i]].place = i;
  if (shapes().size() >= most_shapes) shapes().clear();
  shapes().emplace(*shape, std::move(known));
}

}  // namespace profilestore::update
